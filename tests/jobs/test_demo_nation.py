"""`aoxanh demo --scale national`: every union of the country, as many turns as asked for, always the same."""

import sqlite3
from collections import Counter

import pytest

from aoxanh.activities.models import HoursEntry, Participation
from aoxanh.audit.models import Entry
from aoxanh.jobs import demo
from aoxanh.programmes import queries as figures
from aoxanh.units import queries as units
from aoxanh.units.models import UnitVersion
from tests.jobs.calling import call


TURNS = 400


@pytest.fixture
def nation(db, now):
    said = []
    accounts = list(demo.load_nation(now=now, say=said.append, participations=TURNS, seed="thử"))
    return said, accounts


@pytest.mark.drill
def test_the_country_stands_with_its_turns_and_figures(nation):
    said, accounts = nation
    kinds = Counter(UnitVersion.objects.values_list("kind__level", flat=True))

    assert kinds == {"CENTRAL": 1, "PROVINCE": 34, "COMMUNE": 3321}
    assert Participation.objects.count() == HoursEntry.objects.count() == TURNS
    assert figures.mismatches() == []
    assert units.instance().is_demo
    assert len(accounts) == 4
    assert any("400 / 400 lượt" in line for line in said)
    assert Entry.objects.filter(event="activities.HistoryLoaded").exists()


@pytest.mark.drill
def test_the_same_seed_makes_the_same_and_another_one_something_else(tmp_path):
    told = []
    for home, seed in (("một", "thử"), ("hai", "thử"), ("ba", "khác")):
        folder = tmp_path / home
        folder.mkdir()
        wanted = ("--scale", "national", "--participations", str(TURNS), "--seed", seed)
        assert call(folder, "demo", *wanted).returncode == 0
        told.append(_told(folder))

    assert told[0] == told[1]
    assert told[0] != told[2]


@pytest.mark.drill
def test_the_country_is_loaded_into_an_empty_database_only(tmp_path):
    wanted = ("--scale", "national", "--participations", "100")
    first, again = call(tmp_path, "demo", *wanted), call(tmp_path, "demo", *wanted)
    reset = call(tmp_path, "demo", *wanted, "--reset")

    assert [first.returncode, again.returncode, reset.returncode] == [0, 1, 0]
    assert "đã có dữ liệu minh họa" in again.stderr


def _told(home):
    database = sqlite3.connect(home / "aoxanh.sqlite3")
    try:
        return [
            database.execute(f"select {columns} from {table} order by id").fetchall()  # noqa: S608
            for table, columns in (
                ("activities_activity", "title, starts_on, unit_id"),
                ("people_person", "full_name, birth_date"),
                ("activities_participation", "person_id, day"),
            )
        ]
    finally:
        database.close()


@pytest.mark.whole
@pytest.mark.parametrize("number", ["0", "-5", "nhiều", "1,5"])
def test_a_number_that_is_none_is_refused(tmp_path, number):
    done = call(tmp_path, "demo", "--scale", "national", "--participations", number)

    assert done.returncode == 2
    assert not (tmp_path / "aoxanh.sqlite3").exists()
