"""Opening an activity from four answers: what, when, where, how many."""

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from aoxanh.activities.actions.preparation import full_path, lifecycle_for, prepare
from aoxanh.activities.actions.shifts import add_shift, add_slot, default_waiting_until
from aoxanh.activities.actions.writing import describe, hold, record
from aoxanh.activities.errors import (
    ChoiceUnknown,
    DaysPast,
    DaysReversed,
    DaysTooMany,
    PlaceMissing,
    UnitNotActive,
)
from aoxanh.activities.models import Activity, ReminderRule, Template
from aoxanh.activities.rules.days import (
    MOST_DAYS,
    days_of,
    has_weekend,
    stretches,
    usual_shifts,
)
from aoxanh.activities.rules.stages import is_large
from aoxanh.activities.rules.territory import chain_of, is_outside
from aoxanh.activities.types import Initiator, ShiftGiven, Trait
from aoxanh.activities.types.activity import ActivityOpened
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.practices import queries as practices
from aoxanh.units import queries as units
from aoxanh.units.types import Family


INITIATORS = {
    Family.DOAN: Initiator.UNION,
    Family.HOI_LHTN: Initiator.FEDERATION,
    Family.HOI_SV: Initiator.FEDERATION,
}


@transaction.atomic(savepoint=False)
def open_from_answers(
    *,
    by: Actor,
    unit_id: int,
    template_code: str,
    title: str = "",
    starts_at: datetime,
    ends_at: datetime,
    place_id: int,
    place_text: str = "",
    spot: str = "",
    places: int,
    practice_code: str = "",
    idea_code: str = "",
    now: datetime,
) -> Activity:
    """A draft with its stages, safety items and shifts: those of the template, or the same hours daily.

    ``practice_code`` names a model of the registry from which it begins: its purpose and its way come from there;
    ``idea_code`` an accepted idea that it carries out.

    ``places`` is how many volunteers the first role of each shift takes; further roles take what the template
    says. Raises ``DaysReversed``, ``DaysPast``, ``DaysTooMany``, ``ChoiceUnknown``, ``PlaceMissing``,
    ``UnitNotActive``, ``CapacityOutOfRange``, ``NotAllowed``, ``Missing``.
    """
    by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    template = template_called(template_code)
    _check_hours(by, starts_at, ends_at)
    activity = _drafted(template, title=title, place_text=place_text, spot=spot, now=now)
    if practice_code:
        _follow_practice(activity, practice_code)
    if idea_code:
        _carry_out(activity, idea_code, by=by, unit_id=unit_id)
    activity.starts_on, activity.ends_on = days_of(starts_at, ends_at)
    activity.has_weekend = has_weekend(activity.starts_on, activity.ends_on)
    _attribute(activity, unit_id=unit_id, place_id=place_id)
    activity.is_large = activity.is_large or is_large(places)
    activity.lifecycle = lifecycle_for(activity, full=full_path())
    describe(activity)

    activity.save(force_insert=True)
    activity.other_fields.set(template.definition.get("other_fields", []))
    activity.reminders.set(_reminders(template))
    prepare(activity, opened_on=by.day)
    _add_shifts(by, activity, starts_at=starts_at, ends_at=ends_at, places=places, now=now)
    hold(by=by, activity=activity, now=now)
    record(by=by, event=ActivityOpened(activity.pk, template.code), activity=activity, now=now)
    return activity


def _follow_practice(activity: Activity, code: str) -> None:
    """Take over what a model of the registry tells. Raises ``Missing``."""
    practice = practices.registered(code)
    told = (practice.summary, practice.purpose, practice.content)
    activity.practice = practice
    activity.summary = "\n\n".join(text for text in told if text) or activity.summary
    activity.partners = ", ".join(each.name for each in practice.partners)[:300]


def _carry_out(activity: Activity, code: str, *, by: Actor, unit_id: int) -> None:
    """Begin from an accepted idea; the link stays. Raises ``Missing``."""
    idea = practices.accepted_idea(code, unit_id=unit_id, actor=by)
    activity.idea = idea
    activity.practice = activity.practice or idea.practice
    activity.summary = idea.text


def _reminders(template: Template) -> list[ReminderRule]:
    """What the template asks for, else what is usual."""
    asked: list[str] | None = template.definition.get("reminders")
    rules = ReminderRule.objects.order_by("pk")
    return list(rules.filter(usual=True) if asked is None else rules.filter(pk__in=asked))


def template_called(code: str) -> Template:
    """The template. Raises ``ChoiceUnknown``."""
    rows = Template.objects.select_related("lifecycle", "kind").filter(pk=code)
    template = rows.order_by("pk").first()
    if template is None:
        raise ChoiceUnknown(code=code, list="mẫu hoạt động")
    return template


def _check_hours(by: Actor, starts_at: datetime, ends_at: datetime) -> None:
    if starts_at >= ends_at:
        raise DaysReversed
    first_day, after_last = days_of(starts_at, ends_at)
    if (after_last - first_day).days > MOST_DAYS:
        raise DaysTooMany(most=MOST_DAYS)
    if first_day < by.day:
        raise DaysPast


def _drafted(
    template: Template, *, title: str, place_text: str, spot: str, now: datetime
) -> Activity:
    """An unsaved draft with what the template gives."""
    usual = template.definition
    traits = usual.get("traits", [])
    return Activity(
        kind_id=template.kind_id,
        template=template,
        primary_field_id=template.primary_field_id,
        title=nfc(title)[:200] or template.name,
        summary=template.summary,
        mode=usual["mode"],
        place_text=nfc(place_text)[:200],
        spot=nfc(spot)[:200],
        is_large=Trait.LARGE in traits,
        is_outdoor=Trait.OUTDOOR in traits,
        is_disaster=Trait.DISASTER in traits,
        is_outside=Trait.OUTSIDE in traits,
        min_age=usual.get("min_age"),
        bring=usual.get("bring", []),
        scene=template.scene,
        created_at=now,
    )


def _attribute(activity: Activity, *, unit_id: int, place_id: int) -> None:
    """Set unit and place, and what follows from them: who started it, where it is, whether it is outside."""
    version = units.version_at(unit_id=unit_id, day=activity.starts_on)
    if not version.unit.founded_on <= activity.starts_on < version.unit.closed_on:
        raise UnitNotActive
    activity.unit_id, activity.place_id = unit_id, place_id
    activity.initiated_by = INITIATORS.get(Family(version.kind.family), Initiator.OTHER)
    try:
        place = activity.place
    except ObjectDoesNotExist as fault:
        raise PlaceMissing from fault
    activity.latitude, activity.longitude = place.latitude, place.longitude
    if is_outside(home=chain_of(version.place), there=chain_of(place)):
        activity.is_outside = True


def _add_shifts(
    by: Actor,
    activity: Activity,
    *,
    starts_at: datetime,
    ends_at: datetime,
    places: int,
    now: datetime,
) -> None:
    definition = activity.template.definition if activity.template else {}
    role, *others = definition["roles"]
    for each in stretches(usual_shifts(definition), starts_at, ends_at):
        given = ShiftGiven(
            starts_at=each.begins,
            ends_at=each.ends,
            capacity=places,
            name=each.name,
            task=each.task,
            role_code=role["code"],
            role_name=role["name"],
            waiting_until=max(now, default_waiting_until(each.begins)),
        )
        shift = add_shift(by=by, activity_id=activity.pk, shift=given, now=now)
        for other in (row for row in others if row.get("places")):
            add_slot(
                by=by,
                shift_id=shift.pk,
                role_code=other["code"],
                role_name=other["name"],
                capacity=other["places"],
                now=now,
            )
