"""Reading single figures: sums, stocks and distinct counts, on either map."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import Measure, measure
from aoxanh.kernel.periods import Period, month_of
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import Cell, DistinctTotal, Total
from aoxanh.programmes.queries.todays import carried, of_their_days
from aoxanh.programmes.types import TodaysMap


def flow_by_month(
    *,
    actor: Actor,
    codes: Collection[str],
    unit_id: int,
    period: Period,
    todays: TodaysMap | None = None,
) -> dict[str, dict[date, Decimal]]:
    """Sums per measure and month for a unit's subtree, in whole months of ``period``. One statement.

    Theo thời điểm đó, or on ``todays`` map. Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    months = {"month__gte": month_of(period.start), "month__lt": period.end}
    rows: QuerySet[Any, Any]
    if todays is None:
        totals = Total.objects.filter(measure__in=codes, unit=unit_id, **months)
        rows = totals.values_list("measure", "month", "value")
    else:
        cells = Cell.objects.filter(measure__in=codes, **months)
        facts = carried(cells, todays, unit="unit_id", place="place_id")
        summed = facts.order_by().values_list("measure", "month")
        rows = summed.annotate(total=Sum("value"))
    found: dict[str, dict[date, Decimal]] = {code: {} for code in codes}
    for code, month, value in rows:
        found[code][month] = value
    return found


def count_distinct(
    *,
    actor: Actor,
    code: str,
    unit_id: int,
    period: Period,
    todays: TodaysMap | None = None,
) -> int:
    """Distinct subjects over a month or a year, each counted once at this level; other periods are counted."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    kept_for = (
        Period.year(period.start.year),
        Period.month(period.start.year, period.start.month),
    )
    if todays is None and period in kept_for:
        kept = DistinctTotal.objects.filter(
            measure=code, unit=unit_id, starts=period.start, ends=period.end
        )
        return next(iter(kept.values_list("value", flat=True)), 0)
    facts = _facts_within(measure(code), unit_id=unit_id, period=period, todays=todays)
    return count_subjects(facts, measure(code))


def distinct_rows(
    *,
    actor: Actor,
    code: str,
    unit_id: int,
    period: Period,
    todays: TodaysMap | None = None,
) -> QuerySet[Any]:
    """The facts whose subjects a DISTINCT counts: “Xem danh sách”. Raises ``NotAllowed`` outside one's reach."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    return _facts_within(measure(code), unit_id=unit_id, period=period, todays=todays)


def count_subjects(rows: QuerySet[Any], each: Measure) -> int:
    """How many subjects the facts are about."""
    return int(rows.aggregate(subjects=Count(each.subject, distinct=True))["subjects"])


def _facts_within(
    each: Measure, *, unit_id: int, period: Period, todays: TodaysMap | None
) -> QuerySet[Any]:
    days = {f"{each.day}__gte": period.start, f"{each.day}__lt": period.end}
    rows = each.rows().filter(**days)
    if todays is None:
        return of_their_days(rows, unit_id=unit_id, unit=each.unit, day=each.day)
    return carried(rows, todays, unit=each.unit, place=each.place)


def stock_rows(
    *, actor: Actor, code: str, unit_id: int, day: date, todays: TodaysMap | None = None
) -> QuerySet[Any]:
    """The rows a STOCK counts for a unit's subtree on ``day``: “Xem danh sách”."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    each = measure(code)
    rows = each.rows().filter(**{f"{each.starts}__lte": day, f"{each.ends}__gt": day})
    if todays is not None:
        return carried(rows, todays, unit=each.unit, place=each.place)
    return rows.filter(
        **{
            f"{each.unit}__ancestry__ancestor": unit_id,
            f"{each.unit}__ancestry__valid_from__lte": day,
            f"{each.unit}__ancestry__valid_to__gt": day,
        }
    )


def stock_at(
    *, actor: Actor, code: str, unit_id: int, day: date, todays: TodaysMap | None = None
) -> int:
    """How many distinct subjects a STOCK holds for a unit's subtree on ``day``."""
    rows = stock_rows(actor=actor, code=code, unit_id=unit_id, day=day, todays=todays)
    return count_subjects(rows, measure(code))
