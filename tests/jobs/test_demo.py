"""The demo loads from an empty folder, again to the same data, and its figures hold."""

import sqlite3
from random import Random

import pytest

from aoxanh.jobs.demo import themes
from aoxanh.jobs.demo.names import FIRST_PHONE, Phones, invent
from aoxanh.jobs.demo.stage import dice, texts, weighted_sample
from aoxanh.kernel.text import nfc
from tests.jobs.calling import call


COUNTED = {
    "activities_activity": "title, state, starts_on, ends_on, summary, latitude",
    "activities_slot": "capacity, taken, waiting",
    "activities_hoursentry": "day, minutes, source",
    "people_person": "full_name, phone, birth_date",
    "units_unitversion": "name, valid_from, valid_to",
    "recognition_certificate": "year, number, status, minutes",
}


def rows(home, statement):
    database = sqlite3.connect(home / "aoxanh.sqlite3")
    try:
        return database.execute(statement).fetchall()
    finally:
        database.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder in which `aoxanh demo` has run once."""
    folder = tmp_path_factory.mktemp("demo")
    done = call(folder, "demo")
    assert done.returncode == 0, done.stderr
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_the_accounts_are_printed_with_role_and_unit(home):
    said = (home / "said.txt").read_text(encoding="utf-8")

    assert all(f"09000000{number:02d}" in said for number in range(1, 13))
    assert "Cán bộ Đoàn cấp xã – Đoàn xã Tả Lèng" in said


def test_districts_ended_in_favour_of_the_communes_of_today(home):
    ended = rows(home, "select count(*) from units_unit where closed_on = '2025-07-01'")
    heirs = rows(home, "select count(distinct successor_id) from units_succession")

    assert (ended, heirs) == ([(8,)], [(38,)])


def test_no_place_is_given_twice(home):
    wrong = rows(
        home,
        "select count(*) from activities_slot s where taken <> (select count(*) from"
        " activities_signup g where g.slot_id = s.id and g.state in ('PENDING', 'CONFIRMED'))",
    )

    assert wrong == [(0,)]


@pytest.mark.parametrize(
    ("state", "least"),
    [("CLOSED", 350), ("RECORDED", 20), ("OPEN", 30), ("RUNNING", 2), ("DRAFT", 3), ("PLANNED", 2)],
)
def test_activities_stand_in_every_state(home, state, least):
    counted = rows(home, f"select count(*) from activities_activity where state = '{state}'")

    assert counted[0][0] >= least


def test_the_figures_equal_a_rebuild(home):
    assert call(home, "measures", "check").returncode == 0


def test_demo_again_changes_nothing_and_reset_makes_the_same(home):
    before = {table: sorted(map(repr, rows(home, f"select {columns} from {table}")))
              for table, columns in COUNTED.items()}  # fmt: skip

    again = call(home, "demo")
    reset = call(home, "demo", "--reset")

    assert (again.returncode, reset.returncode) == (0, 0), again.stderr + reset.stderr
    for table, columns in COUNTED.items():
        assert sorted(map(repr, rows(home, f"select {columns} from {table}"))) == before[table]


def test_every_people_has_names_for_women_and_men():
    for people in texts("names"):
        for number in range(40):
            name = invent(Random(number), [people]).full_name
            assert name == nfc(name)
            assert len(name.split()) >= 3


def test_phones_are_handed_out_one_after_the_other():
    phones = Phones()

    assert [phones.take(), phones.take()] == [f"+84{FIRST_PHONE}", f"+84{FIRST_PHONE + 1}"]


def test_dice_of_a_topic_fall_the_same_way_every_time():
    assert dice("a").random() == dice("a").random() != dice("b").random()


def test_a_weighted_sample_takes_each_once_and_none_without_weight():
    taken = weighted_sample(Random(1), "abcd", [1, 5, 0, 2], 9)

    assert sorted(taken) == ["a", "b", "d"]


@pytest.mark.parametrize("month", range(1, 13))
def test_communes_and_schools_have_something_to_do_in_every_month(today, month):
    season = themes.sorts_in_season(today.replace(month=month, day=15))

    assert {"COMMUNE", "DISTRICT", "SCHOOL", "SECTOR", "GROUP", "BRANCH"} <= set(season)


def test_every_sentence_of_a_theme_can_be_filled():
    words = themes.Words("bản Hồ Sen", "Tả Lèng", 2026)

    for theme in themes.all_themes():
        for sentence in (*theme.titles, *theme.summaries, *theme.spots, theme.beneficiaries):
            assert "{" not in words.into(sentence)
        assert all(len(words.into(title)) <= 120 for title in theme.titles)
