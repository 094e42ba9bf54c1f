"""Hours: settling an activity, correcting an entry."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.ledger import (
    credit_presences,
    refuse_full_day,
    replace_entry,
)
from aoxanh.activities.actions.outsiders import superior_from_outside
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import (
    AlreadyCorrected,
    ConfirmationFromOutside,
    ReasonMissing,
    WrongState,
)
from aoxanh.activities.models import HoursEntry
from aoxanh.activities.rules.hours import check_minutes
from aoxanh.activities.types import (
    ActivityState,
    EntryRole,
    Settlement,
)
from aoxanh.activities.types.hours import HoursCorrected
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic
def settle(*, by: Actor, activity_id: int, now: datetime) -> Settlement:
    """Write the minutes of everybody who came to a closed activity; again it writes nothing.

    Raises ``Missing``, ``NotAllowed``, ``WrongState``.
    """
    activity = locked(activity_id)
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    if activity.state != ActivityState.CLOSED:
        raise WrongState(state=ActivityState(activity.state).label, verb=_("ghi giờ"))
    return credit_presences(activity, by=by, now=now)


@transaction.atomic
def correct_hours(
    *, by: Actor, entry_id: int, minutes: int, reason: str, now: datetime
) -> HoursEntry:
    """Reverse the latest entry of a presence and write ``minutes`` instead, with a reason that stays visible.

    The organising unit may lower; only someone outside it may raise. Raises ``ReasonMissing``,
    ``MinutesOutOfRange``, ``DayFull``, ``AlreadyCorrected``, ``ConfirmationFromOutside``, ``Missing``, ``NotAllowed``.
    """
    entry = _entry(entry_id)
    activity = entry.activity
    if not nfc(reason):
        raise ReasonMissing
    check_minutes(minutes, least=0, cap=entry.participation.shift.minutes_cap)
    confirmed_by = _may_correct(by, entry, minutes)
    if minutes > entry.minutes:
        shift_id = entry.participation.shift_id
        refuse_full_day(entry.person_id, entry.day, shift_id=shift_id, minutes=minutes)

    try:
        with transaction.atomic():
            replacement = replace_entry(
                entry,
                minutes=minutes,
                reason=nfc(reason)[:300],
                confirmed_by=confirmed_by,
                now=now,
                by=by,
            )
    except IntegrityError as fault:
        raise AlreadyCorrected from fault
    audit.record(
        by=by,
        event=HoursCorrected(activity.pk, entry.pk, entry.minutes, minutes),
        unit_id=activity.unit_id,
        touches=cells([entry.participation]),
        subject=("activity", activity.pk),
        now=now,
    )
    return replacement


def _entry(entry_id: int) -> HoursEntry:
    rows = HoursEntry.objects.select_related("activity", "participation__shift")
    entry = rows.filter(pk=entry_id).first()
    if entry is None:
        raise Missing
    return entry


def _may_correct(by: Actor, entry: HoursEntry, minutes: int) -> int | None:
    """The unit that confirms from outside, if one does; lowering is the organising unit's own."""
    unit_id = superior_from_outside(
        by=by, organiser_unit_id=entry.organiser_unit_id, person_id=entry.person_id
    )
    if unit_id is None:
        by.require(Permission.HOURS_RECORD, at=entry.organiser_unit_id)
    later = HoursEntry.objects.filter(corrects=entry, role=EntryRole.REVERSAL)
    if entry.role == EntryRole.REVERSAL or later.exists():
        raise AlreadyCorrected
    if unit_id is None and minutes > entry.minutes:
        raise ConfirmationFromOutside
    return unit_id
