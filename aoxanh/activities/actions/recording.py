"""Putting on record what has already taken place, with declared figures and evidence."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from aoxanh.activities.actions.editing import check_days
from aoxanh.activities.actions.results import keep_evidence, keep_outputs
from aoxanh.activities.actions.writing import describe, record
from aoxanh.activities.errors import (
    ChoiceUnknown,
    EvidenceMissing,
    NotYetHeld,
    PersonsExceedTurns,
    PlaceMissing,
    TitleMissing,
    UnitNotActive,
)
from aoxanh.activities.models import Activity, ActivityKind, FieldOfWork
from aoxanh.activities.rules.days import has_weekend
from aoxanh.activities.types import ActivityMode, ActivityState, HeldGiven, OutputGiven, PhotoGiven
from aoxanh.activities.types.activity import ActivityRecorded
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def record_held(
    *,
    by: Actor,
    unit_id: int,
    held: HeldGiven,
    outputs: Sequence[OutputGiven] = (),
    photos: Sequence[PhotoGiven] = (),
    now: datetime,
) -> Activity:
    """Ghi nhận hoạt động đã tổ chức: it counts as recorded, and never yields hours or participations.

    Raises ``TitleMissing``, ``ChoiceUnknown``, ``DaysReversed``, ``DaysTooMany``, ``NotYetHeld``,
    ``PlaceMissing``, ``UnitNotActive``, ``PersonsExceedTurns``, ``EvidenceMissing``, ``NotAllowed``, and what
    results and files refuse.
    """
    by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    _check(by, unit_id, held)
    if not photos and not nfc(held.paper):
        raise EvidenceMissing
    activity = held_row(unit_id, held, now)
    try:
        put_in_place(activity)
    except ObjectDoesNotExist as fault:
        raise PlaceMissing from fault

    activity.save(force_insert=True)
    keep_outputs(activity=activity, outputs=outputs)
    keep_evidence(by=by, activity=activity, photos=photos, paper=held.paper, now=now)
    event = ActivityRecorded(activity.pk, held.turns, held.persons)
    record(by=by, event=event, activity=activity, now=now, counts=True)
    return activity


def _check(by: Actor, unit_id: int, held: HeldGiven) -> None:
    if not nfc(held.title):
        raise TitleMissing
    if not ActivityKind.objects.filter(pk=held.kind_code).exists():
        raise ChoiceUnknown(code=held.kind_code, list="loại hoạt động")
    if not FieldOfWork.objects.filter(pk=held.field_code).exists():
        raise ChoiceUnknown(code=held.field_code, list="lĩnh vực")
    if held.mode not in ActivityMode.values:
        raise ChoiceUnknown(code=held.mode, list="hình thức")
    check_days(held.first_day, held.last_day)
    if held.last_day > by.day:
        raise NotYetHeld
    if held.persons > held.turns:
        raise PersonsExceedTurns
    _check_unit(unit_id, held.first_day)


def _check_unit(unit_id: int, day: date) -> None:
    unit = units.version_at(unit_id=unit_id, day=day).unit
    if not unit.founded_on <= day < unit.closed_on:
        raise UnitNotActive


def put_in_place(activity: Activity) -> None:
    """Set what an unsaved activity takes from its place, which the caller may have fetched."""
    activity.latitude, activity.longitude = activity.place.latitude, activity.place.longitude
    describe(activity)


def held_row(unit_id: int, held: HeldGiven, now: datetime) -> Activity:
    """An unsaved activity that took place, not yet put in its place."""
    ends_on = held.last_day + timedelta(days=1)
    return Activity(
        unit_id=unit_id,
        kind_id=held.kind_code,
        primary_field_id=held.field_code,
        place_id=held.place_id,
        title=nfc(held.title)[:200],
        summary=nfc_lines(held.summary),
        mode=held.mode,
        starts_on=held.first_day,
        ends_on=ends_on,
        has_weekend=has_weekend(held.first_day, ends_on),
        place_text=nfc(held.place_text)[:200],
        spot=nfc(held.spot)[:200],
        declared_turns=held.turns,
        declared_persons=held.persons,
        state=ActivityState.RECORDED,
        created_at=now,
        closed_at=now,
    )
