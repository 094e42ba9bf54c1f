"""A home is made, backed up and brought back by the installed commands, as an administrator would."""

import pytest

from tests.jobs.calling import call


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    made = call(place, "migrate")
    assert made.returncode == 0, made.stderr
    assert made.stdout == "Cơ sở dữ liệu đã ở phiên bản hiện tại.\n"
    return place


def test_what_was_backed_up_comes_back_in_another_home(home, tmp_path):
    done = call(home, "places", "load", "aoxanh/places/reference/examples/ward-2026-09-20")
    saved = call(home, "backup", tmp_path / "copy.tar.gz", "--keys", tmp_path / "keys.tar.gz")
    there = tmp_path / "there"
    restored = call(there, "restore", tmp_path / "copy.tar.gz", "--keys", tmp_path / "keys.tar.gz")
    again = call(there, "restore", tmp_path / "copy.tar.gz")

    assert (saved.returncode, restored.returncode, again.returncode) == (0, 0, 1), done.stderr
    assert saved.stdout.split()[3] == restored.stdout.split()[3]
    assert "--force" in again.stderr
    listed = [
        call(place, "django", "showmigrations", "--plan").stdout.count("[X]")
        for place in (home, there)
    ]
    assert listed[0] == listed[1] > 0


def test_a_worker_alone_does_its_round_and_ends(home):
    assert call(home, "worker", "--once").returncode == 0


def test_a_wrong_file_is_no_certificate(home, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 not ours")

    judged = call(home, "verify", tmp_path / "a.pdf")

    assert judged.returncode == 1
    assert judged.stderr.startswith("Tệp này không phải giấy chứng nhận hợp lệ")
    assert judged.stderr.count("\n") == 1
