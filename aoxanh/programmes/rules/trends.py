"""How an indicator moved, and the path its targets ask: values in, values out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from aoxanh.programmes.rules.dues import dues
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.rules.standing import standing
from aoxanh.programmes.types import Basis, Facts, IndicatorShown, Trend, TrendPoint


MOST_POINTS: Final = 16
_QUARTER = 3
_ONE_DAY = timedelta(days=1)


def trend_days(each: IndicatorShown, day: date) -> tuple[date, ...]:
    """The days at which a line is drawn: ends of quarters, of half-years when those are many, and ``day``.

    What units declare they declare for half a year or more: shares of it are drawn at the ends of half-years.
    """
    last = min(day, each.period.last_day)
    ends = [last]
    year, month = each.period.start.year, (each.period.start.month - 1) // _QUARTER * _QUARTER
    while True:
        month += _QUARTER
        year, month = year + month // 12, month % 12
        end = date(year, month + 1, 1) - _ONE_DAY
        if end >= last:
            break
        ends.insert(-1, end)
    if len(ends) > MOST_POINTS or each.is_share_of_declared:
        ends = [end for end in ends if end.month in {6, 12} or end == last]
    return tuple(ends[-MOST_POINTS:])


def trend(
    each: IndicatorShown, facts: Facts, of: IndicatorShown | None = None, *, days: Sequence[date]
) -> Trend:
    """A point for each year or cycle of what is asked yearly, else one for each of ``days``; none without days.

    ``facts`` must have been read for those days.
    """
    points: tuple[TrendPoint, ...] = ()
    if days and each.basis == Basis.PER_YEAR:
        known = replace(facts, day=days[-1])
        points = tuple(
            TrendPoint(min(due.due.period.last_day, known.day), due.value)
            for due in standing(each, known, of).dues
        )
    else:
        points = tuple(
            TrendPoint(day, _value_on(each, replace(facts, day=day), of)) for day in days
        )
    return Trend(
        period=each.period,
        is_percent=is_percent(each.type, each.definition),
        points=points,
        path=_path(each),
    )


def _value_on(each: IndicatorShown, facts: Facts, of: IndicatorShown | None) -> Decimal | None:
    current = standing(each, facts, of).current
    return current.value if current else None


def _path(each: IndicatorShown) -> tuple[tuple[date, Decimal], ...]:
    """What is asked by the end of each stretch; of what is asked yearly the level of each year."""
    corners: list[tuple[date, Decimal]] = []
    for due in dues(each, each.period.last_day):
        if due.target is None:
            continue
        before = due.target if each.basis == Basis.PER_YEAR else due.before
        corners += [(due.period.start, before), (due.period.last_day, due.target)]
    return tuple(corners)
