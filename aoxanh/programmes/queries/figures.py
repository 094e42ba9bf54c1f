"""Reading single figures: sums, stocks and distinct counts, on either map."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import Measure, measure
from aoxanh.kernel.periods import Period, month_of
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import Cell, DistinctTotal, Total
from aoxanh.programmes.types import Reading
from aoxanh.units import queries as units


def flow_by_month(
    *, actor: Actor, codes: Collection[str], unit_id: int, period: Period
) -> dict[str, dict[date, Decimal]]:
    """Sums per measure and month for a unit's subtree, theo thời điểm đó. One statement.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    rows = Total.objects.filter(
        measure__in=codes, unit=unit_id, month__gte=month_of(period.start), month__lt=period.end
    ).values_list("measure", "month", "value")
    found: dict[str, dict[date, Decimal]] = {code: {} for code in codes}
    for code, month, value in rows:
        found[code][month] = value
    return found


def flow_total(
    *, actor: Actor, code: str, unit_id: int, period: Period, reading: Reading = Reading.AS_AT
) -> Decimal:
    """Sum of a FLOW measure for a unit's subtree over whole months of ``period``."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    if reading == Reading.RESTATED:
        return _restated_total(code, unit_id=unit_id, period=period, day=actor.day)
    total = Total.objects.filter(
        measure=code, unit=unit_id, month__gte=period.start, month__lt=period.end
    ).aggregate(total=Sum("value"))["total"]
    return total or Decimal(0)


def _restated_distinct(each: Measure, *, unit_id: int, period: Period, day: date) -> int:
    facts = each.rows().filter(**{f"{each.day}__gte": period.start, f"{each.day}__lt": period.end})
    rows = set(facts.values_list(each.unit, str(each.place), each.subject).order_by())
    holders = units.destinations({(unit, place) for unit, place, _ in rows}, day=day)
    within = units.subtree_ids(unit_id=unit_id, day=day)
    return len({subject for unit, place, subject in rows if holders[unit, place].unit_id in within})


def _restated_total(code: str, *, unit_id: int, period: Period, day: date) -> Decimal:
    cells = Cell.objects.filter(measure=code, day__gte=period.start, day__lt=period.end)
    restated = units.restate(cells.values_list("unit_id", "place_id", "day", "value"), day=day)
    within = units.subtree_ids(unit_id=unit_id, day=day)
    return sum((value for unit, value in restated.values.items() if unit in within), Decimal(0))


def count_distinct(
    *, actor: Actor, code: str, unit_id: int, period: Period, reading: Reading = Reading.AS_AT
) -> int:
    """Distinct subjects over a month or a year, each counted once at this level; other periods are counted."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    if reading == Reading.RESTATED:
        return _restated_distinct(measure(code), unit_id=unit_id, period=period, day=actor.day)
    if period in (
        Period.year(period.start.year),
        Period.month(period.start.year, period.start.month),
    ):
        kept = DistinctTotal.objects.filter(
            measure=code, unit=unit_id, starts=period.start, ends=period.end
        )
        return next(iter(kept.values_list("value", flat=True)), 0)
    facts = _facts_within(measure(code), unit_id=unit_id, period=period)
    return _subjects(facts, measure(code))


def distinct_rows(*, actor: Actor, code: str, unit_id: int, period: Period) -> QuerySet[Any]:
    """The facts whose subjects a DISTINCT counts: “Xem danh sách”. Raises ``NotAllowed`` outside one's reach."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    return _facts_within(measure(code), unit_id=unit_id, period=period)


def _subjects(rows: QuerySet[Any], each: Measure) -> int:
    return int(rows.aggregate(subjects=Count(each.subject, distinct=True))["subjects"])


def _facts_within(each: Measure, *, unit_id: int, period: Period) -> QuerySet[Any]:
    return each.rows().filter(
        **{
            f"{each.day}__gte": period.start,
            f"{each.day}__lt": period.end,
            f"{each.unit}__ancestry__ancestor": unit_id,
            f"{each.unit}__ancestry__valid_from__lte": F(each.day),
            f"{each.unit}__ancestry__valid_to__gt": F(each.day),
        }
    )


def stock_rows(*, actor: Actor, code: str, unit_id: int, day: date) -> QuerySet[Any]:
    """The rows a STOCK counts for a unit's subtree on ``day``: “Xem danh sách”."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    each = measure(code)
    return each.rows().filter(
        **{
            f"{each.starts}__lte": day,
            f"{each.ends}__gt": day,
            f"{each.unit}__ancestry__ancestor": unit_id,
            f"{each.unit}__ancestry__valid_from__lte": day,
            f"{each.unit}__ancestry__valid_to__gt": day,
        }
    )


def stock_at(*, actor: Actor, code: str, unit_id: int, day: date) -> int:
    """How many distinct subjects a STOCK holds for a unit's subtree on ``day``."""
    rows = stock_rows(actor=actor, code=code, unit_id=unit_id, day=day)
    return _subjects(rows, measure(code))
