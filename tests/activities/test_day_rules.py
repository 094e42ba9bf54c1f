"""What follows from the days of an activity: the shifts of each day, by the template or by the hours given."""

from datetime import UTC, date, datetime, time

import pytest

from aoxanh.activities.rules.days import (
    Stretch,
    UsualShift,
    daily_stretches,
    days_of,
    stretches,
    usual_shifts,
)
from aoxanh.kernel.dates import ZONE, at


FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
MORNING = UsualShift(time(7), time(11), "Sáng", "Dạy chữ")
AFTERNOON = UsualShift(time(13), time(16, 30), "Chiều", "Dạy số")


def _at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_the_last_day_is_that_of_the_last_moment():
    assert days_of(_at(27, 22), _at(28, 0)) == (FRIDAY, SATURDAY)
    assert days_of(_at(27, 22), _at(28, 0).replace(microsecond=1)) == (FRIDAY, date(2026, 11, 29))
    assert days_of(_at(27, 22).astimezone(UTC), _at(28, 4).astimezone(UTC))[0] == FRIDAY


def test_the_usual_shifts_are_read_from_a_definition():
    rows = [
        {"begins": "07:00", "ends": "11:00", "name": "Sáng", "task": "Dạy chữ"},
        {"begins": "13:00", "ends": "16:30", "name": "Chiều", "task": "Dạy số"},
    ]

    assert usual_shifts({"shifts": rows}) == [MORNING, AFTERNOON]
    assert usual_shifts({}) == []


def test_on_one_day_the_usual_shifts_are_called_as_the_template_calls_them():
    assert stretches([MORNING, AFTERNOON], _at(28, 7), _at(28, 16, 30)) == [
        Stretch(at(SATURDAY, time(7)), at(SATURDAY, time(11)), "Sáng", "Dạy chữ"),
        Stretch(at(SATURDAY, time(13)), at(SATURDAY, time(16, 30)), "Chiều", "Dạy số"),
    ]


def test_on_several_days_each_shift_names_its_day():
    found = stretches([MORNING, AFTERNOON], _at(27, 7), _at(28, 16, 30))

    assert [(each.name, each.task) for each in found] == [
        ("Sáng 27/11", "Dạy chữ"),
        ("Chiều 27/11", "Dạy số"),
        ("Sáng 28/11", "Dạy chữ"),
        ("Chiều 28/11", "Dạy số"),
    ]
    assert [each.begins for each in found][::3] == [_at(27, 7), _at(28, 13)]


@pytest.mark.parametrize("ends", [_at(28, 16), _at(28, 11)])
def test_other_hours_than_the_templates_are_taken_as_given(ends):
    assert stretches([MORNING, AFTERNOON], _at(28, 7), ends) == [Stretch(_at(28, 7), ends)]
    assert stretches([], _at(28, 7), ends) == [Stretch(_at(28, 7), ends)]


def test_sixteen_hours_are_one_stretch_and_a_minute_more_are_two_days():
    whole = (_at(27, 7), _at(27, 23))
    longer = daily_stretches(_at(27, 7), _at(28, 11))

    assert daily_stretches(*whole) == [whole]
    assert daily_stretches(_at(27, 20), _at(28, 12)) == [(_at(27, 20), _at(28, 12))]
    assert longer == [(_at(27, 7), _at(27, 11)), (_at(28, 7), _at(28, 11))]


def test_hours_that_end_as_they_begin_run_through_the_night():
    assert daily_stretches(_at(27, 7), _at(29, 7)) == [
        (_at(27, 7), _at(28, 7)),
        (_at(28, 7), _at(29, 7)),
    ]
