"""What follows from the days of an activity."""

from datetime import date, datetime, timedelta

from aoxanh.kernel.dates import local_day


def has_weekend(starts_on: date, ends_on: date) -> bool:
    """Whether a Saturday or Sunday lies in ``[starts_on, ends_on)``."""
    days = (ends_on - starts_on).days
    return starts_on.weekday() + days > 5


def days_of(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    """The first local day and the day after the last one. An end at midnight belongs to the day before."""
    last = local_day(ends_at - timedelta(microseconds=1))
    return local_day(starts_at), last + timedelta(days=1)
