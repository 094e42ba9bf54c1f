"""Changing what an activity says, when and where it is, and what that asks for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q

from aoxanh.activities.actions.preparation import full_path, lifecycle_for, prepare_again
from aoxanh.activities.actions.telling import tell_changed
from aoxanh.activities.actions.writing import describe, hold, locked, move, save
from aoxanh.activities.errors import (
    ChoiceUnknown,
    DaysLeaveShiftsOut,
    DaysReversed,
    DaysTooMany,
    NotYetHeld,
    PlaceMissing,
    TitleMissing,
)
from aoxanh.activities.models import Activity, FieldOfWork, ReminderRule, Shift
from aoxanh.activities.queries.requirements import traits_of
from aoxanh.activities.rules.days import MOST_DAYS, has_weekend
from aoxanh.activities.rules.states import Verb
from aoxanh.activities.rules.territory import chain_of, is_outside
from aoxanh.activities.types import HELD_STATES, ActivityChanges, ActivityMode, ActivityState, Trait
from aoxanh.activities.types.activity import ActivityEdited
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import queries as units


_LINES = {"title": 200, "place_text": 200, "spot": 200, "meeting_point": 200}
_LINES |= {"beneficiaries": 200, "partners": 300, "contact_phone": 20, "scene": 40}
_PLAIN = ("mode", "latitude", "longitude", "needs_approval", "min_age", "leader_id")
_TRAITS = ("is_large", "is_outdoor", "is_disaster", "is_outside")


@transaction.atomic(savepoint=False)
def edit(*, by: Actor, activity_id: int, changes: ActivityChanges, now: datetime) -> Activity:
    """Change the given columns; stages and safety items follow new days and traits; who signed up is told a new place.

    Raises ``TitleMissing``, ``DaysReversed``, ``DaysTooMany``, ``DaysLeaveShiftsOut``, ``PlaceMissing``,
    ``ChoiceUnknown``, ``NotYetHeld``, ``WrongState``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.EDIT)
    before, traits = (activity.unit_id, activity.starts_on), traits_of(activity)
    met_at = _where(activity)
    given: Mapping[str, Any] = changes
    columns = _texts(activity, given) + _choices(activity, given)
    columns += _days(by, activity, given) + _place(activity, given)
    asked = _follow(by, activity, given, traits)

    describe(activity)
    save(activity, *columns, *asked, "search_text", "sort_key")
    if "other_fields" in given:
        activity.other_fields.set(_fields(given["other_fields"]).values())
    if "reminders" in given:
        activity.reminders.set(_reminders(given["reminders"]))
    if activity.state != ActivityState.RECORDED:
        hold(by=by, activity=activity, now=now)
    if _where(activity) != met_at:
        tell_changed(activity=activity, now=now, by=by)
    held = activity.state in HELD_STATES
    audit.record(
        by=by,
        event=ActivityEdited(activity.pk, tuple(sorted(given))),
        unit_id=activity.unit_id,
        touches=(before, (activity.unit_id, activity.starts_on)) if held else (),
        subject=("activity", activity.pk),
        now=now,
    )
    return activity


def _where(activity: Activity) -> tuple[int, str, str]:
    """What those who signed up have to know again when it changes."""
    return activity.place_id, activity.spot, activity.meeting_point


def _texts(activity: Activity, given: Mapping[str, Any]) -> list[str]:
    columns = [name for name in _LINES if name in given]
    for name in columns:
        setattr(activity, name, nfc(given[name])[: _LINES[name]])
    if not activity.title:
        raise TitleMissing
    if "summary" in given:
        activity.summary = nfc_lines(given["summary"])
        columns.append("summary")
    if "bring" in given:
        activity.bring = [nfc(line) for line in given["bring"] if nfc(line)]
        columns.append("bring")
    return columns


def _choices(activity: Activity, given: Mapping[str, Any]) -> list[str]:
    columns = [name for name in _PLAIN if name in given]
    for name in columns:
        setattr(activity, name, given[name])
    if activity.mode not in ActivityMode.values:
        raise ChoiceUnknown(code=activity.mode, list="hình thức")
    if "primary_field" in given:
        (activity.primary_field,) = _fields([given["primary_field"]]).values()
        columns.append("primary_field")
    return [name.removesuffix("_id") for name in columns]


def _fields(codes: Sequence[str]) -> dict[str, FieldOfWork]:
    known: dict[str, FieldOfWork] = FieldOfWork.objects.in_bulk(list(codes))
    for code in codes:
        if code not in known:
            raise ChoiceUnknown(code=code, list="lĩnh vực")
    return known


def _reminders(codes: Sequence[str]) -> list[ReminderRule]:
    known = ReminderRule.objects.in_bulk(list(codes))
    for code in codes:
        if code not in known:
            raise ChoiceUnknown(code=code, list="nhắc trước")
    return list(known.values())


def _days(by: Actor, activity: Activity, given: Mapping[str, Any]) -> list[str]:
    if "first_day" not in given and "last_day" not in given:
        return []
    first: date = given.get("first_day", activity.starts_on)
    last: date = given.get("last_day", activity.ends_on - timedelta(days=1))
    check_days(first, last)
    activity.starts_on, activity.ends_on = first, last + timedelta(days=1)
    activity.has_weekend = has_weekend(activity.starts_on, activity.ends_on)
    if activity.state == ActivityState.RECORDED and last > by.day:
        raise NotYetHeld
    left_out = Q(starts_at__lt=start_of(activity.starts_on)) | Q(
        starts_at__gte=start_of(activity.ends_on)
    )
    if Shift.objects.filter(left_out, activity=activity).exists():
        raise DaysLeaveShiftsOut
    return ["starts_on", "ends_on", "has_weekend"]


def check_days(first: date, last: date) -> None:
    """Both days are included. Raises ``DaysReversed``, ``DaysTooMany``."""
    if last < first:
        raise DaysReversed
    if (last - first).days >= MOST_DAYS:
        raise DaysTooMany(most=MOST_DAYS)


def _place(activity: Activity, given: Mapping[str, Any]) -> list[str]:
    if "place_id" not in given or given["place_id"] == activity.place_id:
        return []
    activity.place_id = given["place_id"]
    try:
        place = activity.place
    except ObjectDoesNotExist as fault:
        raise PlaceMissing from fault
    if "latitude" not in given:
        activity.latitude, activity.longitude = place.latitude, place.longitude
    home = units.version_at(unit_id=activity.unit_id, day=activity.starts_on).place
    activity.is_outside = is_outside(home=chain_of(home), there=chain_of(place))
    return ["place", "latitude", "longitude", "is_outside"]


def _follow(
    by: Actor, activity: Activity, given: Mapping[str, Any], before: frozenset[Trait]
) -> list[str]:
    """Lay the stages and safety items out anew when days or traits are not what they were ``before``."""
    columns = [name for name in _TRAITS if name in given]
    for name in columns:
        setattr(activity, name, given[name])
    moved = "first_day" in given or "last_day" in given
    if activity.template_id is None or (traits_of(activity) == before and not moved):
        return columns
    activity.lifecycle = lifecycle_for(activity, full=full_path())
    prepare_again(activity, opened_on=by.day)
    return [*columns, "lifecycle"]
