"""Devices that write at the same moment do not see each other's scans: what needs both is derived once more.

Check-ins only widen a presence, in whatever order. A check-out without its check-in and a scan that is taken back do
more: whoever writes one looks again when everybody at the door has written, so that no time waits for the next scan.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.deriving import Derived, Pair, derive
from aoxanh.activities.actions.ledger import credit_presences, settle_again
from aoxanh.activities.actions.understanding import Meant, meant_by
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.models import Activity, Shift, Signup
from aoxanh.activities.types import ACTIVE_STATES, ActivityState, CheckInResult, ScanOutcome
from aoxanh.activities.types.checkin import PresencesDerived
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.turns import let_pass


def look_again(*, by: Actor, activity_id: int, pairs: Collection[Pair], now: datetime) -> None:
    """Bring presences up to date with what others wrote meanwhile; nothing is written when nobody did.

    The caller's own transaction has ended.
    """
    if not pairs:
        return
    let_pass(activity_id)
    for _pair in pairs:  # who checks in meanwhile writes a presence that is there the next time
        with suppress(IntegrityError):
            _look(by=by, activity_id=activity_id, pairs=pairs, now=now)
            return
    _look(by=by, activity_id=activity_id, pairs=pairs, now=now)


def _look(*, by: Actor, activity_id: int, pairs: Collection[Pair], now: datetime) -> None:
    with transaction.atomic():
        activity = locked(activity_id)
        derived = derive(activity, _meant(pairs))
        if derived.new or derived.changed or derived.gone:
            _record(activity, derived, by=by, now=now)


def look_for_the_check_in(
    *, by: Actor, activity_id: int, result: CheckInResult, now: datetime
) -> None:
    """After a check-out of somebody of whom no check-in is known: another device may be writing it."""
    if result.outcome != ScanOutcome.ACCEPTED or result.participation_id is not None:
        return
    if result.person_id is not None and result.shift_id is not None:
        pair = (result.person_id, result.shift_id)
        look_again(by=by, activity_id=activity_id, pairs=[pair], now=now)


def _meant(pairs: Collection[Pair]) -> dict[Pair, Meant]:
    """Who each pair is: a sign-up, the one that stands before others, or nobody who signed up."""
    persons, shifts = ({pair[place] for pair in pairs} for place in (0, 1))
    starts = {shift.pk: shift for shift in Shift.objects.filter(pk__in=shifts).order_by("pk")}
    found = {
        (person, shift): Meant(
            signup_id=0,
            shift_id=shift,
            state="",
            starts_at=starts[shift].starts_at,
            ends_at=starts[shift].ends_at,
            person_id=person,
            full_name="",
        )
        for person, shift in pairs
    }
    rows = Signup.objects.filter(person__in=persons, shift__in=shifts).order_by("pk")
    signed = [meant for meant, _beside in meant_by(rows)]
    for meant in sorted(signed, key=lambda each: (each.state in ACTIVE_STATES, each.signup_id)):
        if (meant.person_id, meant.shift_id) in found:
            found[meant.person_id, meant.shift_id] = meant
    return found


def _record(activity: Activity, derived: Derived, *, by: Actor, now: datetime) -> None:
    """Presences known or longer after closing are credited at once."""
    event = PresencesDerived(activity.pk, len(derived.new), len(derived.changed), len(derived.gone))
    audit.record(
        by=by,
        event=event,
        unit_id=activity.unit_id,
        touches=cells([*derived.new, *derived.gone]),
        subject=("activity", activity.pk),
        now=now,
    )
    credit_derived(activity, derived, by=by, now=now)


def credit_derived(activity: Activity, derived: Derived, *, by: Actor, now: datetime) -> None:
    """Let minutes follow presences that came to be known or changed after closing."""
    if activity.state != ActivityState.CLOSED:
        return
    if derived.changed:
        settle_again(activity, derived.changed, by=by, now=now)
    if derived.new:
        credit_presences(activity, by=by, now=now)
