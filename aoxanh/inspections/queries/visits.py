"""A year's visits, those that came to a unit, draws, and what is still to be mended."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from aoxanh.inspections.models import Checklist, Draw, Remedy, Visit
from aoxanh.inspections.models.plan import DrawQuerySet
from aoxanh.inspections.models.visit import RemedyQuerySet, VisitQuerySet
from aoxanh.inspections.types import Progress, VisitState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def checklists() -> QuerySet[Checklist]:
    return Checklist.objects.order_by("position", "pk")


def visits(*, actor: Actor, unit_id: int, year: int) -> VisitQuerySet:
    """What a unit inspects in a year: what is still to come first, then the latest; with ``open_remedies``."""
    rows = Visit.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(plan__unit=unit_id, plan__year=year).annotate(
        open_remedies=Count("remedies", filter=Q(remedies__done_on__isnull=True))
    )
    ordered = rows.select_related("checklist", "plan", "kind")
    return ordered.order_by(F("held_on").desc(nulls_first=True), "kind__position", "pk")


def visits_to(*, actor: Actor, unit_id: int) -> VisitQuerySet:
    """Visits that came to a unit and were concluded, latest first; the unit reads its own."""
    actor.require(Permission.ACTIVITY_VIEW, at=unit_id)
    rows = Visit.objects.concluded().filter(unit=unit_id).select_related("plan", "checklist")
    return rows.order_by("-held_on", "pk")


def visit(pk: int, *, actor: Actor, unit_id: int) -> Visit:
    """One visit that ``unit_id`` makes, or that came to it and was concluded. Raises ``Missing``."""
    actor.require(Permission.ACTIVITY_VIEW, at=unit_id)
    mine = Q(plan__unit=unit_id) | Q(unit=unit_id, state=VisitState.CONCLUDED)
    rows = Visit.objects.filter(mine, pk=pk).select_related("plan", "checklist", "draw")
    remedies = Prefetch("remedies", Remedy.objects.order_by("due_on", "pk"))
    found = rows.prefetch_related(remedies).order_by("pk").first()
    if found is None:
        raise Missing
    return found


def visited(*, actor: Actor, unit_id: int, year: int) -> dict[int, int]:
    """How often the unit concluded a visit to each unit in a year (INS-05): one statement."""
    rows = Visit.objects.visible_to(actor, Permission.ACTIVITY_VIEW).concluded()
    rows = rows.filter(plan__unit=unit_id, plan__year=year)
    return dict(rows.order_by().values_list("unit_id").annotate(often=Count("pk")))


def progress(*, actor: Actor, unit_id: int, year: int) -> Progress:
    """How many distinct units of the plan were inspected, beside visits that only guided: one statement."""
    found = (
        visits(actor=actor, unit_id=unit_id, year=year)
        .filter(checklist__inspects=True)
        .order_by()
        .aggregate(
            planned=Count("unit", distinct=True),
            inspected=Count("unit", distinct=True, filter=Q(state=VisitState.CONCLUDED)),
        )
    )
    return Progress(inspected=found["inspected"], planned=found["planned"])


def open_remedies(*, actor: Actor, unit_id: int) -> RemedyQuerySet:
    """What is still to be mended after visits that a unit made or received, the nearest deadline first."""
    actor.require(Permission.ACTIVITY_VIEW, at=unit_id)
    rows = Remedy.objects.open().filter(Q(visit__plan__unit=unit_id) | Q(visit__unit=unit_id))
    return rows.select_related("visit__plan").order_by("due_on", "pk")


def to_choose(*, actor: Actor, unit_id: int, kind: str = "") -> QuerySet[Any]:
    """Units below that can be inspected, by kind and name; of one kind when it is named."""
    rows = units.units(actor=actor, day=actor.day, within=unit_id).exclude(unit=unit_id)
    return rows.filter(kind=kind) if kind else rows


def draws_of(*, actor: Actor, unit_id: int, year: int) -> DrawQuerySet:
    """The draws of a year, latest first."""
    rows = Draw.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.filter(plan__unit=unit_id, plan__year=year).order_by("-drawn_at", "pk")


def draw(pk: int, *, actor: Actor, unit_id: int) -> Draw:
    """One draw of the unit. Raises ``Missing``."""
    rows = Draw.objects.visible_to(actor, Permission.ACTIVITY_VIEW).select_related("plan")
    found = rows.filter(pk=pk, plan__unit=unit_id).order_by("pk").first()
    if found is None:
        raise Missing
    return found


def is_repeated(of: Draw) -> bool:
    """Whether seed and pool, as they are kept, give the same draw once more."""
    again = drawn(of.pool, seed=of.seed, size=len(of.drawn))
    return again == of.drawn and pool_digest(of.pool) == of.pool_digest
