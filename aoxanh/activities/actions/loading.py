"""Activities brought in by the hundred: imports, history, the demonstration."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain

from django.db import transaction
from django.db.models import prefetch_related_objects

from aoxanh.activities.actions.editing import check_days
from aoxanh.activities.actions.opening import INITIATORS
from aoxanh.activities.actions.preparation import (
    full_path,
    lifecycle_for,
    safety_rows,
    safety_rules,
    stage_rows,
)
from aoxanh.activities.actions.results import output_row
from aoxanh.activities.actions.shifts import cap_of
from aoxanh.activities.actions.writing import describe, hold
from aoxanh.activities.errors import (
    CancelReasonMissing,
    ChoiceUnknown,
    EvaluationMissing,
    NotYetHeld,
    PersonsExceedTurns,
    TitleMissing,
)
from aoxanh.activities.models import (
    Activity,
    Evidence,
    HostAgreement,
    Output,
    SafetyItem,
    Shift,
    Slot,
    StageStep,
    Template,
)
from aoxanh.activities.rules.days import has_weekend
from aoxanh.activities.rules.stages import is_large
from aoxanh.activities.types import (
    HELD_STATES,
    PENDING_STATES,
    ActivityRow,
    ActivityState,
    HostState,
    Initiator,
    LoadedActivity,
    ShiftGiven,
    StagePart,
    Trait,
)
from aoxanh.activities.types.activity import ActivitiesLoaded
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, start_of
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import queries as units
from aoxanh.units.types import Family


CHUNK = 200
"""Activities in one transaction and one entry of the trail: below two seconds."""

_UNPREPARED = (ActivityState.DRAFT, ActivityState.PLANNED)


def load_activities(
    *, by: Actor, rows: Sequence[ActivityRow], now: datetime
) -> list[LoadedActivity]:
    """Write activities with stages, safety items, shifts, results and evidence, in the order given.

    Commits in chunks with one entry each. Raises ``NotAllowed``, ``ChoiceUnknown``, ``TitleMissing``,
    ``DaysReversed``, ``DaysTooMany``, ``NotYetHeld``, ``EvaluationMissing``, ``PersonsExceedTurns``,
    ``CancelReasonMissing``, ``OutputNumberInvalid``; chunks before the refused one stay.
    """
    for unit_id in sorted({row.unit_id for row in rows}):
        by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    templates = Template.objects.select_related("lifecycle").in_bulk()
    loaded: list[LoadedActivity] = []
    for first in range(0, len(rows), CHUNK):
        loaded += _load(by, rows[first : first + CHUNK], templates, now)
    if len(loaded) >= MANY:
        renew(Activity, Shift, Slot)
    return loaded


@transaction.atomic(savepoint=False)
def _load(
    by: Actor, rows: Sequence[ActivityRow], templates: Mapping[str, Template], now: datetime
) -> list[LoadedActivity]:
    for row in rows:
        check_row(row, day=by.day, templates=templates)
    activities = described(by=by, rows=rows, templates=templates, now=now)

    Activity.objects.bulk_create(activities)
    _add_fields(activities)
    _prepare(rows, activities)
    _add_results(rows, activities)
    for activity in activities:
        if activity.state in PENDING_STATES:
            hold(by=by, activity=activity, now=now)
    held = [activity for activity in activities if activity.state in HELD_STATES]
    audit.record(
        by=by,
        event=ActivitiesLoaded(len(activities)),
        unit_id=activities[0].unit_id,
        touches=[(activity.unit_id, activity.starts_on) for activity in held],
        now=now,
    )
    return _add_shifts(rows, activities)


def described(
    *, by: Actor, rows: Sequence[ActivityRow], templates: Mapping[str, Template], now: datetime
) -> list[Activity]:
    """The rows as unsaved activities, each with all that it is searched and sorted by."""
    kinds = units.versions_at({row.unit_id for row in rows}, by.day)
    activities = [_activity(row, templates[row.template_code], now) for row in rows]
    prefetch_related_objects(activities, "place__parent__parent")
    full = full_path()
    for activity in activities:
        family = Family(kinds[activity.unit_id].kind.family)
        activity.initiated_by = INITIATORS.get(family, Initiator.OTHER)
        activity.latitude = activity.latitude or activity.place.latitude
        activity.longitude = activity.longitude or activity.place.longitude
        activity.lifecycle = lifecycle_for(activity, full=full)
        describe(activity)
    return activities


def check_row(row: ActivityRow, *, day: date, templates: Mapping[str, Template]) -> None:
    """Raise what ``load_activities`` raises for a row that cannot be on ``day``."""
    if row.template_code not in templates:
        raise ChoiceUnknown(code=row.template_code, list="mẫu hoạt động")
    if not nfc(row.title):
        raise TitleMissing
    check_days(row.first_day, row.last_day)
    if row.state in HELD_STATES and row.last_day > day:
        raise NotYetHeld
    if row.state == ActivityState.CLOSED and not nfc_lines(row.evaluation):
        raise EvaluationMissing
    if row.state == ActivityState.CANCELLED and not nfc(row.cancel_reason):
        raise CancelReasonMissing
    if (row.persons or 0) > (row.turns or 0):
        raise PersonsExceedTurns


def _activity(row: ActivityRow, template: Template, now: datetime) -> Activity:
    usual = template.definition
    traits = usual.get("traits", [])
    ends_on = row.last_day + timedelta(days=1)
    recorded = row.state == ActivityState.RECORDED
    return Activity(
        unit_id=row.unit_id,
        kind_id=template.kind_id,
        template=template,
        primary_field_id=template.primary_field_id,
        place_id=row.place_id,
        leader_id=row.leader_id,
        title=nfc(row.title)[:200],
        summary=nfc_lines(row.summary) or template.summary,
        mode=row.mode or usual["mode"],
        starts_on=row.first_day,
        ends_on=ends_on,
        has_weekend=has_weekend(row.first_day, ends_on),
        place_text=nfc(row.place_text)[:200],
        spot=nfc(row.spot)[:200],
        meeting_point=nfc(row.meeting_point)[:200],
        latitude=row.latitude,
        longitude=row.longitude,
        is_large=Trait.LARGE in traits or any(is_large(shift.capacity) for shift in row.shifts),
        is_outdoor=Trait.OUTDOOR in traits,
        is_disaster=Trait.DISASTER in traits,
        is_outside=row.host_unit_id is not None,
        needs_approval=row.needs_approval,
        min_age=usual.get("min_age"),
        bring=usual.get("bring", []),
        beneficiaries=nfc(row.beneficiaries)[:200],
        partners=nfc(row.partners)[:300],
        contact_phone=row.contact_phone,
        scene=template.scene,
        evaluation=nfc_lines(row.evaluation),
        declared_turns=row.turns if recorded else None,
        declared_persons=row.persons if recorded else None,
        state=row.state,
        created_at=row.created_at,
        opened_at=None if recorded or row.state in _UNPREPARED else row.created_at,
        closed_at=min(now, start_of(ends_on)) if row.state in HELD_STATES else None,
        cancelled_at=row.created_at if row.state == ActivityState.CANCELLED else None,
        cancel_reason=nfc(row.cancel_reason)[:300],
    )


def _add_fields(activities: Sequence[Activity]) -> None:
    through = Activity.other_fields.through
    through.objects.bulk_create(
        through(activity_id=activity.pk, fieldofwork_id=code)
        for activity in activities
        if activity.template is not None
        for code in activity.template.definition.get("other_fields", [])
    )


def _prepare(rows: Sequence[ActivityRow], activities: Sequence[Activity]) -> None:
    """Stages and safety items, settled as far as each activity's state says; hosts that agreed."""
    common = safety_rules()
    prepared = [activity for activity in activities if activity.state != ActivityState.RECORDED]
    steps = [
        _settled(step)
        for activity in prepared
        for step in stage_rows(activity, opened_on=local_day(activity.created_at))
    ]
    StageStep.objects.bulk_create(steps)
    items = list(chain.from_iterable(safety_rows(activity, common) for activity in prepared))
    for item in items:
        if item.activity.state not in _UNPREPARED:
            item.checked_at = item.activity.created_at
    SafetyItem.objects.bulk_create(items)
    HostAgreement.objects.bulk_create(
        HostAgreement(
            activity=activity,
            host_unit_id=row.host_unit_id,
            state=HostState.AGREED,
            asked_at=row.created_at,
            answered_at=row.created_at,
        )
        for row, activity in zip(rows, activities, strict=True)
        if row.host_unit_id is not None
    )


def _settled(step: StageStep) -> StageStep:
    """The stage as done, when an activity in this state must have passed it."""
    state = step.activity.state
    passed = state in HELD_STATES or (step.part == StagePart.PREPARING and state not in _UNPREPARED)
    if passed and step.use == StageUse.KEPT:
        step.done_on = step.due_on
    return step


def _add_results(rows: Sequence[ActivityRow], activities: Sequence[Activity]) -> None:
    pairs = list(zip(rows, activities, strict=True))
    Output.objects.bulk_create(
        output_row(activity, given) for row, activity in pairs for given in row.outputs
    )
    Evidence.objects.bulk_create(
        Evidence(activity=activity, paper=nfc(row.paper)[:200], added_at=activity.closed_at)
        for row, activity in pairs
        if row.paper and activity.closed_at
    )


def _add_shifts(
    rows: Sequence[ActivityRow], activities: Sequence[Activity]
) -> list[LoadedActivity]:
    shifts, slots = [], []
    for row, activity in zip(rows, activities, strict=True):
        made = list(map(partial(unsaved_shift, activity), row.shifts))
        shifts.append(made)
        slots.append(list(map(_slot, made, row.shifts)))
    Shift.objects.bulk_create(chain.from_iterable(shifts))
    Slot.objects.bulk_create(chain.from_iterable(slots))
    return [
        LoadedActivity(activity, tuple(its_shifts), tuple(its_slots))
        for activity, its_shifts, its_slots in zip(activities, shifts, slots, strict=True)
    ]


def unsaved_shift(activity: Activity, given: ShiftGiven) -> Shift:
    return Shift(
        activity=activity,
        name=nfc(given.name),
        task=nfc(given.task),
        starts_at=given.starts_at,
        ends_at=given.ends_at,
        signup_until=given.signup_until or given.starts_at,
        waiting_until=given.waiting_until,
        minutes_cap=cap_of(given, activity.kind_id),
    )


def _slot(shift: Shift, given: ShiftGiven) -> Slot:
    return Slot(
        shift=shift,
        role_code=given.role_code,
        role_name=nfc(given.role_name),
        capacity=given.capacity,
    )
