"""`aoxanh demo` loads once, again only when asked to, never beside real data, and always the same."""

import sqlite3

import pytest

from aoxanh.access.actions import register
from aoxanh.jobs import accounts, cli
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.commands import demo as command
from aoxanh.units.types import InstanceInfo, Scale
from tests.jobs.calling import call


ONE = DemoAccount("Cán bộ tỉnh", "Tỉnh đoàn Lai Châu", "0900000001", "mat-khau-thu")


@pytest.fixture
def demo(settings, tmp_path, monkeypatch, capsys, db):
    """Runs the command with loading and erasing only noted; ``kind`` says what the database holds."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    done = []
    monkeypatch.setattr(command, "migrate", lambda: None)
    monkeypatch.setattr(command.databases, "erase", lambda: done.append("erased"))
    monkeypatch.setattr(command.demo, "load", lambda **_: done.append("loaded") or [ONE])

    def run(*arguments, kind="empty"):
        info = InstanceInfo(
            scale=Scale.PROVINCE, name="X", short_name="X", place_name="X", root_code="",
            root_id=None if kind == "empty" else 1, is_demo=kind == "demo",
        )  # fmt: skip
        monkeypatch.setattr(command.units, "instance", lambda: info)
        status = cli.main(["demo", *arguments])
        return status, capsys.readouterr(), done

    return run


def test_an_empty_database_is_filled_and_the_sign_ins_are_printed(demo):
    status, said, done = demo()

    assert (status, done) == (0, ["loaded"])
    assert "0900000001" in said.out
    assert accounts.kept() == [ONE]


def test_a_second_time_nothing_is_loaded(demo):
    demo()
    status, said, done = demo(kind="demo")

    assert (status, done) == (0, ["loaded"])
    assert "--reset" in said.out


def test_reset_erases_first(demo, settings):
    status, _, done = demo("--reset", kind="demo")

    assert (status, done) == (0, ["erased", "loaded"])
    assert not settings.MEDIA_ROOT.exists()


def test_the_country_goes_into_an_empty_database_only(demo):
    status, said, done = demo("--scale", "national", kind="demo")

    assert (status, done) == (1, [])
    assert "--reset" in said.err


def test_the_country_is_loaded_with_the_number_and_seed_asked_for(demo, monkeypatch):
    asked = {}
    monkeypatch.setattr(command.demo, "load_nation", lambda **given: asked.update(given) or [ONE])

    status, *_ = demo(
        "--scale",
        "national",
        "--participations",
        "10.000.000",
        "--seed",
        "xuân",
        "--reset",
        kind="demo",
    )

    assert status == 0
    assert (asked["participations"], asked["seed"]) == (10_000_000, "xuân")


def test_real_data_are_left_alone_by_reset_too(demo, settings):
    status, said, done = demo("--reset", kind="real")

    assert (status, done) == (1, [])
    assert "dữ liệu thật" in said.err
    assert settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("arguments", [(), ("--reset",)])
def test_a_database_somebody_has_an_account_in_is_no_place_for_a_demo(demo, system, now, arguments):
    register(
        by=system, contact="0912345678", full_name="Lò Văn Ơn", password="một câu dài", now=now
    )

    status, said, done = demo(*arguments)

    assert (status, done) == (1, [])
    assert "dữ liệu thật" in said.err


@pytest.mark.drill
def test_an_empty_folder_is_filled_and_reset_makes_the_same_again(tmp_path):
    first = call(tmp_path, "demo")
    before = _contents(tmp_path)
    again = call(tmp_path, "demo")
    reset = call(tmp_path, "demo", "--reset")
    checked = call(tmp_path, "measures", "check")

    assert [first.returncode, again.returncode, reset.returncode, checked.returncode] == [0] * 4
    assert "Thêm --reset" in again.stdout
    assert "Cán bộ Đoàn cấp xã – Đoàn xã Tả Lèng" in reset.stdout
    assert _contents(tmp_path) == before


_TOLD = {
    "activities_activity": "title, state, starts_on, ends_on, summary, latitude",
    "activities_slot": "capacity, taken, waiting",
    "activities_hoursentry": "day, minutes, source",
    "people_person": "full_name, phone, birth_date",
    "units_unitversion": "name, valid_from, valid_to",
    "recognition_certificate": "year, number, status, minutes",
}


def _contents(home):
    database = sqlite3.connect(home / "aoxanh.sqlite3")
    try:
        return {
            table: sorted(map(repr, database.execute(f"select {columns} from {table}")))  # noqa: S608
            for table, columns in _TOLD.items()
        }
    finally:
        database.close()
