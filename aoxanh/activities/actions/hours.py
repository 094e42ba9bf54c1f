"""Hours: settling an activity, correcting an entry, late entries and who confirms them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.ledger import attributed, credit_presences, replace_entry
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import (
    AlreadyCorrected,
    ConfirmationFromOutside,
    LateEntryDecidedAlready,
    LateEntryTwice,
    NoHoursForKind,
    PresenceKnown,
    ReasonMissing,
    ShiftNotOver,
    ShiftUnknown,
    WrongState,
)
from aoxanh.activities.models import Activity, HoursEntry, LateEntry, Participation, Shift
from aoxanh.activities.rules.hours import check_minutes, confirming_grant
from aoxanh.activities.types import (
    ActivityState,
    CheckInMethod,
    EntryRole,
    HoursSource,
    LateState,
    Settlement,
)
from aoxanh.activities.types.hours import HoursCorrected, LateEntryAsked, LateEntryDecided
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people


_TAKES_LATE = (ActivityState.OPEN, ActivityState.RUNNING, ActivityState.CLOSED)


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
    ``MinutesOutOfRange``, ``AlreadyCorrected``, ``ConfirmationFromOutside``, ``Missing``, ``NotAllowed``.
    """
    entry = _entry(entry_id)
    activity = entry.activity
    if not nfc(reason):
        raise ReasonMissing
    check_minutes(minutes, least=0, cap=entry.participation.shift.minutes_cap)
    confirmed_by = _may_correct(by, entry, minutes)

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
    grant = confirming_grant(by, organiser_unit_id=entry.organiser_unit_id)
    if grant is None:
        by.require(Permission.HOURS_RECORD, at=entry.organiser_unit_id)
    later = HoursEntry.objects.filter(corrects=entry, role=EntryRole.REVERSAL)
    if entry.role == EntryRole.REVERSAL or later.exists():
        raise AlreadyCorrected
    if grant is None and minutes > entry.minutes:
        raise ConfirmationFromOutside
    return grant.unit_id if grant is not None else None


@transaction.atomic
def ask_late_entry(
    *, by: Actor, shift_id: int, person_id: int, minutes: int, reason: str, now: datetime
) -> LateEntry:
    """Ask a superior to confirm that a person served though nobody recorded it at the door.

    Raises ``ShiftUnknown``, ``ShiftNotOver``, ``NoHoursForKind``, ``ReasonMissing``, ``MinutesOutOfRange``,
    ``PresenceKnown``, ``LateEntryTwice``, ``WrongState``, ``NotAllowed``.
    """
    shift = Shift.objects.select_related("activity__kind").filter(pk=shift_id).first()
    if shift is None:
        raise ShiftUnknown
    activity = shift.activity
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    _check_late(shift, activity, minutes=minutes, reason=reason, now=now)
    if Participation.objects.filter(shift=shift, person_id=person_id).exists():
        raise PresenceKnown

    try:
        with transaction.atomic():
            late = LateEntry.objects.create(
                activity=activity,
                shift=shift,
                person_id=person_id,
                minutes=minutes,
                reason=nfc(reason)[:300],
                asked_by_id=by.account_id,
                asked_at=now,
            )
    except IntegrityError as fault:
        raise LateEntryTwice from fault
    audit.record(
        by=by,
        event=LateEntryAsked(activity.pk, late.pk, minutes),
        unit_id=activity.unit_id,
        subject=("activity", activity.pk),
        now=now,
    )
    return late


def _check_late(
    shift: Shift, activity: Activity, *, minutes: int, reason: str, now: datetime
) -> None:
    if activity.state not in _TAKES_LATE:
        raise WrongState(state=ActivityState(activity.state).label, verb=_("ghi bổ sung"))
    if not activity.kind.yields_hours:
        raise NoHoursForKind
    if now < shift.ends_at:
        raise ShiftNotOver
    if not nfc(reason):
        raise ReasonMissing
    check_minutes(minutes, least=1, cap=shift.minutes_cap)


@transaction.atomic
def decide_late_entry(
    *, by: Actor, late_entry_id: int, confirm: bool, note: str = "", now: datetime
) -> LateEntry:
    """Confirm or return a late entry, as someone outside the organising unit who did not ask for it.

    Confirming writes the presence and its minutes with source LATE. Raises ``ConfirmationFromOutside``,
    ``LateEntryDecidedAlready``, ``PresenceKnown``, ``Missing``.
    """
    rows = LateEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "shift", "activity"
    )
    late = rows.filter(pk=late_entry_id).first()
    if late is None:
        raise Missing
    activity = late.activity
    grant = confirming_grant(by, organiser_unit_id=activity.unit_id)
    if grant is None or (late.asked_by_id is not None and late.asked_by_id == by.account_id):
        raise ConfirmationFromOutside
    if late.state != LateState.WAITING:
        raise LateEntryDecidedAlready

    late.state = LateState.CONFIRMED if confirm else LateState.RETURNED
    late.decided_at, late.decided_by_id = now, by.account_id
    late.decided_unit_id, late.note = grant.unit_id, nfc(note)[:300]
    late.save(update_fields=["state", "decided_at", "decided_by_id", "decided_unit", "note"])
    presence = _credit_late(late, by=by, now=now) if confirm else None
    audit.record(
        by=by,
        event=LateEntryDecided(activity.pk, late.pk, confirm, grant.unit_id),
        unit_id=activity.unit_id,
        touches=cells([presence] if presence else []),
        subject=("activity", activity.pk),
        now=now,
    )
    return late


def _credit_late(late: LateEntry, *, by: Actor, now: datetime) -> Participation:
    shift, activity = late.shift, late.activity
    day = local_day(shift.starts_at)
    try:
        with transaction.atomic():
            row = Participation.objects.create(
                shift=shift,
                activity=activity,
                person_id=late.person_id,
                organiser_unit_id=activity.unit_id,
                participant_unit_id=people.participant_unit(late.person_id, day),
                place_id=activity.place_id,
                day=day,
                method=CheckInMethod.LATE,
                witness_account_id=by.account_id,
                checked_in_at=shift.starts_at,
            )
    except IntegrityError as fault:
        raise PresenceKnown from fault
    HoursEntry.objects.create(
        **attributed(row),
        minutes=late.minutes,
        source=HoursSource.LATE,
        reason=late.reason,
        witness_account_id=by.account_id,
        confirmed_by_unit_id=late.decided_unit_id,
        recorded_at=now,
    )
    return row
