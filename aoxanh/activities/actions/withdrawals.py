"""Leaving: withdrawal by who holds the pass or for them, the organiser's yes or no, cancelled activities."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from aoxanh.activities.actions.places import end_signups, locked_signups, locked_slots
from aoxanh.activities.actions.telling import tell_cancelled, tell_decided
from aoxanh.activities.errors import (
    AlreadyWithdrawn,
    NotDeclinable,
    NotPending,
    TooLateToWithdraw,
)
from aoxanh.activities.models import Activity, Pass, Quota, Signup, Slot
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.types import ACTIVE_STATES, SignupState
from aoxanh.activities.types.signups import (
    SignupApproved,
    SignupDeclined,
    SignupsCancelled,
    SignupsWithdrawn,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Change, Compiled
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


Turn = tuple[int, int, datetime]
"""A sign-up, its slot, when its shift begins."""


def turns_of(rows: SignupQuerySet) -> list[Turn]:
    """What ``withdraw_rows`` needs to know of sign-ups."""
    return list(rows.values_list("pk", "slot_id", "shift__starts_at"))


_HELD = Compiled(lambda token: Pass.objects.filter(token=token).order_by("pk"), token=str)
_OF_PASS = Compiled(
    lambda pass_id: (
        Signup.objects.active()
        .filter(pass_held_id=pass_id)
        .order_by("pk")
        .values_list("pk", "slot_id", "shift__starts_at")
    ),
    pass_id=int,
)


@transaction.atomic
def withdraw(*, by: Actor, token: str, signup_id: int | None = None, now: datetime) -> Pass:
    """Give up the sign-ups of a pass, or one of them, as who holds its link.

    What has begun stays. A free place goes to the first waiting person until the cut-off. Raises ``Missing``,
    ``AlreadyWithdrawn``, ``TooLateToWithdraw``.
    """
    found = _HELD.rows(token=token)
    if not found:
        raise Missing
    turns = _OF_PASS.rows(pass_id=found[0].pk)
    wanted = [turn for turn in turns if signup_id in {None, turn[0]}]
    withdraw_rows(wanted, by=by, now=now)
    held: Pass = _HELD.rows(token=token)[0]
    return held


@transaction.atomic
def withdraw_signup(*, by: Actor, signup_id: int, now: datetime) -> Signup:
    """Give up one sign-up, as the person it belongs to or as the organiser who was told.

    Raises ``Missing``, ``NotAllowed``, ``AlreadyWithdrawn``, ``TooLateToWithdraw``.
    """
    signup = _found(signup_id)
    if by.person_id is None or by.person_id != signup.person_id:
        by.require(Permission.SIGNUP_DECIDE, at=signup.shift.activity.unit_id)
    withdraw_rows(turns_of(Signup.objects.active().filter(pk=signup_id)), by=by, now=now)
    signup.refresh_from_db()
    return signup


@transaction.atomic
def give_up_places(*, by: Actor, person_ids: Collection[int], now: datetime) -> int:
    """Withdraw from everything to come under these records: their person takes part no more. Returns how many.

    The caller has made sure that ``by`` is the person or keeps the record.
    """
    rows = Signup.objects.active().filter(person_id__in=person_ids, shift__starts_at__gt=now)
    held = list(rows.order_by("shift__activity_id", "pk").values_list("shift__activity_id", "pk"))
    for activity_id in dict(held):
        own = rows.filter(pk__in=[pk for at, pk in held if at == activity_id])
        withdraw_rows(turns_of(own), by=by, now=now)
    return len(held)


@transaction.atomic
def approve(*, by: Actor, signup_id: int, now: datetime) -> Signup:
    """Confirm a sign-up that holds its place already. Raises ``NotPending``, ``NotAllowed``, ``Missing``."""
    signup = _found(signup_id)
    activity = signup.shift.activity
    by.require(Permission.SIGNUP_DECIDE, at=activity.unit_id)
    slot = locked_slots([signup.slot_id])[signup.slot_id]
    pending = Signup.objects.filter(pk=signup_id, state=SignupState.PENDING)
    decided = {"decided_at": now, "decided_by_id": by.account_id}
    if not pending.update(state=SignupState.CONFIRMED, **decided):
        raise NotPending

    tell_decided(signup, slot=slot, approved=True, now=now, by=by)
    _record(SignupApproved(activity.pk, signup_id), activity, by=by, now=now)
    signup.refresh_from_db()
    return signup


@transaction.atomic
def decline(*, by: Actor, signup_id: int, note: str = "", now: datetime) -> Signup:
    """Say no to a sign-up; its place goes to the first waiting person.

    Raises ``NotDeclinable``, ``NotAllowed``, ``Missing``.
    """
    signup = _found(signup_id)
    activity = signup.shift.activity
    by.require(Permission.SIGNUP_DECIDE, at=activity.unit_id)
    slot = locked_slots([signup.slot_id])[signup.slot_id]
    current = locked_signups([signup_id])
    if current[0].state not in ACTIVE_STATES:
        raise NotDeclinable

    promoted = end_signups(slot, current, state=SignupState.DECLINED, now=now, by=by)
    Signup.objects.filter(pk=signup_id).update(note=nfc(note)[:300])
    _close_passes([signup.pass_held_id], now=now)
    tell_decided(signup, slot=slot, approved=False, now=now, by=by)
    _record(SignupDeclined(activity.pk, signup_id, promoted), activity, by=by, now=now)
    signup.refresh_from_db()
    return signup


@transaction.atomic
def cancel_signups(*, by: Actor, activity: Activity, now: datetime) -> int:
    """End every active sign-up of a cancelled activity and tell everybody; returns how many.

    Part of cancelling an activity, whose caller has checked and locked it.
    """
    rows = Slot.objects.filter(shift__activity=activity).order_by("pk")
    locked_slots(list(rows.values_list("pk", flat=True)))
    active = Signup.objects.active().filter(shift__activity=activity)
    signups = list(
        active.select_for_update(of=("self",), no_key=True).select_related("person").order_by("pk")
    )
    active.update(state=SignupState.CANCELLED, decided_at=now, decided_by_id=by.account_id)
    rows.update(taken=0, held=0, waiting=0)
    Quota.objects.filter(slot__shift__activity=activity).update(filled=0, held=0, released_at=now)
    tell_cancelled(signups, activity=activity, now=now, by=by)
    _record(SignupsCancelled(activity.pk, len(signups)), activity, by=by, now=now)
    return len(signups)


def withdraw_rows(wanted: Sequence[Turn], *, by: Actor, now: datetime) -> None:
    """Withdraw the active ones of these that have not begun: slots first, then the sign-ups under the lock.

    The caller has checked that ``by`` may. Raises ``AlreadyWithdrawn``, ``TooLateToWithdraw``.
    """
    if not wanted:
        raise AlreadyWithdrawn
    ahead = [(pk, slot_id) for pk, slot_id, starts_at in wanted if now < starts_at]
    if not ahead:
        raise TooLateToWithdraw

    slots = locked_slots({slot_id for _pk, slot_id in ahead})
    by_slot = defaultdict(list)
    for signup in locked_signups([pk for pk, _slot_id in ahead]):
        if signup.state in ACTIVE_STATES:
            by_slot[signup.slot_id].append(signup)
    if not by_slot:
        raise AlreadyWithdrawn

    ended: list[Signup] = []
    promoted: tuple[int, ...] = ()
    for slot_id in sorted(by_slot):
        promoted += end_signups(
            slots[slot_id], by_slot[slot_id], state=SignupState.WITHDRAWN, now=now, by=by
        )
        ended += by_slot[slot_id]
    _close_passes({signup.pass_held_id for signup in ended}, now=now)
    activity = next(iter(slots.values())).shift.activity
    event = SignupsWithdrawn(activity.pk, tuple(signup.pk for signup in ended), promoted)
    _record(event, activity, by=by, now=now)


_CLOSED = Change(
    lambda pass_ids, **_at: Pass.objects.filter(
        Among(F("pk"), pass_ids), withdrawn_at__isnull=True
    ).exclude(
        pk__in=Signup.objects.active()
        .filter(Among(F("pass_held_id"), pass_ids))
        .values("pass_held_id")
    ),
    lambda withdrawn_at, **_of: {"withdrawn_at": withdrawn_at},
    pass_ids=list,
    withdrawn_at=datetime,
)


def _close_passes(pass_ids: Collection[int], *, now: datetime) -> None:
    """A pass without active sign-ups is withdrawn."""
    _CLOSED.made(pass_ids=list(pass_ids), withdrawn_at=now)


def _found(signup_id: int) -> Signup:
    rows = Signup.objects.select_related("shift__activity", "person")
    signup = rows.filter(pk=signup_id).first()
    if signup is None:
        raise Missing
    return signup


def _record(event: Event, activity: Activity, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=activity.unit_id, subject=("activity", activity.pk), now=now
    )
