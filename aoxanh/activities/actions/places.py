"""Taking, giving back and handing on the places of slots (house decision 5).

Locks are taken in one order everywhere: the activity, slots by id, quotas, sign-ups. All of them leave keys free
(``no_key``): PostgreSQL checks foreign keys at commit, when the slot is held already, and would otherwise wait for
who holds the activity and waits for the slot.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError
from django.db.models import F

from aoxanh.activities.actions.telling import tell_promoted
from aoxanh.activities.models import Quota, Signup, Slot
from aoxanh.activities.rules.places import places_for_waiting
from aoxanh.activities.types import HOLDING_STATES, SignupState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import Change


_TRIES = 20
"""How often a place may come free between “full” and “join the list” before one is sent away as full."""

_ONCE = ("signup_once_a_shift", "signup.contact_key")
"""How PostgreSQL and SQLite name the row that may exist once."""


def is_second_signup(fault: IntegrityError) -> bool:
    """Whether the database refused a second active row of one person in one shift."""
    return any(name in str(fault) for name in _ONCE)


_TAKEN = Change(
    lambda slot_id: Slot.objects.filter(pk=slot_id, capacity__gt=F("taken") + F("held")),
    lambda **_at: {"taken": F("taken") + 1},
    slot_id=int,
)


def take_place(slot_id: int) -> bool:
    """Take one place, or none when the slot is full. The one statement that decides it."""
    return bool(_TAKEN.made(slot_id=slot_id))


def _join_list(slot_id: int) -> bool:
    """Join the waiting list of a slot that is full at this very moment.

    The guard keeps the row locked until the sign-up stands, so that who gives a place back sees who waits.
    """
    full = Slot.objects.filter(pk=slot_id, capacity__lte=F("taken") + F("held"))
    return bool(full.update(waiting=F("waiting") + 1))


def place_or_list(slot: Slot, *, keeps_list: bool) -> SignupState | None:
    """How a newcomer stands: CONFIRMED with a place, WAITING in the list, None when neither is to be had.

    A place that needs approval is held all the same; the caller makes CONFIRMED into PENDING.
    """
    for _ in range(_TRIES):
        if take_place(slot.pk):
            return SignupState.CONFIRMED
        if not keeps_list:
            return None
        if _join_list(slot.pk):
            return SignupState.WAITING
    return None


def locked_slots(slot_ids: Collection[int]) -> dict[int, Slot]:
    """The slots with shift and activity, locked in the order of their ids until the transaction ends."""
    rows = Slot.objects.select_for_update(of=("self",), no_key=True).select_related(
        "shift__activity"
    )
    return {slot.pk: slot for slot in rows.filter(pk__in=slot_ids).order_by("pk")}


def locked_signups(signup_ids: Collection[int]) -> list[Signup]:
    """The sign-ups as they stand now; their slots must be locked already."""
    rows = Signup.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person", "nomination"
    )
    return list(rows.filter(pk__in=signup_ids).order_by("pk"))


def end_signups(
    slot: Slot, ended: Collection[Signup], *, state: SignupState, now: datetime, by: Actor
) -> tuple[int, ...]:
    """Move sign-ups of a locked slot out of their active state and hand their places on.

    The place of somebody a unit sent is kept for that unit while its quota stands. Returns the ids of the
    sign-ups that got a place by it.
    """
    holding = sum(signup.state in HOLDING_STATES for signup in ended)
    waiting = sum(signup.state == SignupState.WAITING for signup in ended)
    Signup.objects.active().filter(pk__in=[signup.pk for signup in ended]).update(
        state=state, decided_at=now, decided_by_id=by.account_id
    )
    kept = _back_to_quotas(ended)
    Slot.objects.filter(pk=slot.pk).update(
        taken=F("taken") - holding, held=F("held") + kept, waiting=F("waiting") - waiting
    )
    slot.taken -= holding
    slot.held += kept
    slot.waiting -= waiting
    return promote(slot, now=now, by=by)


def _back_to_quotas(ended: Collection[Signup]) -> int:
    """Tell the quotas of a locked slot that people they sent are gone; returns how many places stay kept."""
    left = Counter(
        signup.nomination.quota_id
        for signup in ended
        if signup.nomination is not None and signup.state in HOLDING_STATES
    )
    kept = 0
    for quota_id, number in sorted(left.items()):
        quota = Quota.objects.filter(pk=quota_id)
        if quota.filter(released_at__isnull=True).update(
            filled=F("filled") - number, held=F("held") + number
        ):
            kept += number
        else:
            quota.update(filled=F("filled") - number)
    return kept


def promote(slot: Slot, *, now: datetime, by: Actor) -> tuple[int, ...]:
    """Give the free places of a locked slot to those who wait, first come first, until the cut-off.

    Returns the ids of their sign-ups, in order.
    """
    free = places_for_waiting(
        capacity=slot.capacity,
        taken=slot.spoken_for,
        waiting_until=slot.shift.waiting_until,
        now=now,
    )
    if not free or not slot.waiting:
        return ()

    rows = Signup.objects.select_for_update(of=("self",), no_key=True).filter(slot_id=slot.pk)
    chosen = list(rows.waiting_in_order().select_related("person")[:free])
    needs_approval = slot.shift.activity.needs_approval
    Signup.objects.filter(pk__in=[signup.pk for signup in chosen]).update(
        state=SignupState.PENDING if needs_approval else SignupState.CONFIRMED, promoted_at=now
    )
    Slot.objects.filter(pk=slot.pk).update(
        taken=F("taken") + len(chosen), waiting=F("waiting") - len(chosen)
    )
    slot.taken += len(chosen)
    slot.waiting -= len(chosen)
    tell_promoted(chosen, slot=slot, now=now, by=by)
    return tuple(signup.pk for signup in chosen)
