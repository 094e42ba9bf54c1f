"""A year's plan of a unit: units chosen, and units drawn by lot in the sight of everybody."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.inspections.errors import (
    AlreadyConcluded,
    ChecklistUnknown,
    DrawTooLarge,
    NobodyToVisit,
    NotBelow,
    SeedMissing,
)
from aoxanh.inspections.models import Checklist, Draw, InspectionPlan, Visit
from aoxanh.inspections.types import UnitsDrawn, VisitDropped, VisitsPlanned, VisitState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.units.models import UnitVersion


@transaction.atomic(savepoint=False)
def plan_visits(
    *,
    by: Actor,
    unit_id: int,
    year: int,
    unit_ids: Collection[int],
    checklist: str,
    now: datetime,
) -> list[Visit]:
    """Put units below into the unit's plan of a year; those that wait in it already stay as they are (INS-01).

    Raises ``NobodyToVisit``, ``NotBelow``, ``ChecklistUnknown``, ``NotAllowed``.
    """
    by.require(Permission.INSPECTION_RUN, at=unit_id)
    looked_at = _checklist(checklist)
    rows = _below(by, unit_id, unit_ids)

    plan = _plan(unit_id, year, now)
    made = _visits(plan, looked_at, rows, None, now)
    audit.record(
        by=by,
        event=VisitsPlanned(plan.pk, len(made)),
        unit_id=unit_id,
        subject=("inspection_plan", plan.pk),
        now=now,
    )
    return made


@transaction.atomic(savepoint=False)
def draw_visits(
    *,
    by: Actor,
    unit_id: int,
    year: int,
    pool_ids: Collection[int],
    seed: str,
    count: int,
    checklist: str,
    now: datetime,
) -> Draw:
    """Draw units below by lot and put them into the plan; seed and pool are kept for whoever repeats it (INS-02).

    Raises ``NobodyToVisit``, ``NotBelow``, ``SeedMissing``, ``DrawTooLarge``, ``ChecklistUnknown``, ``NotAllowed``.
    """
    by.require(Permission.INSPECTION_RUN, at=unit_id)
    looked_at = _checklist(checklist)
    rows = {row.unit.code: row for row in _below(by, unit_id, pool_ids)}
    if not nfc(seed):
        raise SeedMissing
    if not 1 <= count <= len(rows):
        raise DrawTooLarge(pool=len(rows))

    codes = drawn(rows, seed=nfc(seed)[:100], size=count)
    plan = _plan(unit_id, year, now)
    draw = Draw.objects.create(
        plan=plan,
        seed=nfc(seed)[:100],
        pool=sorted(rows),
        pool_digest=pool_digest(rows),
        drawn=codes,
        names={code: row.name for code, row in rows.items()},
        account_id=by.account_id,
        drawn_at=now,
    )
    _visits(plan, looked_at, [rows[code] for code in codes], draw, now)
    audit.record(
        by=by,
        event=UnitsDrawn(draw.pk, len(rows), count),
        unit_id=unit_id,
        subject=("inspection_draw", draw.pk),
        now=now,
    )
    return draw


@transaction.atomic(savepoint=False)
def drop_visit(*, by: Actor, visit_id: int, now: datetime) -> None:
    """Take a unit off the plan again. What was drawn or concluded stays.

    Raises ``Missing``, ``AlreadyConcluded``, ``NotAllowed``.
    """
    rows = Visit.objects.select_for_update(of=("self",), no_key=True).select_related("plan")
    visit = rows.filter(pk=visit_id, draw__isnull=True).order_by("pk").first()
    if visit is None:
        raise Missing
    by.require(Permission.INSPECTION_RUN, at=visit.plan.unit_id)
    if visit.state == VisitState.CONCLUDED:
        raise AlreadyConcluded

    audit.record(
        by=by,
        event=VisitDropped(visit.plan_id),
        unit_id=visit.plan.unit_id,
        subject=("inspection_plan", visit.plan_id),
        now=now,
    )
    visit.delete()


def _checklist(code: str) -> Checklist:
    found = Checklist.objects.filter(pk=code).first()
    if found is None:
        raise ChecklistUnknown
    return found


def _below(by: Actor, unit_id: int, unit_ids: Collection[int]) -> "list[UnitVersion]":
    """The units as they are today. Raises ``NobodyToVisit``, ``NotBelow``."""
    if not unit_ids:
        raise NobodyToVisit
    inside = units.subtree_ids(unit_id=unit_id, day=by.day) - {unit_id}
    if not set(unit_ids) <= inside:
        raise NotBelow
    found = units.versions_at(unit_ids, by.day)
    return [found[pk] for pk in sorted(found)]


def _plan(unit_id: int, year: int, now: datetime) -> InspectionPlan:
    plan, _is_new = InspectionPlan.objects.get_or_create(
        unit_id=unit_id, year=year, defaults={"created_at": now}
    )
    return plan


def _visits(
    plan: InspectionPlan,
    checklist: Checklist,
    rows: "Iterable[UnitVersion]",
    draw: Draw | None,
    now: datetime,
) -> list[Visit]:
    """Write the visits that do not wait in the plan yet."""
    known = set(
        Visit.objects.filter(plan=plan, checklist=checklist, state=VisitState.PLANNED)
        .order_by()
        .values_list("unit_id", flat=True)
    )
    return Visit.objects.bulk_create(
        Visit(
            plan=plan,
            unit_id=row.unit_id,
            kind_id=row.kind_id,
            checklist=checklist,
            items=checklist.items,
            draw=draw,
            planned_at=now,
        )
        for row in rows
        if row.unit_id not in known
    )
