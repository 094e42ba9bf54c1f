"""What a device's clock is worth: how far it is behind, and when a scan was really made."""

from datetime import datetime, timedelta


STEP = timedelta(minutes=1)
"""Skew is counted in whole minutes, so that a slow connection makes no difference."""

SAME = timedelta(minutes=2)
"""Two estimates of one clock that differ by less are the same."""


def skew_of(*, sent_at: datetime, received_at: datetime) -> int:
    """How many seconds the clock is behind (negative: ahead), in whole minutes."""
    return round((received_at - sent_at) / STEP) * int(STEP.total_seconds())


def made_at(
    *,
    device_at: datetime,
    told: int | None,
    skew: int,
    since: datetime,
    received_at: datetime,
) -> datetime:
    """The instant at which a device made a scan, by the right clock.

    ``skew`` is estimated now, ``told`` is what the device knew when it made the scan. They differ when its clock was
    set or lost in between: then the one holds that puts the scan after the device was given and before it was sent.
    """
    now_right = device_at + timedelta(seconds=skew)
    if told is None or abs(told - skew) < SAME.total_seconds():
        return _not_ahead(now_right, received_at)
    then_right = device_at + timedelta(seconds=told)
    if _within(then_right, since, received_at) and not _within(now_right, since, received_at):
        return _not_ahead(then_right, received_at)
    return _not_ahead(now_right, received_at)


def _within(instant: datetime, since: datetime, until: datetime) -> bool:
    return since - SAME <= instant <= until + SAME


def _not_ahead(instant: datetime, received_at: datetime) -> datetime:
    """Nothing is received before it was made; half a minute is the rounding's."""
    return instant if instant <= received_at + STEP else received_at
