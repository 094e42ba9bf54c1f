"""Whether a slot can be chosen now, and how many free places go to the waiting list."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aoxanh.activities.errors import (
    CapacityOutOfRange,
    ShiftPast,
    ShiftReversed,
    ShiftsOverlap,
    ShiftTooLong,
    SignupCancelled,
    SignupClosed,
    SignupDeadlineLate,
    SignupNotOpen,
)
from aoxanh.activities.types import ActivityState


MOST_PLACES = 20_000
MOST_HOURS = 24
WAITING_LEAD_HOURS = 2
"""How long before the start the waiting list stops moving, when nothing else is said: people must still get there."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a shift starts and ends and how long one may sign up for it."""

    starts_at: datetime
    ends_at: datetime
    signup_until: datetime


def check_hours(hours: Hours, waiting_until: datetime | None) -> None:
    """Raises ``ShiftReversed``, ``ShiftTooLong``, ``SignupDeadlineLate``."""
    if hours.starts_at >= hours.ends_at:
        raise ShiftReversed
    if (hours.ends_at - hours.starts_at).total_seconds() > MOST_HOURS * 3600:
        raise ShiftTooLong(hours=MOST_HOURS)
    if max(hours.signup_until, waiting_until or hours.signup_until) > hours.ends_at:
        raise SignupDeadlineLate


def check_capacity(capacity: int) -> None:
    """Raises ``CapacityOutOfRange``."""
    if not 1 <= capacity <= MOST_PLACES:
        raise CapacityOutOfRange(most=MOST_PLACES)


def check_activity_takes_signups(state: str) -> None:
    """Sign-ups go on while an activity runs: later shifts may have places.

    Raises ``SignupCancelled``, ``SignupClosed``, ``SignupNotOpen``.
    """
    if state in {ActivityState.OPEN, ActivityState.RUNNING}:
        return
    if state == ActivityState.CANCELLED:
        raise SignupCancelled
    if state in {ActivityState.CLOSED, ActivityState.RECORDED}:
        raise SignupClosed
    raise SignupNotOpen


def check_shift_takes_signups(hours: Hours, now: datetime) -> None:
    """Raises ``ShiftPast``, ``SignupClosed``."""
    if now >= hours.ends_at:
        raise ShiftPast
    if now >= hours.signup_until:
        raise SignupClosed


def check_apart(shifts: Iterable[Hours]) -> None:
    """One person cannot be in two places: shifts chosen together may touch, not overlap. Raises ``ShiftsOverlap``."""
    ordered = sorted(shifts, key=lambda hours: hours.starts_at)
    for earlier, later in itertools.pairwise(ordered):
        if later.starts_at < earlier.ends_at:
            raise ShiftsOverlap


def list_moves(waiting_until: datetime | None, now: datetime) -> bool:
    """Whether the waiting list still takes people in and moves by itself (COO-04)."""
    return waiting_until is not None and now < waiting_until


def places_for_waiting(
    *, capacity: int, taken: int, waiting_until: datetime | None, now: datetime
) -> int:
    """How many free places go to the list; none after the cut-off, when a place is simply free."""
    return max(0, capacity - taken) if list_moves(waiting_until, now) else 0
