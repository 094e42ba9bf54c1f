"""Stages done or left out, safety items checked."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.activities.actions.preparation import OWN_ITEM
from aoxanh.activities.actions.writing import locked, move, record, save
from aoxanh.activities.errors import (
    SafetyItemUnknown,
    SafetyTextMissing,
    StageCannotBeSkipped,
    StageDayInFuture,
    StageNotKept,
    StageReasonMissing,
    StageSettled,
    StageUnknown,
)
from aoxanh.activities.models import Activity, SafetyItem, StageStep
from aoxanh.activities.rules.states import Verb
from aoxanh.activities.types import StagePart
from aoxanh.activities.types.activity import SafetyChecked, StageCompleted, StageSkipped
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import SHORT_LENGTH, new_code
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def complete_stage(
    *,
    by: Actor,
    activity_id: int,
    code: str,
    done_on: date | None = None,
    note: str = "",
    now: datetime,
) -> StageStep:
    """Mark a stage as done, today unless ``done_on`` says when.

    Raises ``StageUnknown``, ``StageNotKept``, ``StageSettled``, ``StageDayInFuture``, ``WrongState``.
    """
    activity = _editable(by, activity_id)
    step = _step(activity, code)
    day = done_on or by.day
    if step.use != StageUse.KEPT:
        raise StageNotKept(stage=step.name)
    if step.done_on is not None:
        raise StageSettled(stage=step.name, on=vn_date(step.done_on))
    if day > by.day:
        raise StageDayInFuture

    step.done_on, step.note = day, nfc(note)[:500]
    step.save(update_fields=["done_on", "note"])
    save(activity)
    record(by=by, event=StageCompleted(activity.pk, code, day), activity=activity, now=now)
    return step


@transaction.atomic(savepoint=False)
def skip_stage(*, by: Actor, activity_id: int, code: str, reason: str, now: datetime) -> StageStep:
    """Leave a stage out, with the reason (ACT-10).

    The day itself and its evaluation cannot be skipped. Raises ``StageUnknown``, ``StageCannotBeSkipped``,
    ``StageSettled``, ``StageReasonMissing``, ``WrongState``.
    """
    activity = _editable(by, activity_id)
    step = _step(activity, code)
    if step.part in (StagePart.RUNNING, StagePart.EVALUATING):
        raise StageCannotBeSkipped(stage=step.name)
    if step.done_on is not None:
        raise StageSettled(stage=step.name, on=vn_date(step.done_on))
    if not nfc(reason):
        raise StageReasonMissing(stage=step.name)

    step.use, step.reason, step.due_on, step.skipped = (
        StageUse.LEFT_OUT,
        nfc(reason)[:300],
        None,
        True,
    )
    step.save(update_fields=["use", "reason", "due_on", "skipped"])
    save(activity)
    record(by=by, event=StageSkipped(activity.pk, code), activity=activity, now=now)
    return step


@transaction.atomic(savepoint=False)
def check_safety_item(
    *,
    by: Actor,
    activity_id: int,
    code: str,
    checked: bool = True,
    note: str = "",
    now: datetime,
) -> SafetyItem:
    """Say that a safety item is seen to, or take that back (COO-11).

    Raises ``SafetyItemUnknown``, ``WrongState``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_CHECK, at=activity.unit_id)
    move(activity, Verb.PREPARE)
    item = SafetyItem.objects.filter(activity=activity, code=code).order_by("pk").first()
    if item is None:
        raise SafetyItemUnknown

    item.checked_at = now if checked else None
    item.checked_by_id = by.account_id if checked else None
    item.note = nfc(note)[:300] or item.note
    item.save(update_fields=["checked_at", "checked_by_id", "note"])
    save(activity)
    record(by=by, event=SafetyChecked(activity.pk, code, checked), activity=activity, now=now)
    return item


@transaction.atomic(savepoint=False)
def add_safety_item(*, by: Actor, activity_id: int, text: str, now: datetime) -> SafetyItem:
    """Add a required item of this activity's own. Raises ``SafetyTextMissing``, ``WrongState``."""
    activity = _editable(by, activity_id, Verb.PREPARE)
    if not nfc(text):
        raise SafetyTextMissing

    item = SafetyItem.objects.create(
        activity=activity,
        code=OWN_ITEM + new_code(SHORT_LENGTH).lower(),
        text=nfc(text)[:200],
        position=SafetyItem.objects.filter(activity=activity).count(),
    )
    save(activity)
    record(by=by, event=SafetyChecked(activity.pk, item.code, False), activity=activity, now=now)  # noqa: FBT003  a field of the event
    return item


def _editable(by: Actor, activity_id: int, verb: Verb = Verb.FOLLOW_UP) -> Activity:
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, verb)
    return activity


def _step(activity: Activity, code: str) -> StageStep:
    step = StageStep.objects.filter(activity=activity, code=code).order_by("pk").first()
    if step is None:
        raise StageUnknown
    return step
