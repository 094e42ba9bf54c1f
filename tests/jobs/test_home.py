"""A home is made, backed up and brought back by the installed commands, as an administrator would."""

import sqlite3
from contextlib import closing

import pytest

from aoxanh.jobs.backups import databases
from tests import tables
from tests.jobs.calling import call


pytestmark = pytest.mark.whole


def rows(home):
    with closing(sqlite3.connect(home / "aoxanh.sqlite3")) as database:
        return databases.sqlite_rows(database)


def test_what_was_backed_up_comes_back_in_another_home(tmp_path):
    home, there = tmp_path / "home", tmp_path / "there"
    home.mkdir()
    tables.fill(f"sqlite:///{home}/aoxanh.sqlite3")
    copy, keys = tmp_path / "copy.tar.gz", tmp_path / "keys.tar.gz"

    calls = [
        call(home, "migrate"),
        call(home, "backup", copy, "--keys", keys),
        call(there, "restore", copy, "--keys", keys),
    ]

    assert [one.returncode for one in calls] == [0, 0, 0], [one.stderr for one in calls]
    assert rows(there) == rows(home)
    assert rows(there)["django_migrations"] > 20
    assert (there / "secrets" / "django").read_text() == (home / "secrets" / "django").read_text()
    assert calls[1].stdout.startswith("Đã sao lưu ")
    assert calls[2].stdout.startswith("Đã khôi phục ")
