"""A youth work taken on, described, finished and handed over to those who keep it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from aoxanh.activities.errors import ChoiceUnknown, PlaceMissing
from aoxanh.activities.errors.works import (
    ReceiverMissing,
    WorkAmountInvalid,
    WorkDayInvalid,
    WorkMovedOn,
    WorkUnnamed,
)
from aoxanh.activities.models import Activity, Criterion, Work
from aoxanh.activities.types.works import (
    WorkEdited,
    WorkFinished,
    WorkGiven,
    WorkHandedOver,
    WorkStage,
    WorkTakenOn,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.numbers import parse_number
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.places import queries as places


@transaction.atomic(savepoint=False)
def take_on(*, by: Actor, unit_id: int, work: WorkGiven, now: datetime) -> Work:
    """Put a work that a unit takes on into its register.

    Raises ``WorkUnnamed``, ``WorkAmountInvalid``, ``WorkDayInvalid``, ``ChoiceUnknown``, ``PlaceMissing``,
    ``NotAllowed``.
    """
    by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    columns = _columns(by, unit_id, work)
    made = Work.objects.create(unit_id=unit_id, created_at=now, **columns)
    _record(made, by=by, event=WorkTakenOn(made.pk), now=now)
    return made


@transaction.atomic(savepoint=False)
def edit_work(*, by: Actor, work_id: int, work: WorkGiven, now: datetime) -> Work:
    """Describe a work anew that is not handed over. Raises ``Missing``, ``WorkMovedOn`` and what taking on refuses."""
    kept = _locked(by, work_id)
    if kept.stage == WorkStage.HANDED_OVER:
        raise WorkMovedOn(stage=kept.get_stage_display())
    columns = _columns(by, kept.unit_id, work)
    if kept.finished_on and work.started_on > kept.finished_on:
        raise WorkDayInvalid
    for column, value in columns.items():
        setattr(kept, column, value)
    kept.save(update_fields=list(columns))
    _record(kept, by=by, event=WorkEdited(kept.pk), now=now)
    return kept


@transaction.atomic(savepoint=False)
def finish_work(*, by: Actor, work_id: int, day: date, now: datetime) -> Work:
    """Say that it was finished on a day. Raises ``Missing``, ``WorkMovedOn``, ``WorkDayInvalid``, ``NotAllowed``."""
    kept = _locked(by, work_id)
    if kept.stage != WorkStage.RUNNING:
        raise WorkMovedOn(stage=kept.get_stage_display())
    if not kept.started_on <= day <= by.day:
        raise WorkDayInvalid
    kept.stage, kept.finished_on = WorkStage.FINISHED, day
    kept.save(update_fields=["stage", "finished_on"])
    _record(kept, by=by, event=WorkFinished(kept.pk), now=now)
    return kept


@transaction.atomic(savepoint=False)
def hand_over_work(
    *, by: Actor, work_id: int, day: date, receiver: str, paper: str, now: datetime
) -> Work:
    """Hand a finished work over, with the paper that shows it.

    Raises ``Missing``, ``WorkMovedOn``, ``WorkDayInvalid``, ``ReceiverMissing``, ``NotAllowed``.
    """
    kept = _locked(by, work_id)
    if kept.stage != WorkStage.FINISHED or kept.finished_on is None:
        raise WorkMovedOn(stage=kept.get_stage_display())
    if not kept.finished_on <= day <= by.day:
        raise WorkDayInvalid
    if not nfc(receiver) or not nfc(paper):
        raise ReceiverMissing
    kept.stage, kept.handed_over_on = WorkStage.HANDED_OVER, day
    kept.receiver, kept.paper = nfc(receiver)[:200], nfc(paper)[:200]
    kept.save(update_fields=["stage", "handed_over_on", "receiver", "paper"])
    _record(kept, by=by, event=WorkHandedOver(kept.pk), now=now)
    return kept


def _columns(by: Actor, unit_id: int, work: WorkGiven) -> dict[str, Any]:
    if not nfc(work.name):
        raise WorkUnnamed
    if work.started_on > by.day:
        raise WorkDayInvalid
    if work.criterion and not Criterion.objects.filter(pk=work.criterion).exists():
        raise ChoiceUnknown(code=work.criterion, list="tiêu chí")
    own = Activity.objects.filter(unit=unit_id)
    if work.activity_id and not own.filter(pk=work.activity_id).exists():
        raise ChoiceUnknown(code=work.activity_id, list="hoạt động của đơn vị")
    if work.place_id not in places.references(ids=[work.place_id], day=by.day):
        raise PlaceMissing
    return {
        "name": nfc(work.name)[:200],
        "kind": work.kind,
        "place_id": work.place_id,
        "activity_id": work.activity_id,
        "criterion_id": work.criterion or None,
        "amount": _amount(work.amount),
        "unit_name": nfc(work.unit_name)[:40],
        "value_vnd": work.value_vnd,
        "value_about": work.value_about,
        "sources": nfc(work.sources)[:300],
        "started_on": work.started_on,
    }


def _amount(typed: str) -> Decimal | None:
    if not nfc(typed):
        return None
    try:
        return parse_number(nfc(typed))
    except ValueError as fault:
        raise WorkAmountInvalid(typed=typed) from fault


def _locked(by: Actor, work_id: int) -> Work:
    rows = Work.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=work_id).order_by("pk").first()
    if found is None:
        raise Missing
    by.require(Permission.ACTIVITY_EDIT, at=found.unit_id)
    return found


def _record(work: Work, *, by: Actor, event: Event, now: datetime) -> None:
    days = (work.finished_on, work.handed_over_on)
    audit.record(
        by=by,
        event=event,
        unit_id=work.unit_id,
        touches=[(work.unit_id, day) for day in days if day is not None],
        subject=("work", work.pk),
        now=now,
    )
