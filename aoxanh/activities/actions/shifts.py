"""Adding and changing shifts and the places of their slots."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from aoxanh.activities.actions.places import locked_slots, promote
from aoxanh.activities.actions.telling import tell_changed
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import (
    CapacityBelowTaken,
    ShiftOutsideDays,
    ShiftsFixed,
    ShiftUnknown,
    SlotRoleTwice,
    SlotUnknown,
)
from aoxanh.activities.models import Activity, Shift, Slot
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.rules.hours import shift_cap
from aoxanh.activities.rules.places import (
    WAITING_LEAD_HOURS,
    Hours,
    check_capacity,
    check_hours,
)
from aoxanh.activities.types import PENDING_STATES, ShiftGiven
from aoxanh.activities.types.signups import CapacityChanged, ShiftAdded, ShiftEdited, SlotAdded
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


def default_waiting_until(starts_at: datetime) -> datetime:
    """The cut-off of the waiting list when nothing else is said."""
    return starts_at - timedelta(hours=WAITING_LEAD_HOURS)


@transaction.atomic
def add_shift(*, by: Actor, activity_id: int, shift: ShiftGiven, now: datetime) -> Shift:
    """Add a shift with one slot.

    Raises ``ShiftsFixed``, ``ShiftReversed``, ``ShiftTooLong``, ``ShiftOutsideDays``, ``SignupDeadlineLate``,
    ``CapacityOutOfRange``, ``NotAllowed``, ``Missing``.
    """
    activity = _changeable(by, activity_id)
    columns = _columns(activity, shift)
    check_capacity(shift.capacity)

    row = Shift.objects.create(activity=activity, **columns)
    Slot.objects.create(
        shift=row,
        role_code=shift.role_code,
        role_name=nfc(shift.role_name),
        capacity=shift.capacity,
    )
    _shown(activity)
    event = ShiftAdded(activity.pk, row.pk, shift.capacity)
    _record(event, activity, by=by, now=now)
    return row


@transaction.atomic
def edit_shift(*, by: Actor, shift_id: int, shift: ShiftGiven, now: datetime) -> Shift:
    """Change hours, texts and deadlines of a shift; its capacity and role stay.

    A later cut-off lets the waiting list move again; who signed up is told new hours. Raises like ``add_shift``,
    and ``ShiftUnknown``.
    """
    row = Shift.objects.filter(pk=shift_id).first()
    if row is None:
        raise ShiftUnknown
    activity = _changeable(by, row.activity_id)
    columns = _columns(activity, shift)

    slots = locked_slots(list(row.slots.order_by("pk").values_list("pk", flat=True)))
    hours = row.starts_at, row.ends_at
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    for slot in slots.values():
        slot.shift = row
        row.activity = activity
        promote(slot, now=now, by=by)
    _shown(activity)
    if hours != (row.starts_at, row.ends_at):
        activity.refresh_from_db(fields=["version"])
        tell_changed(activity=activity, shift=row, now=now, by=by)
    _record(ShiftEdited(activity.pk, row.pk), activity, by=by, now=now)
    return row


@transaction.atomic
def add_slot(
    *, by: Actor, shift_id: int, role_code: str, role_name: str, capacity: int, now: datetime
) -> Slot:
    """Add the places of another role. Raises ``SlotRoleTwice`` and like ``add_shift``."""
    row = Shift.objects.filter(pk=shift_id).first()
    if row is None:
        raise ShiftUnknown
    activity = _changeable(by, row.activity_id)
    check_capacity(capacity)

    try:
        with transaction.atomic():
            slot = Slot.objects.create(
                shift=row, role_code=role_code, role_name=nfc(role_name), capacity=capacity
            )
    except IntegrityError as fault:
        raise SlotRoleTwice(role=nfc(role_name)) from fault
    _shown(activity)
    _record(SlotAdded(activity.pk, slot.pk, capacity), activity, by=by, now=now)
    return slot


@transaction.atomic
def change_capacity(*, by: Actor, slot_id: int, capacity: int, now: datetime) -> Slot:
    """Raise or lower the places of a slot; new places go to the waiting list first.

    Nobody loses a place: raises ``CapacityBelowTaken`` instead. Also ``CapacityOutOfRange``, ``ShiftsFixed``,
    ``SlotUnknown``, ``NotAllowed``.
    """
    found = Slot.objects.select_related("shift").filter(pk=slot_id).first()
    if found is None:
        raise SlotUnknown
    activity = _changeable(by, found.shift.activity_id)
    check_capacity(capacity)

    slot = locked_slots([slot_id])[slot_id]
    before = slot.capacity
    fits = Slot.objects.annotate(spoken=F("taken") + F("held")).filter(spoken__lte=capacity)
    if not fits.filter(pk=slot_id).update(capacity=capacity):
        raise CapacityBelowTaken(taken=slot.spoken_for, capacity=capacity)
    slot.capacity = capacity
    promoted = promote(slot, now=now, by=by)
    _shown(activity)
    event = CapacityChanged(activity.pk, slot_id, before, capacity, promoted)
    _record(event, activity, by=by, now=now)
    return slot


def _changeable(by: Actor, activity_id: int) -> Activity:
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    if activity.state not in PENDING_STATES:
        raise ShiftsFixed
    return activity


def _columns(activity: Activity, given: ShiftGiven) -> dict[str, Any]:
    """The columns of a shift, with what was left open filled in."""
    hours = Hours(given.starts_at, given.ends_at, given.signup_until or given.starts_at)
    moves_until = given.waiting_until or default_waiting_until(given.starts_at)
    waiting_until = moves_until if given.keeps_list else None
    check_hours(hours, waiting_until)
    if not activity.starts_on <= local_day(given.starts_at) < activity.ends_on:
        raise ShiftOutsideDays
    return {
        "name": nfc(given.name),
        "task": nfc(given.task),
        "starts_at": given.starts_at,
        "ends_at": given.ends_at,
        "signup_until": hours.signup_until,
        "waiting_until": waiting_until,
        "minutes_cap": cap_of(given, activity.kind_id),
    }


def cap_of(given: ShiftGiven, kind_code: str) -> int:
    """The most minutes a shift gives anybody, as said or as long as it is, within what its kind of activity allows."""
    whole = int((given.ends_at - given.starts_at).total_seconds() // 60)
    most = ledger_rules().most_of_shift(kind_code)
    return shift_cap(whole=whole, given=given.minutes_cap, most=most)


def _shown(activity: Activity) -> None:
    """Pages show shifts, so the activity's version grows with them."""
    Activity.objects.filter(pk=activity.pk).update(version=F("version") + 1)


def _record(event: Event, activity: Activity, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=activity.unit_id, subject=("activity", activity.pk), now=now
    )
