"""Units side by side: a dozen figures of a year by month, read from the roll-ups alone."""

import csv
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import DecimalField, F, QuerySet
from django.db.models.functions import Cast

from aoxanh.audit import queries as trail
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import DistinctTotal, Total
from aoxanh.programmes.types import FOLLOWER, REFERENCE, Compared, Quality, UnitFigures


_MONTHS = 12


@lru_cache(maxsize=1)
def compared_measures() -> tuple[str, ...]:
    """The figures that stand side by side, as shipped in ``reference/comparison.csv``: that can be recorded and told.

    Persons in need are told by indicators alone, which weigh who may be told what.
    """
    known = {each.code for each in measures() if not each.fewest}
    with (REFERENCE / "comparison.csv").open(encoding="utf-8") as rows:
        return tuple(row["measure"] for row in csv.DictReader(rows) if row["measure"] in known)


def compared(*, actor: Actor, unit_id: int, below: Collection[int], year: int) -> Compared:
    """The figures of a unit and of each unit ``below`` in a year, as the tree was on each fact's day: two statements.

    Persons are counted once at each level: those of months never add up to the year. Raises ``NotAllowed`` outside
    the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    found = _told({unit_id, *below}, actor=actor, year=year)
    return Compared(
        measures=compared_measures(),
        whole=found[unit_id],
        below={unit: found[unit] for unit in below},
        as_of=trail.moved_at(FOLLOWER),
    )


def qualities(
    *, actor: Actor, unit_id: int, below: Collection[int], year: int
) -> dict[int, Quality]:
    """How far the figures of units ``below`` can be trusted in a year: one statement. Raises ``NotAllowed``."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    return {unit: told.quality for unit, told in _told(below, actor=actor, year=year).items()}


def _told(unit_ids: Collection[int], *, actor: Actor, year: int) -> dict[int, UnitFigures]:
    """The figures of units in a year: one statement."""
    period = Period.year(year)
    sums: dict[int, dict[str, list[Decimal | None]]] = defaultdict(dict)
    distinct: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for unit, code, starts, ends, value in _rows(unit_ids, period):
        if starts == period.start and ends == period.end:
            distinct[unit][code] = value
        else:
            sums[unit].setdefault(code, [None] * _MONTHS)[starts.month - 1] = value
    begun = _MONTHS if year < actor.day.year else actor.day.month
    return {unit: _figures(unit, sums[unit], distinct[unit], begun) for unit in unit_ids}


def _rows(units: Collection[int], period: Period) -> QuerySet[Any, Any]:
    """(unit, measure, first day, day after, figure): months of sums, months and the year of distinct subjects."""
    kinds = {each.code: each.kind for each in measures()}
    codes = compared_measures()
    flows = [code for code in codes if kinds[code] == MeasureKind.FLOW]
    sums = Total.objects.filter(
        measure__in=flows, unit__in=units, month__gte=period.start, month__lt=period.end
    )
    counted = DistinctTotal.objects.filter(
        measure__in=set(codes) - set(flows),
        unit__in=units,
        starts__gte=period.start,
        ends__lte=period.end,
    )
    figure: DecimalField[Decimal, Decimal] = DecimalField(max_digits=18, decimal_places=2)
    return (
        sums.order_by()
        .annotate(until=F("month"))
        .values_list("unit_id", "measure", "month", "until", "value")
        .union(
            counted.order_by()
            .annotate(figure=Cast("value", figure))
            .values_list("unit_id", "measure", "starts", "ends", "figure"),
            all=True,
        )
    )


def _figures(
    unit_id: int, sums: dict[str, list[Decimal | None]], distinct: dict[str, Decimal], begun: int
) -> UnitFigures:
    year = {
        code: sum((value for value in months if value is not None), Decimal(0))
        for code, months in sums.items()
        if code not in distinct
    } | distinct
    months = {code: tuple(values) for code, values in sums.items()}
    return UnitFigures(
        unit_id=unit_id,
        year=year,
        months=months,
        quality=rules.quality(year, months, begun=begun),
    )
