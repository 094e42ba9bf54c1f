"""A visit concluded, what it found lacking, and how that was mended (INS-03)."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.inspections import rules
from aoxanh.inspections.errors import (
    AlreadyConcluded,
    DueTooEarly,
    ItemUnmarked,
    NotYetConcluded,
    ProofMissing,
    RemedyClosed,
    RemedyIncomplete,
    VisitIncomplete,
    VisitInFuture,
)
from aoxanh.inspections.models import Remedy, Visit
from aoxanh.inspections.types import (
    RemedyAsked,
    RemedyDone,
    VisitConcluded,
    VisitGiven,
    VisitState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines


@transaction.atomic(savepoint=False)
def conclude(*, by: Actor, visit_id: int, visit: VisitGiven, now: datetime) -> Visit:
    """Record what a visit found. From then on the unit counts as inspected on the day of the visit.

    Raises ``Missing``, ``AlreadyConcluded``, ``VisitInFuture``, ``ItemUnmarked``, ``VisitIncomplete``, ``NotAllowed``.
    """
    row = _locked(by, visit_id)
    if row.state == VisitState.CONCLUDED:
        raise AlreadyConcluded
    if visit.held_on > by.day:
        raise VisitInFuture
    left = rules.unmarked(row.items, visit.marks)
    if left:
        raise ItemUnmarked(item=left)
    if not nfc(visit.team) or not nfc_lines(visit.conclusion):
        raise VisitIncomplete

    row.held_on, row.team = visit.held_on, nfc(visit.team)[:500]
    row.marks = {code: str(mark) for code, mark in visit.marks.items()}
    row.conclusion, row.concluded_at = nfc_lines(visit.conclusion), now
    row.state = VisitState.CONCLUDED
    row.save(update_fields=["held_on", "team", "marks", "conclusion", "concluded_at", "state"])
    touches = ((row.plan.unit_id, visit.held_on), (row.unit_id, visit.held_on))
    _record(row, by=by, event=VisitConcluded(row.pk), touches=touches, now=now)
    return row


@transaction.atomic(savepoint=False)
def ask_remedy(
    *, by: Actor, visit_id: int, finding: str, remedy: str, due_on: date, now: datetime
) -> Remedy:
    """Say what is to be mended by when.

    Raises ``Missing``, ``NotYetConcluded``, ``RemedyIncomplete``, ``DueTooEarly``, ``NotAllowed``.
    """
    row = _locked(by, visit_id)
    if row.held_on is None:
        raise NotYetConcluded
    if not nfc(finding) or not nfc(remedy) or nfc(finding) == nfc(remedy):
        raise RemedyIncomplete
    if due_on <= row.held_on:
        raise DueTooEarly

    made = Remedy.objects.create(
        visit=row,
        finding=nfc(finding)[:500],
        remedy=nfc(remedy)[:500],
        due_on=due_on,
        asked_at=now,
    )
    _record(row, by=by, event=RemedyAsked(row.pk, due_on), now=now)
    return made


@transaction.atomic(savepoint=False)
def close_remedy(*, by: Actor, remedy_id: int, proof: str, now: datetime) -> Remedy:
    """Record what shows that it was mended. Raises ``Missing``, ``RemedyClosed``, ``ProofMissing``, ``NotAllowed``."""
    rows = Remedy.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=remedy_id).order_by("pk").first()
    if found is None:
        raise Missing
    visit = _locked(by, found.visit_id)
    if found.done_on is not None:
        raise RemedyClosed
    if not nfc(proof):
        raise ProofMissing

    found.proof, found.done_on = nfc(proof)[:500], by.day
    found.save(update_fields=["proof", "done_on"])
    _record(visit, by=by, event=RemedyDone(visit.pk), now=now)
    return found


def _locked(by: Actor, visit_id: int) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",), no_key=True).select_related("plan")
    found = rows.filter(pk=visit_id).order_by("pk").first()
    if found is None:
        raise Missing
    by.require(Permission.INSPECTION_RUN, at=found.plan.unit_id)
    return found


def _record(
    visit: Visit,
    *,
    by: Actor,
    event: Event,
    touches: tuple[tuple[int, date], ...] = (),
    now: datetime,
) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=visit.plan.unit_id,
        touches=touches,
        subject=("inspection_visit", visit.pk),
        now=now,
    )
