"""Money of a programme by source and year: asked, approved, placed, spent; each đồng counted once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.errors import UnknownProgramme
from aoxanh.programmes.models import EstimateLine, MoneyEntry, Programme
from aoxanh.programmes.types.budget import (
    GIVEN_STATES,
    EstimateState,
    MoneyKind,
    ProgrammeMoney,
    Source,
    SourceKind,
    SourceYear,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.budget import EstimateLineQuerySet, MoneyEntryQuerySet


def money_of(code: str, *, actor: Actor, unit_id: int) -> ProgrammeMoney:
    """The money of a programme at a unit and those below it, by source and year.

    Estimates count once they were sent. Three statements whatever there is. Raises ``UnknownProgramme``.
    """
    programme = Programme.objects.filter(code=code).only("pk", "budget_sources").first()
    if programme is None:
        raise UnknownProgramme(code=code)
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    lines = EstimateLine.objects.filter(estimate__budget__programme=programme)
    entries = MoneyEntry.objects.filter(programme=programme)
    return money_in(
        lines.visible_to(actor, Permission.PLAN_VIEW).filter(estimate__unit_id__in=below),
        entries.visible_to(actor, Permission.PLAN_VIEW).filter(unit_id__in=below),
        named=rules.sources(programme.budget_sources),
    )


def money_in(
    lines: "EstimateLineQuerySet", entries: "MoneyEntryQuerySet", *, named: Sequence[Source]
) -> ProgrammeMoney:
    """What rows that the caller has scoped add up to: two statements."""
    told = money_by(lines, entries, line=("source", "kind"), entry=("source", "kind"))
    rows = [
        source_year(year, source, kind, amounts, named=named)
        for (year, source, kind), amounts in told.items()
    ]
    return rules.programme_money(in_order(rows, named))


def source_year(
    year: int, source: str, kind: str, amounts: Mapping[str, Any], *, named: Sequence[Source]
) -> SourceYear:
    """A row under the name its plan gives the source; one the plan no longer names bears that of its kind."""
    names = {each.code: each.name for each in named}
    name = names.get(source, str(SourceKind(kind).label))
    return SourceYear(year=year, source=source, name=name, kind=SourceKind(kind), **amounts)


def in_order(rows: Iterable[SourceYear], named: Sequence[Source]) -> list[SourceYear]:
    """By year, and within it as the plan names its sources."""
    order = {each.code: place for place, each in enumerate(named)}
    return sorted(rows, key=lambda row: (row.year, order.get(row.source, len(order)), row.source))


def money_by(
    lines: "EstimateLineQuerySet",
    entries: "MoneyEntryQuerySet",
    *,
    line: Sequence[str],
    entry: Sequence[str],
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """asked, approved, placed, spent and is_about by the year and the columns ``line`` and ``entry`` name.

    Drafts are nobody's figure yet; what was corrected counts no more.
    """
    decided = Q(estimate__state=EstimateState.APPROVED)
    given = lines.filter(estimate__state__in=GIVEN_STATES).order_by()
    asked = given.values_list("estimate__budget__year", *line).annotate(
        asked=Sum("amount"),
        approved=Sum("approved", filter=decided),
        about=Count("pk", filter=Q(is_about=True)),
    )
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for *key, amount, approved, about in asked:
        found[tuple(key)] = {"asked": amount, "approved": approved, "is_about": about > 0}
    standing = entries.filter(corrected_by=None).order_by()
    moved = standing.values_list("year", *entry).annotate(
        placed=Sum("amount", filter=Q(entry=MoneyKind.PLACED)),
        spent=Sum("amount", filter=Q(entry=MoneyKind.SPENT)),
        about=Count("pk", filter=Q(is_about=True)),
    )
    for *key, placed, spent, about in moved:
        row = found.setdefault(tuple(key), {})
        row.update(placed=placed or 0, spent=spent or 0)
        row["is_about"] = row.get("is_about", False) or about > 0
    return found
