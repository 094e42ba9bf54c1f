"""Minutes to credit, and whose word makes them grow."""

from dataclasses import dataclass, replace
from datetime import datetime

from aoxanh.activities.errors import MinutesOutOfRange
from aoxanh.activities.types import CheckInMethod, HoursSource
from aoxanh.kernel.actors import Actor, Anchors, Grant
from aoxanh.kernel.numbers import hours
from aoxanh.kernel.permissions import Permission


_BY_DEVICE = (CheckInMethod.CAMERA, CheckInMethod.CODE)


@dataclass(frozen=True, slots=True)
class Credit:
    """Minutes of one presence; ``assumed`` when nobody checked out and the shift's end stands in."""

    minutes: int
    assumed: bool


def creditable_minutes(*, checked_in: datetime, checked_out: datetime, cap: int) -> int:
    """Minutes of service to credit: never negative, never above the shift's cap."""
    served = int((checked_out - checked_in).total_seconds() // 60)
    return max(0, min(served, cap))


def credit(
    *,
    checked_in: datetime,
    checked_out: datetime | None,
    shift_starts: datetime,
    shift_ends: datetime,
    cap: int,
) -> Credit:
    """Minutes from the start of the shift or the later check-in to the check-out.

    Gathering before the start earns nothing; without a check-out the shift's end stands in.
    """
    minutes = creditable_minutes(
        checked_in=max(checked_in, shift_starts), checked_out=checked_out or shift_ends, cap=cap
    )
    return Credit(minutes, assumed=checked_out is None)


def source_of(method: str) -> HoursSource:
    """A device that read a pass makes SCAN; a leader's tap or a walk-in is a roll-call."""
    if method == CheckInMethod.LATE:
        return HoursSource.LATE
    if method == CheckInMethod.IMPORT:
        return HoursSource.IMPORT
    return HoursSource.SCAN if method in _BY_DEVICE else HoursSource.ROLL_CALL


def check_minutes(minutes: int, *, least: int, cap: int) -> None:
    """Raises ``MinutesOutOfRange``."""
    if not least <= minutes <= cap:
        raise MinutesOutOfRange(least=least, most=cap, hours=hours(cap))


def confirming_grant(by: Actor, *, organiser_unit_id: int) -> Grant | None:
    """The first grant by which ``by`` may confirm hours of a unit without being of that unit; None without one."""
    for grant in by.current_grants:
        reach = grant.allows.get(Permission.HOURS_CONFIRM)
        if reach is None or grant.unit_id == organiser_unit_id:
            continue
        anchors = replace(Anchors(), **{reach.value.lower(): frozenset({grant.unit_id})})
        if organiser_unit_id in by.tree.covered(anchors, unit_ids={organiser_unit_id}, day=by.day):
            return grant
    return None
