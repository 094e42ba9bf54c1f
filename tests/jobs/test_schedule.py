"""Each due instant is asked for exactly once, however often and however late the clock is looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from aoxanh.jobs import schedule
from aoxanh.jobs.kinds import KINDS
from aoxanh.jobs.schedule import Line
from aoxanh.work.models import Job, Schedule


HOURLY = Line("hourly", "5 * * * *", "trail.seal")
NIGHTLY = Line("nightly", "15 2 * * *", "files.sweep")
MINUTE = timedelta(minutes=1)


def test_times_are_read_in_the_zone_of_the_instance(now):
    due = list(schedule.due_between(NIGHTLY, now - timedelta(days=1), now))

    # 2:15 in Vietnam is 19:15 of the day before in UTC.
    assert [one.at for one in due] == [datetime(2026, 11, 22, 19, 15, tzinfo=UTC)]


def test_the_last_instant_belongs_to_the_period_and_the_first_does_not():
    start = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)

    due = schedule.due_between(HOURLY, start, start + timedelta(hours=2))

    assert [one.at.hour for one in due] == [2, 3]


def test_every_line_of_the_schedule_names_a_known_kind():
    assert {line.kind for line in schedule.LINES} <= set(KINDS)
    assert len({line.name for line in schedule.LINES}) == len(schedule.LINES)


@pytest.mark.django_db
def test_a_line_seen_for_the_first_time_owes_nothing_of_the_past(system, now):
    assert schedule.tick(by=system, now=now, lines=[HOURLY]) == 0
    assert schedule.tick(by=system, now=now + timedelta(hours=1), lines=[HOURLY]) == 1


@pytest.mark.django_db
def test_a_schedule_that_was_down_for_a_day_makes_up_for_each_hour_once(system, now):
    schedule.tick(by=system, now=now, lines=[HOURLY])
    later = now + timedelta(days=1)

    first = schedule.tick(by=system, now=later, lines=[HOURLY])
    again = schedule.tick(by=system, now=later + MINUTE, lines=[HOURLY])

    assert (first, again) == (24, 0)
    assert Job.objects.values("run_after").distinct().count() == 24


@pytest.mark.django_db
def test_two_schedules_side_by_side_ask_for_each_instant_once(system, now):
    schedule.tick(by=system, now=now, lines=[HOURLY])
    mark = Schedule.objects.get()
    later = now + timedelta(hours=3)

    schedule.tick(by=system, now=later, lines=[HOURLY])
    # The second schedule read the mark before the first one moved it.
    Schedule.objects.filter(pk=mark.pk).update(asked_until=mark.asked_until)
    schedule.tick(by=system, now=later + MINUTE, lines=[HOURLY])

    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_after_a_very_long_pause_only_the_last_fortnight_is_made_up_for(system, now):
    schedule.tick(by=system, now=now, lines=[NIGHTLY])

    assert schedule.tick(by=system, now=now + timedelta(days=300), lines=[NIGHTLY]) == 14
