"""Beside a programme: units late or silent, who does its tasks with what money, families of indicators."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.types import Quality
from aoxanh.programmes.types.duties import UnitDuties
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.programmes.plans import Row, row_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Follows:
    """One unit right below: its own plan, what it owes, and how far its figures can be trusted."""

    name: str
    href: str
    plan: str
    asked_for_plan: bool
    """Whether a plan of its own is expected of it."""

    duties: UnitDuties | None
    quality: Quality

    @property
    def overdue(self) -> int:
        return self.duties.overdue if self.duties else 0

    @property
    def is_without(self) -> bool:
        return self.asked_for_plan and not self.plan


def _followed(request: Request, unit_id: int, code: str) -> "Programme":
    """The programme that holds for the unit. Raises ``Http404``."""
    try:
        return queries.programme_followed(unit_id, code=code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def programme_units(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The units right below: overdue tasks, own plans, and data quality, the most pressing first."""
    actor = request.actor
    programme, year = _followed(request, unit_id, code), request.actor.day.year
    children = list(units.children_of(unit_id=unit_id, actor=actor, day=actor.day))
    ids = [each.unit_id for each in children]
    plans = queries.own_plans(ids, programme_id=programme.pk, year=year, actor=actor)
    owed = queries.duties_right_below(unit_id, among=children, actor=actor, year=year)
    trust = queries.qualities(actor=actor, unit_id=unit_id, below=ids, year=year)
    rows = [
        Follows(
            name=each.name,
            href=reverse("manage:programme", args=[each.unit_id, code]),
            plan=plans.get(each.unit_id, ""),
            asked_for_plan=each.kind.family in queries.FOLLOWING,
            duties=owed.get(each.unit_id),
            quality=trust[each.unit_id],
        )
        for each in children
    ]
    context = {
        "programme": programme,
        "tab": "units",
        "year": year,
        "rows": sorted(rows, key=lambda row: (-row.overdue, bool(row.plan), row.name)),
        "late": sum(bool(row.overdue) for row in rows),
        "without": sum(row.is_without for row in rows),
    }
    return render(request, "programmes/units.html", context)


@require_GET
@needs(Permission.PLAN_VIEW)
def programme_work(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Who does the tasks of a programme, and the money of the year by source."""
    actor, year = request.actor, request.actor.day.year
    programme = _followed(request, unit_id, code)
    is_whole = queries.weighs(unit_id, programme=programme, actor=actor)
    money, _bodies = queries.year_overview(
        unit_id, programme=programme, year=year, actor=actor, is_whole=is_whole
    )
    context = {
        "programme": programme,
        "tab": "work",
        "year": year,
        "bodies": queries.body_work(programme, year=year, actor=actor),
        "money": money,
        "boards": queries.boards_of(code, actor=actor),
    }
    return render(request, "programmes/work.html", context)


@require_GET
@needs(Permission.INDICATOR_VIEW)
def families(request: Request, unit_id: int) -> HttpResponse:
    """Indicators of one family in several programmes, side by side, those of most programmes first."""
    actor = request.actor
    told = queries.families(actor=actor, unit_id=unit_id)
    names = units.names_at({at for rows in told.values() for at, _standing in rows}, actor.day)
    groups: list[tuple[str, list[tuple[str, str, Row]]]] = [
        (
            rows[0][1].each.name,
            [
                (
                    names.get(at, ""),
                    reverse("manage:indicator", args=[at, standing.each.code]),
                    row_of(standing),
                )
                for at, standing in rows
            ],
        )
        for rows in sorted(told.values(), key=len, reverse=True)
    ]
    return render(request, "programmes/families.html", {"groups": groups})
