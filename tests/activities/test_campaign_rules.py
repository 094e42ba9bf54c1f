"""A campaign's season, its days in order, and how far it should be by now."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.activities.rules.campaigns import Wave, day_of_year, needed_by, season, timeline


@pytest.mark.parametrize(
    ("starts", "ends", "day", "expected"),
    [
        ("06-01", "08-31", date(2026, 11, 23), (date(2027, 6, 1), date(2027, 8, 31))),
        ("06-01", "08-31", date(2026, 7, 1), (date(2026, 6, 1), date(2026, 8, 31))),
        ("11-20", "02-10", date(2026, 11, 23), (date(2026, 11, 20), date(2027, 2, 10))),
        ("11-20", "02-10", date(2027, 1, 5), (date(2026, 11, 20), date(2027, 2, 10))),
        ("01-01", "02-29", date(2027, 1, 5), (date(2027, 1, 1), date(2027, 2, 28))),
    ],
)
def test_a_season_is_the_one_that_runs_or_comes_next(starts, ends, day, expected):
    assert season(starts, ends, day) == expected


@pytest.mark.parametrize("text", ["", "13-01", "6/1", "02-30"])
def test_what_is_no_day_of_a_year_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        day_of_year(text)


@pytest.mark.parametrize(
    ("day", "needed"),
    [
        (date(2026, 5, 1), 0),
        (date(2026, 6, 1), 0),
        (date(2026, 6, 6), 50),
        (date(2026, 7, 1), 100),
    ],
)
def test_what_is_needed_by_now_grows_evenly(day, needed):
    dates = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 11), "day": day}

    assert needed_by(Decimal(100), **dates) == needed
    assert needed_by(None, **dates) is None


def test_launch_waves_and_review_stand_in_order_of_time():
    waves = [Wave("Đợt 2", "", date(2026, 12, 1), date(2027, 1, 1))]

    marks = timeline(
        launched_on=date(2026, 11, 20),
        reviewed_on=date(2027, 1, 10),
        waves=waves,
        day=date(2026, 12, 5),
    )

    assert [(mark.kind, mark.state, mark.last_day) for mark in marks] == [
        ("launch", "done", date(2026, 11, 20)),
        ("wave", "now", date(2026, 12, 31)),
        ("review", "ahead", date(2027, 1, 10)),
    ]
