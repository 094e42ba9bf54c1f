"""What follows from the days of an activity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from aoxanh.kernel.dates import ZONE, at, local_day


def has_weekend(starts_on: date, ends_on: date) -> bool:
    """Whether a Saturday or Sunday lies in ``[starts_on, ends_on)``."""
    days = (ends_on - starts_on).days
    return starts_on.weekday() + days > 5


def days_of(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    """The first local day and the day after the last one. An end at midnight belongs to the day before."""
    last = local_day(ends_at - timedelta(microseconds=1))
    return local_day(starts_at), last + timedelta(days=1)


MOST_DAYS = 60
"""Days that one activity may last."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The hours of one shift, with its name and task where the template gives them."""

    begins: datetime
    ends: datetime
    name: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class UsualShift:
    """A shift that a template has every day."""

    begins: time
    ends: time
    name: str
    task: str


def usual_shifts(definition: Mapping[str, Any]) -> list[UsualShift]:
    """The daily shifts that a template's definition names."""
    return [
        UsualShift(
            time.fromisoformat(row["begins"]),
            time.fromisoformat(row["ends"]),
            row["name"],
            row["task"],
        )
        for row in definition.get("shifts", [])
    ]


def stretches(usual: Sequence[UsualShift], starts_at: datetime, ends_at: datetime) -> list[Stretch]:
    """The shifts of each day: the template's while the hours are its own, else the hours given, daily."""
    first, after_last = days_of(starts_at, ends_at)
    begin, end = starts_at.astimezone(ZONE).time(), ends_at.astimezone(ZONE).time()
    if not usual or (begin, end) != (usual[0].begins, max(each.ends for each in usual)):
        return [Stretch(begins, ends) for begins, ends in daily_stretches(starts_at, ends_at)]
    days = [first + timedelta(days=count) for count in range((after_last - first).days)]
    several = len(days) > 1
    return [
        Stretch(
            at(day, each.begins),
            at(day, each.ends),
            f"{each.name} {day:%d/%m}" if several else each.name,
            each.task,
        )
        for day in days
        for each in usual
    ]


_ONE_STRETCH = timedelta(hours=16)


def daily_stretches(starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """The hours of each day: one stretch when it all fits between a morning and a night, else the same hours daily.

    Hours that end before they begin run past midnight.
    """
    if ends_at - starts_at <= _ONE_STRETCH:
        return [(starts_at, ends_at)]
    begin, end = starts_at.astimezone(ZONE).time(), ends_at.astimezone(ZONE).time()
    overnight = timedelta(days=1 if end <= begin else 0)
    first, after_last = days_of(starts_at, ends_at - overnight)
    days = [first + timedelta(days=count) for count in range((after_last - first).days)]
    return [(at(day, begin), at(day + overnight, end)) for day in days]
