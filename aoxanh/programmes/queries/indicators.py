"""Indicators of a programme: their value, their standing, the rows they were counted from."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import measures
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import Cell
from aoxanh.programmes.queries.promised import indicators
from aoxanh.programmes.queries.todays import carried, of_their_days
from aoxanh.programmes.types import (
    IndicatorShown,
    IndicatorValue,
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
    figures = _unit_figures(_codes(each), unit_id=unit_id, period=period, todays=todays)
    return _evaluated(each, figures, period, todays)


_Figures = dict[tuple[int, int], dict[str, Decimal]]


def _codes(each: IndicatorShown) -> set[str]:
    return {term.measure for term in rules.indicator_terms(each)}


def _unit_figures(
    codes: Collection[str], *, unit_id: int, period: Period, todays: TodaysMap | None
) -> _Figures:
    """Sums by (unit, year) and measure: one statement."""
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
    figures: _Figures = defaultdict(dict)
    for unit, year, code, total in rows:
        figures[unit, year][code] = total
    return figures


def _evaluated(
    each: IndicatorShown, figures: _Figures, period: Period, todays: TodaysMap | None
) -> list[UnitYear]:
    codes = _codes(each)
    years = range(period.start.year, period.last_day.year + 1)
    evaluated = [
        rules.unit_year(each.definition, unit_id=unit, year=year, values=named)
        for (unit, year), values in sorted(figures.items())
        if year in years and (named := {code: values[code] for code in values if code in codes})
    ]
    if todays is None:
        return evaluated
    return rules.summed_years(
        (row, todays.targets.get(row.unit_id, Destination(row.unit_id))) for row in evaluated
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
    expected = expected_units(unit_id=unit_id, period=period, todays=todays)
    return _value(each, rows, expected, period, actor.day)


def _value(
    each: IndicatorShown,
    rows: list[UnitYear],
    expected: frozenset[int],
    period: Period,
    day: date,
) -> IndicatorValue:
    numerator, denominator = rules.rolled_up(rows)
    value = rules.percent(numerator, denominator)
    due = rules.due_on(each, day)
    target = due.target if due else None
    needed = None
    if due is not None and target is not None:
        needed = rules.needed_now(before=due.before, target=target, phase=due.period, day=day)
    known = {row.unit_id for row in rows if row.denominator is not None}
    return IndicatorValue(
        code=each.code,
        numerator=numerator,
        denominator=denominator,
        percent=value,
        target=target,
        needed_now=needed,
        status=rules.status(value=value, target=target, needed=needed),
        units_with_data=len(known),
        units_expected=len(expected | known),
        period=period,
    )


def share_values(
    *, actor: Actor, unit_id: int, todays: TodaysMap | None = None
) -> list[tuple[IndicatorShown, IndicatorValue]]:
    """The shares of what was declared that run today and can be recorded, with their values.

    Three statements, however many there are, while their programmes have the same years. Raises ``NotAllowed``
    outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    recordable = {each.code for each in measures()}
    found = [
        each
        for each in indicators(actor=actor)
        if each.is_share_of_declared and actor.day in each.period and _codes(each) <= recordable
    ]
    if not found:
        return []
    whole = Period(min(each.period.start for each in found), max(each.period.end for each in found))
    codes = {code for each in found for code in _codes(each)}
    figures = _unit_figures(codes, unit_id=unit_id, period=whole, todays=todays)
    expected = {
        period: expected_units(unit_id=unit_id, period=period, todays=todays)
        for period in {each.period for each in found}
    }
    return [
        (
            each,
            _value(
                each,
                _evaluated(each, figures, each.period, todays),
                expected[each.period],
                each.period,
                actor.day,
            ),
        )
        for each in found
    ]


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
