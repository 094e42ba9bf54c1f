"""Minutes to credit, and whose word makes them grow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from aoxanh.activities.errors import DayFull, MinutesOutOfRange
from aoxanh.activities.types import CheckInMethod, HoursSource
from aoxanh.activities.types.late import Confirmer, Confirming
from aoxanh.kernel.actors import Actor, Anchors, Grant
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.numbers import hours
from aoxanh.kernel.permissions import Permission


DAY = 24 * 60
WHOLE_SHIFT = 31 * DAY
"""Longer than any shift: what is measured before the cap."""

_SOURCES: Mapping[str, HoursSource] = {
    CheckInMethod.CAMERA: HoursSource.SCAN,
    CheckInMethod.CODE: HoursSource.SCAN,
    CheckInMethod.PAPER: HoursSource.PAPER,
    CheckInMethod.LATE: HoursSource.LATE,
    CheckInMethod.IMPORT: HoursSource.IMPORT,
}


@dataclass(frozen=True, slots=True)
class Credit:
    """Minutes of one presence; ``assumed`` when nobody checked out and the shift's end stands in.

    ``served`` are the minutes as measured, before the shift's cap.
    """

    minutes: int
    assumed: bool
    served: int = 0


def creditable_minutes(*, checked_in: datetime, checked_out: datetime, cap: int) -> int:
    """Minutes of service to credit: never negative, never above the shift's cap."""
    served = int((checked_out - checked_in).total_seconds() // 60)
    return max(0, min(served, cap))


def shift_cap(*, whole: int, given: int | None, most: int) -> int:
    """Minutes that a shift of ``whole`` minutes gives at most: as said, else all, but ``most`` for each day of it."""
    days = -(-whole // DAY)
    return min(whole if given is None else given, most * days)


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
    came, left = max(checked_in, shift_starts), checked_out or shift_ends
    served = creditable_minutes(checked_in=came, checked_out=left, cap=WHOLE_SHIFT)
    return Credit(min(served, cap), assumed=checked_out is None, served=served)


def source_of(method: str) -> HoursSource:
    """A device that read a pass makes SCAN; a leader's tap or a walk-in is a roll-call; paper stays told apart."""
    return _SOURCES.get(method, HoursSource.ROLL_CALL)


def check_minutes(minutes: int, *, least: int, cap: int) -> None:
    """Raises ``MinutesOutOfRange``."""
    if not least <= minutes <= cap:
        raise MinutesOutOfRange(least=least, most=cap, hours=hours(cap))


def check_day(minutes: int, *, known: int, most: int, day: date) -> None:
    """Raises ``DayFull`` when a day with ``known`` minutes elsewhere cannot hold ``minutes`` more."""
    if known + minutes > most:
        raise DayFull(day=vn_date(day), known=hours(known), most=hours(most))


def confirming_grant(by: Actor, *, unit_id: int, besides: int) -> Grant | None:
    """The first grant, not one at ``besides``, by which ``by`` may confirm hours at ``unit_id``; None without one."""
    for grant in by.current_grants:
        reach = grant.allows.get(Permission.HOURS_CONFIRM)
        if reach is None or grant.unit_id == besides:
            continue
        anchors = replace(Anchors(), **{reach.value.lower(): frozenset({grant.unit_id})})
        if unit_id in by.tree.covered(anchors, unit_ids={unit_id}, day=by.day):
            return grant
    return None


def confirming(
    by: Actor,
    *,
    organiser_unit_id: int,
    host_unit_ids: Iterable[int] = (),
    sender_unit_id: int | None = None,
) -> Confirming | None:
    """As what ``by`` confirms hours of an organiser from outside: superior, host or the participant's own unit.

    Who holds any role at the organising unit is inside, whatever else they hold.
    """
    if any(grant.unit_id == organiser_unit_id for grant in by.current_grants):
        return None
    above = confirming_grant(by, unit_id=organiser_unit_id, besides=organiser_unit_id)
    if above is not None:
        return Confirming(Confirmer.SUPERIOR, above.unit_id)
    for host in sorted(set(host_unit_ids) - {organiser_unit_id}):
        if not by.is_system and by.may(Permission.HOST_ANSWER, at=host):
            return Confirming(Confirmer.HOST, host)
    if sender_unit_id is None:
        return None
    sent = confirming_grant(by, unit_id=sender_unit_id, besides=organiser_unit_id)
    return Confirming(Confirmer.SENDER, sent.unit_id) if sent is not None else None
