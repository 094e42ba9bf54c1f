"""Names, dice, calendar and sentences of the demo."""

import pytest

from aoxanh.jobs.demo import themes
from aoxanh.jobs.demo.names import FIRST_PHONE, Phones, invent
from aoxanh.jobs.demo.stage import dice, texts, weighted_sample
from aoxanh.kernel.text import nfc


def test_every_people_has_names_for_women_and_men():
    for people in texts("names"):
        for number in range(40):
            name = invent(dice(f"{number}"), [people]).full_name
            assert name == nfc(name)
            assert len(name.split()) >= 3


def test_phones_are_handed_out_one_after_the_other():
    phones = Phones()

    assert [phones.take(), phones.take()] == [f"+84{FIRST_PHONE}", f"+84{FIRST_PHONE + 1}"]


def test_dice_of_a_topic_fall_the_same_way_every_time():
    assert dice("a").random() == dice("a").random() != dice("b").random()


def test_a_weighted_sample_takes_each_once_and_none_without_weight():
    taken = weighted_sample(dice("sample"), "abcd", [1, 5, 0, 2], 9)

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
