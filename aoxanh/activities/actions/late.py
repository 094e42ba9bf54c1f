"""Late entries: the organiser asks, somebody outside the organising unit confirms or returns."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.ledger import attributed, refuse_full_day
from aoxanh.activities.actions.outsiders import confirming_from_outside
from aoxanh.activities.errors import (
    LateEntryDecidedAlready,
    LateEntryTwice,
    NoHoursForKind,
    PresenceKnown,
    ReasonMissing,
    ShiftNotOver,
    ShiftUnknown,
    WrongState,
)
from aoxanh.activities.models import (
    Activity,
    HostAgreement,
    HoursEntry,
    LateEntry,
    Participation,
    Pass,
    Shift,
)
from aoxanh.activities.rules.hours import check_minutes
from aoxanh.activities.types import (
    ActivityState,
    CheckInMethod,
    HostState,
    HoursSource,
    LateState,
)
from aoxanh.activities.types.hours import LateEntryAsked, LateEntryDecided
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people


TAKES_LATE = (ActivityState.OPEN, ActivityState.RUNNING, ActivityState.CLOSED)


@transaction.atomic
def ask_late_entry(
    *, by: Actor, shift_id: int, person_id: int, minutes: int, reason: str, now: datetime
) -> LateEntry:
    """Ask somebody outside to confirm that a person served though nobody recorded it at the door.

    Raises ``ShiftUnknown``, ``ShiftNotOver``, ``NoHoursForKind``, ``ReasonMissing``, ``MinutesOutOfRange``,
    ``DayFull``, ``PresenceKnown``, ``LateEntryTwice``, ``WrongState``, ``NotAllowed``.
    """
    shift = over_shift(shift_id, by=by, now=now)
    refuse_without_hours(shift.activity)
    if not nfc(reason):
        raise ReasonMissing
    check_minutes(minutes, least=1, cap=shift.minutes_cap)
    if Participation.objects.filter(shift=shift, person_id=person_id).exists():
        raise PresenceKnown
    day = local_day(shift.starts_at)
    refuse_full_day(person_id, day, shift_id=shift.pk, minutes=minutes)

    activity = shift.activity
    try:
        with transaction.atomic():
            late = LateEntry.objects.create(
                activity=activity,
                shift=shift,
                person_id=person_id,
                participant_unit_id=unit_of(person_id, shift),
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


def over_shift(shift_id: int, *, by: Actor, now: datetime) -> Shift:
    """A shift that is over, whose organiser is ``by``.

    Raises ``ShiftUnknown``, ``NotAllowed``, ``WrongState``, ``ShiftNotOver``.
    """
    shift = Shift.objects.select_related("activity__kind").filter(pk=shift_id).first()
    if shift is None:
        raise ShiftUnknown
    activity = shift.activity
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    if activity.state not in TAKES_LATE:
        raise WrongState(state=ActivityState(activity.state).label, verb=_("ghi bổ sung"))
    if now < shift.ends_at:
        raise ShiftNotOver
    return shift


def refuse_without_hours(activity: Activity) -> None:
    """Raises ``NoHoursForKind``."""
    if not activity.kind.yields_hours:
        raise NoHoursForKind


def unit_of(person_id: int, shift: Shift) -> int | None:
    """For which unit somebody served: as their pass says, else as their membership on the day."""
    passes = Pass.objects.filter(activity_id=shift.activity_id, person_id=person_id)
    named = passes.order_by("-pk").values_list("participant_unit_id", flat=True).first()
    return named or people.participant_unit(person_id, local_day(shift.starts_at))


@transaction.atomic
def decide_late_entry(
    *, by: Actor, late_entry_id: int, confirm: bool, note: str = "", now: datetime
) -> LateEntry:
    """Confirm or return a late entry as its organiser's superior, its host, or the participant's school or unit.

    Confirming writes the presence and its minutes with source LATE. Raises ``ConfirmationFromOutside``,
    ``LateEntryDecidedAlready``, ``DayFull``, ``PresenceKnown``, ``Missing``.
    """
    late = _locked(late_entry_id)
    activity = late.activity
    agreed = HostAgreement.objects.filter(activity=activity, state=HostState.AGREED)
    found = confirming_from_outside(
        by=by,
        organiser_unit_id=activity.unit_id,
        host_unit_ids=list(agreed.order_by("pk").values_list("host_unit_id", flat=True)),
        sender_unit_id=late.participant_unit_id,
        person_id=late.person_id,
        asked_by=late.asked_by_id,
    )
    if late.state != LateState.WAITING:
        raise LateEntryDecidedAlready

    late.decided_by_id, late.decided_unit_id = by.account_id, found.unit_id
    late.confirmer, late.note = found.capacity, nfc(note)[:300]
    presence = conclude(late, confirm=confirm, source=HoursSource.LATE, by=by, now=now)
    audit.record(
        by=by,
        event=LateEntryDecided(activity.pk, late.pk, confirm, found.unit_id),
        unit_id=activity.unit_id,
        touches=cells([presence] if presence else []),
        subject=("activity", activity.pk),
        now=now,
    )
    return late


def _locked(late_entry_id: int) -> LateEntry:
    rows = LateEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "shift", "activity"
    )
    late = rows.filter(pk=late_entry_id).first()
    if late is None:
        raise Missing
    return late


def conclude(
    late: LateEntry, *, confirm: bool, source: HoursSource, by: Actor, now: datetime
) -> Participation | None:
    """Write down how a late entry was answered; confirmed, its presence with its minutes.

    Raises ``DayFull``, ``PresenceKnown``.
    """
    late.state = LateState.CONFIRMED if confirm else LateState.RETURNED
    late.decided_at = now
    late.save(
        update_fields=[
            "state", "confirmer", "decided_at", "decided_by_id", "decided_unit", "receiver_link", "note",
        ]
    )  # fmt: skip
    return _credit(late, source=source, by=by, now=now) if confirm else None


def _credit(late: LateEntry, *, source: HoursSource, by: Actor, now: datetime) -> Participation:
    shift, activity = late.shift, late.activity
    day = local_day(shift.starts_at)
    refuse_full_day(late.person_id, day, shift_id=shift.pk, minutes=late.minutes)
    try:
        with transaction.atomic():
            row = Participation.objects.create(
                shift=shift,
                activity=activity,
                person_id=late.person_id,
                organiser_unit_id=activity.unit_id,
                participant_unit_id=late.participant_unit_id or unit_of(late.person_id, shift),
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
        source=source,
        reason=late.reason,
        witness_account_id=by.account_id,
        confirmed_by_unit_id=late.decided_unit_id,
        recorded_at=now,
    )
    return row
