"""The command line speaks Vietnamese, says one sentence when it refuses and is 0 only on success."""

import argparse
import io
from datetime import date
from types import SimpleNamespace

import pytest
from django.db.utils import OperationalError

from aoxanh.jobs import cli, errors, parsing
from aoxanh.jobs.commands import measures, restore, serve, verify
from aoxanh.recognition.types import FileProof, Point, Proof, Told


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv(
        "AOXANH_ADDRESS", "http://localhost:8000"
    )  # set by `serve` for what it starts

    def call(*arguments):
        try:
            status = cli.main(arguments)
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_help_lists_every_command(run):
    status, out, _ = run("--help")

    assert status == 0
    assert all(f"  {name} " in out for name in cli.COMMANDS)


def test_no_command_at_all_is_a_wrong_call(run):
    assert run()[0] == 2


def test_an_unknown_command_is_refused(run):
    status, out, err = run("fly")

    assert (status, out) == (2, "")
    assert "fly" in err


@pytest.mark.parametrize("name", [name for name in cli.COMMANDS if name not in {"django", "demo"}])
def test_the_help_of_every_command_is_vietnamese(run, name):
    status, out, _ = run(name, "--help")

    assert status == 0
    assert "cách dùng:" in out
    assert "hiện hướng dẫn này" in out
    for english in ("usage", "options:", "show this", "positional", "default"):
        assert english not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["places"], "Còn thiếu tham số VIỆC"),
        (["places", "export", "--level", "x"], "không có lựa chọn 'x'"),
        (["places", "export", "--level", "commune", "--at", "1.7"], "“1.7” không đúng dạng"),
        (["serve", "--port", "x"], "giá trị 'x' không đúng dạng"),
        (["serve", "--nothing"], "Không có tham số nào tên là --nothing"),
        (["serve", "--port"], "cần một giá trị"),
        (["init", "--province", "12", "--commune", "1"], "không dùng cùng lúc với --province"),
        (["init", "--admin", "1", "--admin-name", "2"], "Cần một trong các tham số"),
    ],
)
def test_a_wrong_call_ends_in_one_vietnamese_sentence(run, arguments, said):
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_refusal_is_one_sentence_on_standard_error(run, tmp_path):
    status, out, err = run("restore", str(tmp_path / "none.tar.gz"))

    assert (status, out) == (1, "")
    assert err.startswith("Không mở được tệp")
    assert err.count("\n") == 1


def test_a_database_that_is_not_ready_is_said_without_a_trace(run, monkeypatch):
    def unready(options):
        raise OperationalError

    monkeypatch.setattr(measures, "run", unready)

    status, _, err = run("measures", "check")

    assert status == 1
    assert "aoxanh migrate" in err


def test_a_disk_that_refuses_is_said_with_the_file(run, monkeypatch):
    def unreadable(options):
        raise PermissionError(13, "denied", "/srv/a.tar.gz")

    monkeypatch.setattr(restore, "run", unreadable)

    assert "/srv/a.tar.gz" in run("restore", "x")[2]


def test_an_interrupt_is_not_a_success(run, monkeypatch):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(measures, "run", interrupted)

    assert run("measures", "check")[0] == 130


def test_commands_of_django_are_passed_on(run, monkeypatch):
    passed = []
    monkeypatch.setattr(cli, "execute_from_command_line", passed.append)

    assert run("django", "check", "--deploy")[0] == 0
    assert passed == [["aoxanh django", "check", "--deploy"]]


def test_days_are_read_in_both_shapes():
    assert parsing.read_day("2025-07-01") == parsing.read_day("1/7/2025") == date(2025, 7, 1)
    with pytest.raises(argparse.ArgumentTypeError):
        parsing.read_day("tháng 7")


def test_two_processes_on_sqlite_are_refused(run, monkeypatch):
    monkeypatch.setattr(serve, "connection", argparse.Namespace(vendor="sqlite"))

    with pytest.raises(errors.TooManyProcesses):
        serve._workers(2)


@pytest.mark.django_db
def test_places_export_prints_a_head_and_a_line_for_each_place(run):
    status, out, _ = run("places", "export", "--at", "2025-07-01", "--level", "province")

    assert status == 0
    assert out == "code,name,kind,parent_code,latitude,longitude,valid_from,valid_to\n"


@pytest.mark.django_db
def test_units_export_prints_a_head(run):
    assert run("units", "export")[1].startswith("code,name,short_name,kind,")


@pytest.mark.django_db
def test_figures_that_differ_make_the_check_fail(run, monkeypatch):
    assert run("measures", "check")[0] == 0
    wrong = argparse.Namespace(measure="turns", table="Cell", key=(1,), stored=2, rebuilt=3)
    monkeypatch.setattr(measures.queries, "mismatches", lambda: [wrong])

    status, out, err = run("measures", "check")

    assert status == 1
    assert "turns Cell (1): 2 ≠ 3" in out
    assert "measures rebuild" in err


@pytest.mark.django_db
def test_figures_are_rebuilt_on_request(run):
    assert run("measures", "rebuild")[0] == 0


@pytest.mark.django_db
def test_the_worker_does_one_round_on_request(run):
    assert run("worker", "--once")[0] == 0


def test_a_file_that_is_not_ours_is_no_certificate(run, settings, tmp_path):
    settings.KEY_FOLDER = tmp_path / "keys"
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 not ours")

    status, out, err = run("verify", str(tmp_path / "a.pdf"))

    assert (status, err) == (1, "")
    assert out.startswith("KHÔNG HỢP LỆ\n  ✗ Nội dung: ")


@pytest.mark.parametrize("proof", Proof)
def test_how_a_file_stands_is_said_and_is_the_exit_status(run, monkeypatch, tmp_path, proof):
    told = (Told(Point.STATUS, "Chưa biết.", holds=None),)
    found = FileProof(proof, told, {"code": "7K3MQ9TD2XVB84RH"}, is_demo=True)
    monkeypatch.setattr(verify.queries, "prove", lambda _content, **_: found)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")

    status, out, _ = run("verify", str(tmp_path / "a.pdf"))

    assert status == int(proof)
    assert "  ? Hiệu lực: Chưa biết." in out
    assert "không có giá trị" in out
    assert "code: 7K3MQ9TD2XVB84RH" in out


def test_a_credential_can_be_pasted(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"a.b.c")))

    assert run("verify", "-")[0] == 1


def test_a_file_that_is_not_there_cannot_be_verified(run, tmp_path):
    assert run("verify", str(tmp_path / "none.pdf"))[0] == 1
