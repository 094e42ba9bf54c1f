"""For which years, cycles and phases an indicator is asked, and what it must reach in each."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.expressions import ZERO
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.types import Basis, Due, IndicatorShown, TargetShown


_ONE_DAY = timedelta(days=1)


def dues(each: IndicatorShown, day: date) -> tuple[Due, ...]:
    """The stretches begun by ``day``, in order. A stretch that runs ends with its own last day, not today."""
    percent = is_percent(each.type, each.definition)
    yearly = each.basis == Basis.PER_YEAR
    found = _years(each, percent=percent) if yearly else _phases(each, percent=percent)
    return tuple(due for due in found if due.period.start <= day)


def _years(each: IndicatorShown, *, percent: bool) -> list[Due]:
    first, last = each.period.start.year, each.period.last_day.year
    cycle = each.definition.get("cycle", 1)
    found = []
    for year in range(first, last + 1, cycle):
        until = min(year + cycle - 1, last)
        period = Period(date(year, 1, 1), date(until + 1, 1, 1))
        target = _target_of(each.targets, period)
        label = str(year) if year == until else f"{year}–{until}"
        if target is not None or percent or not each.targets:
            found.append(Due(label, period, target))
    return found


def _target_of(targets: tuple[TargetShown, ...], period: Period) -> Decimal | None:
    """The target of a year itself, else the one of every year, else that of its phase."""
    by_rank: dict[int, Decimal] = {}
    for target in targets:
        if target.year is not None and date(target.year, 1, 1) in period:
            by_rank[0] = target.value
        elif target.is_yearly:
            by_rank[1] = target.value
        elif target.year is None and period.last_day in target.period:
            by_rank[2] = target.value
    return by_rank[min(by_rank)] if by_rank else None


def _phases(each: IndicatorShown, *, percent: bool) -> list[Due]:
    found, before = [], ZERO
    for name, phase in each.phases:
        for label, period, target in _stretches(each.targets, name, phase):
            if target is not None or percent or not each.targets:
                found.append(Due(label, period, target, before))
            before = target if target is not None else before
    return found


def _stretches(
    targets: tuple[TargetShown, ...], name: str, phase: Period
) -> Iterator[tuple[str, Period, Decimal | None]]:
    """(label, days, what must be reached by their end) of a phase: whole, unless several of its years have targets.

    The last of those years is held against to the end of the phase.
    """
    own = [target.value for target in targets if target.year is None and target.period == phase]
    years = sorted(
        (target for target in targets if target.year is not None and target.period.start in phase),
        key=lambda target: target.period.start,
    )
    if own or len(years) < 2:
        yield name, phase, next(iter([*own, *(target.value for target in years)]), None)
        return
    start = phase.start
    for target in years:
        end = phase.end if target is years[-1] else target.period.end
        yield target.phase, Period(start, end), target.value
        start = end


def due_on(each: IndicatorShown, day: date) -> Due | None:
    """The stretch that holds ``day``, with its target and where the path to it begins; None outside all of them."""
    return next((due for due in dues(each, day) if day in due.period), None)


def edges(each: IndicatorShown) -> set[date]:
    """The days on which a year or a phase of an indicator begins: sums are kept between them."""
    years = range(each.period.start.year, each.period.last_day.year + 2)
    return (
        {date(year, 1, 1) for year in years}
        | {each.period.start, each.period.end}
        | {edge for _name, period in each.phases for edge in (period.start, period.end)}
    )


def counted_over(each: IndicatorShown, due: Due, day: date) -> Period:
    """The days whose facts answer a stretch: from the programme's start where it is cumulative, up to ``day``."""
    start = each.period.start if each.basis == Basis.CUMULATIVE else due.period.start
    return Period(start, min(due.period.end, day + _ONE_DAY))


def so_far(each: IndicatorShown, day: date) -> Period:
    """The days of an indicator's programme up to ``day``: over which its counters count."""
    return Period(each.period.start, min(each.period.end, max(day, each.period.start) + _ONE_DAY))
