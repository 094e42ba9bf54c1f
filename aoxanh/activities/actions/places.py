"""Taking, giving back and handing on the places of slots (house decision 5).

Locks are taken in one order everywhere: the activity, slots by id, quotas, sign-ups. All of them leave keys free
(``no_key``): PostgreSQL checks foreign keys at commit, when the slot is held already, and would otherwise wait for
who holds the activity and waits for the slot.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import IntegrityError
from django.db.models import F

from aoxanh.activities.actions.telling import tell_promoted
from aoxanh.activities.models import Quota, Signup, Slot
from aoxanh.activities.rules.places import places_for_waiting
from aoxanh.activities.types import HOLDING_STATES, SignupState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Change, Compiled


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


_JOINED = Change(
    lambda slot_id: Slot.objects.filter(pk=slot_id, capacity__lte=F("taken") + F("held")),
    lambda **_at: {"waiting": F("waiting") + 1},
    slot_id=int,
)


def _join_list(slot_id: int) -> bool:
    """Join the waiting list of a slot that is full at this very moment.

    The guard keeps the row locked until the sign-up stands, so that who gives a place back sees who waits.
    """
    return bool(_JOINED.made(slot_id=slot_id))


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


_LOCKED_SLOTS = Compiled(
    lambda slot_ids: (
        Slot.objects.select_related("shift__activity")
        .filter(Among(F("pk"), slot_ids))
        .order_by("pk")
    ),
    "FOR NO KEY UPDATE OF activities_slot",
    slot_ids=list,
)


def locked_slots(slot_ids: Collection[int]) -> dict[int, Slot]:
    """The slots with shift and activity, locked in the order of their ids until the transaction ends."""
    return {slot.pk: slot for slot in _LOCKED_SLOTS.rows(slot_ids=list(slot_ids))}


_LOCKED_SIGNUPS = Compiled(
    lambda signup_ids: (
        Signup.objects.select_related("person", "nomination")
        .filter(Among(F("pk"), signup_ids))
        .order_by("pk")
    ),
    "FOR NO KEY UPDATE OF activities_signup",
    signup_ids=list,
)


def locked_signups(signup_ids: Collection[int]) -> list[Signup]:
    """The sign-ups as they stand now; their slots must be locked already."""
    return _LOCKED_SIGNUPS.rows(signup_ids=list(signup_ids))


_ENDED = Change(
    lambda signup_ids, **_ended: Signup.objects.active().filter(Among(F("pk"), signup_ids)),
    lambda signup_ids, **ended: ended,  # noqa: ARG005  which ones stays as it is
    signup_ids=list,
    state=str,
    decided_at=datetime,
    decided_by_id=int,
)


def end_signups(
    slot: Slot, ended: Collection[Signup], *, state: SignupState, now: datetime, by: Actor
) -> tuple[int, ...]:
    """Move sign-ups of a locked slot out of their active state and hand their places on.

    The place of somebody a unit sent is kept for that unit while its quota stands. Returns the ids of the
    sign-ups that got a place by it.
    """
    holding = sum(signup.state in HOLDING_STATES for signup in ended)
    waiting = sum(signup.state == SignupState.WAITING for signup in ended)
    _ENDED.made(
        signup_ids=[signup.pk for signup in ended],
        state=state.value,
        decided_at=now,
        decided_by_id=by.account_id,
    )
    gone = Places(taken=-holding, held=_back_to_quotas(ended), waiting=-waiting)
    return promote(slot, gone, now=now, by=by)


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


@dataclass(frozen=True, slots=True)
class Places:
    """By how much the places of a slot change."""

    taken: int = 0
    held: int = 0
    waiting: int = 0


_MOVED = Change(
    lambda slot_id, **_by: Slot.objects.filter(pk=slot_id),
    lambda taken, held, waiting, **_at: {
        "taken": F("taken") + taken,
        "held": F("held") + held,
        "waiting": F("waiting") + waiting,
    },
    slot_id=int,
    taken=int,
    held=int,
    waiting=int,
)
_PROMOTED = Change(
    lambda signup_ids, **_promoted: Signup.objects.filter(Among(F("pk"), signup_ids)),
    lambda signup_ids, **promoted: promoted,  # noqa: ARG005  which ones stays as it is
    signup_ids=list,
    state=str,
    promoted_at=datetime,
)


def promote(slot: Slot, gone: Places = Places(), *, now: datetime, by: Actor) -> tuple[int, ...]:
    """Give the free places of a locked slot to those who wait, first come first, until the cut-off.

    ``gone``: what is given back at this moment and was not counted yet. Returns the ids of their sign-ups, in order.
    """
    free = places_for_waiting(
        capacity=slot.capacity,
        taken=slot.spoken_for + gone.taken + gone.held,
        waiting_until=slot.shift.waiting_until,
        now=now,
    )
    waits = slot.waiting + gone.waiting
    chosen = _first_in_list(min(free, waits)).rows(slot_id=slot.pk) if free and waits else []
    handed = len(chosen)
    _move(slot, Places(gone.taken + handed, gone.held, gone.waiting - handed))
    if not chosen:
        return ()

    ids = [signup.pk for signup in chosen]
    needs_approval = slot.shift.activity.needs_approval
    state = SignupState.PENDING if needs_approval else SignupState.CONFIRMED
    _PROMOTED.made(signup_ids=ids, state=state.value, promoted_at=now)
    tell_promoted(chosen, slot=slot, now=now, by=by)
    return tuple(ids)


@lru_cache(maxsize=16)
def _first_in_list(places: int) -> Compiled:
    """So many of those who wait for a slot; a statement of its own for each number, most often one."""
    return Compiled(
        lambda slot_id: (
            Signup.objects.filter(slot_id=slot_id)
            .waiting_in_order()
            .select_related("person")[:places]
        ),
        "FOR NO KEY UPDATE OF activities_signup",
        slot_id=int,
    )


def _move(slot: Slot, by: Places) -> None:
    if by != Places():
        _MOVED.made(slot_id=slot.pk, taken=by.taken, held=by.held, waiting=by.waiting)
    slot.taken += by.taken
    slot.held += by.held
    slot.waiting += by.waiting
