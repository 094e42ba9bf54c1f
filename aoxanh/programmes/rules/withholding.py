"""Persons in need as others are told of them: up to which days, and what is weighed before a figure is told."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.dues import counted_over, dues, so_far
from aoxanh.programmes.rules.expressions import Expression, evaluate, terms_of
from aoxanh.programmes.rules.frozen import period_ends
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.rules.standing import indicator_terms, values_over
from aoxanh.programmes.types import Facts, IndicatorShown, Term


_ONE_DAY = timedelta(days=1)


def fewest_told(each: IndicatorShown, of: IndicatorShown | None, limits: Mapping[str, int]) -> int:
    """Fewer persons than this are no figure for others; 0 where an indicator counts nobody in need."""
    return max((limits.get(term.measure, 0) for term in _terms(each, of)), default=0)


def _terms(each: IndicatorShown, of: IndicatorShown | None) -> frozenset[Term]:
    beneath = terms_of(of.definition["numerator"]) if of else frozenset()
    return indicator_terms(each) | beneath


def told_days(each: IndicatorShown, day: date) -> list[date]:
    """The days up to which others are told a figure: ends of years and phases, so that no day tells who came since."""
    return period_ends(each.period, each.phases, day + _ONE_DAY)


def weighed_together(each: IndicatorShown, among: Iterable[IndicatorShown]) -> list[IndicatorShown]:
    """Those of ``among`` whose programmes overlap that of ``each``, or one that does."""
    found, rest = [each], [one for one in among if one.code != each.code]
    for one in found:
        near = [other for other in rest if other.period.overlaps(one.period)]
        rest = [other for other in rest if other not in near]
        found += near
    return sorted(found, key=lambda one: one.code)


def counts_told(
    each: IndicatorShown,
    of: IndicatorShown | None,
    facts: Facts,
    *,
    days: Collection[date],
    limits: Mapping[str, int],
) -> tuple[int, ...]:
    """Every count of persons in need that the figures told up to ``days`` say, or that their differences give away."""
    named = [term for term in sorted(_terms(each, of), key=_key) if term.measure in limits]
    periods = sorted({period for day in days for period in _periods(each, day)}, key=_days_of)
    told = {period: values_over(named, facts, period, facts.own) for period in periods}
    found = [told[period].get(term.key, Decimal(0)) for term in named for period in periods]
    found += [
        value
        for term in named
        if facts.kinds[term.measure] != MeasureKind.STOCK
        for value in _grown(
            [(period, told[period].get(term.key, Decimal(0))) for period in periods]
        )
    ]
    if is_percent(each.type, each.definition):
        above = each.definition["numerator"]
        beneath = of.definition["numerator"] if of else each.definition.get("denominator", above)
        if all(term.measure in limits for term in terms_of(above) | terms_of(beneath)):
            found += [_less(above, beneath, told[period]) for period in periods]
    return tuple(max(0, int(value)) for value in found)


def _key(term: Term) -> str:
    return term.key


def _days_of(period: Period) -> tuple[date, date]:
    return period.start, period.end


def _periods(each: IndicatorShown, day: date) -> Iterator[Period]:
    last = min(day, each.period.last_day)
    yield from (counted_over(each, due, last) for due in dues(each, last))
    if "counters" in each.definition:
        yield so_far(each, day)


def _grown(told: Sequence[tuple[Period, Decimal]]) -> Iterator[Decimal]:
    """By how much counts grew between two ends of periods that begin together."""
    for (before, less), (after, more) in pairwise(told):
        if before.start == after.start:
            yield more - less


def _less(above: Expression, beneath: Expression, values: Mapping[str, Decimal]) -> Decimal:
    """Those below a share who are not above."""
    return evaluate(beneath, values) - evaluate(above, values)
