"""What a scan means: which shift it belongs to, whether it counts, when somebody was there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from aoxanh.activities.types import LATE, ActivityState, CheckInMethod, KeptReason, SignupState


EARLY = timedelta(hours=3)
"""How long before a shift people are checked in: they gather, load, travel together."""

_NOT_CONFIRMED = {
    SignupState.PENDING: KeptReason.PENDING,
    SignupState.WAITING: KeptReason.WAITING,
    SignupState.WITHDRAWN: KeptReason.WITHDRAWN,
    SignupState.DECLINED: KeptReason.DECLINED,
    SignupState.CANCELLED: KeptReason.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A sign-up of the scanned pass."""

    signup_id: int
    shift_id: int
    state: str
    starts_at: datetime
    ends_at: datetime


def happened_at(*, device_at: datetime, received_at: datetime, offline: bool) -> datetime:
    """The instant a scan stands for: the device's when it was offline, unless its clock runs ahead."""
    return min(device_at, received_at) if offline else received_at


def in_time(choice: Choice, instant: datetime) -> bool:
    """Whether ``instant`` is near enough to the shift to belong to it."""
    return choice.starts_at - EARLY <= instant <= choice.ends_at + LATE


def _distance(choice: Choice, instant: datetime) -> timedelta:
    if choice.starts_at <= instant < choice.ends_at:
        return timedelta(0)
    return min(abs(choice.starts_at - instant), abs(choice.ends_at - instant))


Chosen = TypeVar("Chosen", bound=Choice)


def choose(
    choices: Sequence[Chosen], *, instant: datetime, shift_id: int | None
) -> tuple[Chosen | None, KeptReason]:
    """The sign-up a scan is for, and why it does not count (NONE when it does).

    The shift the leader chose wins; otherwise the confirmed one nearest in time.
    """
    if not choices:
        return None, KeptReason.UNKNOWN_PASS
    wanted = [c for c in choices if shift_id in {None, c.shift_id}]
    if not wanted:
        return None, KeptReason.OTHER_SHIFT
    confirmed = [c for c in wanted if c.state == SignupState.CONFIRMED]
    if not confirmed:
        last = max(wanted, key=lambda c: c.signup_id)
        return last, _NOT_CONFIRMED[SignupState(last.state)]
    nearest = min(confirmed, key=lambda c: (_distance(c, instant), c.signup_id))
    return nearest, KeptReason.NONE if in_time(nearest, instant) else KeptReason.NOT_ITS_TIME


def door_is_open(state: str, *, offline: bool) -> bool:
    """Presence counts while an activity is open or runs; what was scanned offline may arrive after closing."""
    if state in {ActivityState.OPEN, ActivityState.RUNNING}:
        return True
    return offline and state == ActivityState.CLOSED


def presence(
    ins: Iterable[datetime], outs: Iterable[datetime]
) -> tuple[datetime, datetime | None] | None:
    """(in, out) from every scan that counts, in whatever order they arrived; None without a check-in.

    The first check-in and the last check-out hold: who goes for water and comes back has served on. A check-out
    before the check-in is a clock's fault and counts as none.
    """
    entered = min(ins, default=None)
    if entered is None:
        return None
    left = max((out for out in outs if out >= entered), default=None)
    return entered, left


def method_of(*, raw: str, short_code: str) -> CheckInMethod:
    """How the person was named: by camera, by typed code, from the list."""
    if raw:
        return CheckInMethod.CAMERA
    return CheckInMethod.CODE if short_code else CheckInMethod.LIST
