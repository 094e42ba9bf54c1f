"""Indicators of a programme: their value, their standing, the rows they were counted from."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import Cell
from aoxanh.programmes.queries.todays import carried, of_their_days
from aoxanh.programmes.types import (
    IndicatorShown,
    IndicatorValue,
    TargetShown,
    TodaysMap,
    UnitYear,
)
from aoxanh.units.queries import reporting
from aoxanh.units.types import Destination


def unit_years(
    each: IndicatorShown,
    *,
    actor: Actor,
    unit_id: int,
    period: Period,
    todays: TodaysMap | None = None,
) -> list[UnitYear]:
    """One row per unit of the subtree and year that has any figure: what “Xem danh sách” opens.

    A share is evaluated where its figures arose. Theo thời điểm đó cells are read under the tree of their own
    day. On ``todays`` map each evaluated row counts to the unit that carries it; a share has no place of its
    own, so that of a unit that was split stays with its heirs' nearest common ancestor, not allocated.
    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    definition = each.definition
    codes = (
        rules.measures_of(definition["numerator"])
        | rules.measures_of(definition["denominator"])
        | set(definition.get("requires", ()))
    )
    cells = Cell.objects.filter(measure__in=codes, day__gte=period.start, day__lt=period.end)
    facts = (
        of_their_days(cells, unit_id=unit_id, unit="unit", day="day")
        if todays is None
        else carried(cells, todays, unit="unit_id", place=None)
    )
    rows = (
        facts.annotate(year=ExtractYear("day"))
        .values_list("unit_id", "year", "measure")
        .annotate(total=Sum("value"))
        .order_by("unit_id", "year", "measure")
    )
    figures: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for unit, year, code, total in rows:
        figures[unit, year][code] = total
    evaluated = [
        rules.unit_year(definition, unit_id=unit, year=year, values=values)
        for (unit, year), values in sorted(figures.items())
    ]
    if todays is None:
        return evaluated
    return rules.summed_years(
        (row, todays.targets.get(row.unit_id, Destination(row.unit_id))) for row in evaluated
    )


def _needed(target: TargetShown, before: TargetShown | None, day: date) -> Decimal:
    return rules.needed_now(
        before=before.value if before else rules.ZERO,
        target=target.value,
        phase=target.period,
        day=day,
    )


def indicator_value(
    each: IndicatorShown,
    *,
    actor: Actor,
    unit_id: int,
    period: Period,
    rows: list[UnitYear] | None = None,
    todays: TodaysMap | None = None,
) -> IndicatorValue:
    """An indicator for a unit's subtree over ``period``, rolled up from its unit-years.

    ``units_with_data`` of ``units_expected`` stand beside the percentage: units alive in the period (on
    ``todays`` map: alive today) that may declare, so that nobody looks better by declaring nothing.
    """
    if rows is None:
        rows = unit_years(each, actor=actor, unit_id=unit_id, period=period, todays=todays)
    numerator, denominator = rules.rolled_up(rows)
    value = rules.percent(numerator, denominator)
    target, before = each.target_on(actor.day)
    needed = _needed(target, before, actor.day) if target else None
    known = {row.unit_id for row in rows if row.denominator is not None}
    expected = expected_units(unit_id=unit_id, period=period, todays=todays)
    return IndicatorValue(
        code=each.code,
        numerator=numerator,
        denominator=denominator,
        percent=value,
        target=target.value if target else None,
        needed_now=needed,
        status=rules.status(value=value, target=target.value if target else None, needed=needed),
        units_with_data=len(known),
        units_expected=len(expected | known),
        period=period,
    )


def expected_units(
    *, unit_id: int, period: Period, todays: TodaysMap | None = None
) -> frozenset[int]:
    """Units that are expected to declare: those of ``period``, or those that are there today."""
    days = period if todays is None else Period(todays.day, todays.day + timedelta(days=1))
    return reporting.reporting_ids(unit_id=unit_id, period=days)


def missing_units(
    rows: list[UnitYear], *, unit_id: int, period: Period, todays: TodaysMap | None = None
) -> frozenset[int]:
    """Units expected to declare in ``period`` of which no year has a declaration."""
    known = {row.unit_id for row in rows if row.denominator is not None}
    return expected_units(unit_id=unit_id, period=period, todays=todays) - known
