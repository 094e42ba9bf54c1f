"""The figures that indicators are judged by, within however many units: one statement."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    DateField,
    DecimalField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast

from aoxanh.kernel.measures import Measure, MeasureKind, measure
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.models import Cell
from aoxanh.programmes.queries.plans import ACTIVITY_FILTERS
from aoxanh.programmes.types import IndicatorShown, Term
from aoxanh.units.queries import reporting


Sums = dict[tuple[int, date], dict[str, Decimal]]
Subjects = dict[tuple[str, Period], Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be counted within ``unit_ids``, up to ``until``."""

    unit_ids: Collection[int]
    until: date
    whole: Period
    flows: Sequence[Term]
    """What is summed, apart for each stretch between two ``edges``."""
    edges: Sequence[date]
    kinds: Collection[str]
    """Units of these kinds are summed with all below them, too."""
    subjects: Mapping[str, Sequence[tuple[Term, Period]]]
    """By measure: distinct subjects of a period, and stocks on its last day."""
    reached: Sequence[Term]
    """Terms of measures that are about units themselves, with the days in ``whole``."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found, by the unit that it lies within."""

    own: dict[int, Sums] = field(default_factory=lambda: defaultdict(dict))
    """The sums of each unit by itself."""
    below: Sums = field(default_factory=dict)
    subjects: dict[int, Subjects] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Decimal))
    )
    reached: dict[str, list[tuple[int, date]]] = field(default_factory=lambda: defaultdict(list))


_Row = tuple[int, int, date, Sequence[Decimal | None]]
_Part = tuple[QuerySet[Any, Any], Callable[[_Row], None]]
"""Rows of ``_KEYS`` and sums, and who takes them in."""

_WITHIN: Final = "unit__ancestry__ancestor"
_KEYS: Final = ("asked_within", "asked_of", "asked_on")
_FIGURE: "DecimalField[Decimal, Decimal]" = DecimalField(max_digits=18, decimal_places=2)
_NOBODY: Final = Value(0, output_field=IntegerField())


def counted(wanted: Wanted) -> Counted:
    """Every figure of ``wanted``, each fact under the tree of its own day."""
    found = Counted()
    parts = list(_parts(wanted, found))
    if not parts:
        return found
    width = max(1, len(wanted.flows), *map(len, wanted.subjects.values()))
    rows = [_numbered(rows, number, width) for number, (rows, _take) in enumerate(parts)]
    for number, within, of, on, *sums in rows[0].union(*rows[1:], all=True):
        parts[number][1]((within, of, on, sums))
    return found


def _numbered(rows: QuerySet[Any, Any], number: int, width: int) -> QuerySet[Any, Any]:
    """The rows with their number in front, as wide as all others."""
    names = [f"sum_{place}" for place in range(width)]
    known = rows.query.annotations
    padding = {name: Value(Decimal(0), output_field=_FIGURE) for name in names if name not in known}
    told = rows.annotate(asked_as=Value(number, output_field=IntegerField()), **padding)
    numbered: QuerySet[Any, Any] = told.values_list("asked_as", *_KEYS, *names)
    return numbered


def _parts(wanted: Wanted, found: Counted) -> Iterator[_Part]:
    if wanted.flows:
        yield _own(wanted, found)
        if wanted.kinds:
            yield _below(wanted, found)
    for code, asked in wanted.subjects.items():
        yield _subjects(measure(code), asked, wanted, found)
    for term in wanted.reached:
        yield _reached(term, wanted, found)


def _own(wanted: Wanted, found: Counted) -> _Part:
    def take(row: _Row) -> None:
        within, unit_id, stretch, sums = row
        found.own[within][unit_id, stretch] = _by_term(wanted.flows, sums)

    return _summed(wanted, within=F(_WITHIN), of=F("unit_id"), unit_ids=wanted.unit_ids), take


def _below(wanted: Wanted, found: Counted) -> _Part:
    def take(row: _Row) -> None:
        _within, unit_id, stretch, sums = row
        found.below[unit_id, stretch] = _by_term(wanted.flows, sums)

    asked = reporting.ids_of_kinds(unit_ids=wanted.unit_ids, kinds=wanted.kinds)
    return _summed(wanted, within=_NOBODY, of=F(_WITHIN), unit_ids=asked), take


def _by_term(flows: Sequence[Term], sums: Sequence[Decimal | None]) -> dict[str, Decimal]:
    return {
        term.key: value
        for term, value in zip(flows, sums, strict=False)  # other parts may be wider
        if value is not None
    }


def _summed(
    wanted: Wanted,
    *,
    within: Any,  # noqa: ANN401  a column or nobody
    of: Any,  # noqa: ANN401
    unit_ids: Any,  # noqa: ANN401  ids, or a statement that gives them
) -> QuerySet[Any, Any]:
    """Sums of every term by units and the first day of the stretch."""
    edges = wanted.edges
    years = range(edges[0].year, edges[-1].year + 1)
    begun = [When(day__gte=edge, then=Value(edge)) for edge in reversed(edges)]
    cells = Cell.objects.filter(
        measure__in={term.measure for term in wanted.flows},
        day__gte=edges[0],
        day__lte=wanted.until,
        **_on_their_days(unit_ids),
    )
    keys = {
        "asked_within": within,
        "asked_of": of,
        "asked_on": Case(*begun, default=Value(edges[0]), output_field=DateField()),
    }
    sums = {
        f"sum_{number}": Sum("value", filter=_narrowed(term, years))
        for number, term in enumerate(wanted.flows)
    }
    summed: QuerySet[Any, Any] = cells.order_by().annotate(**keys).values(*_KEYS).annotate(**sums)
    return summed


def _on_their_days(unit_ids: Any) -> dict[str, Any]:  # noqa: ANN401  ids, or a statement that gives them
    return {
        f"{_WITHIN}__in": unit_ids,
        "unit__ancestry__valid_from__lte": F("day"),
        "unit__ancestry__valid_to__gt": F("day"),
    }


def _narrowed(term: Term, years: range) -> Q:
    """The cells that a term sums."""
    found = Q(measure=term.measure)
    for name, values in term.where:
        if name == rules.AROUND:
            found &= _around(values, years)
        else:
            found &= Q(**{f"activity__{ACTIVITY_FILTERS[name]}__in": values})
    return found


def _around(values: Sequence[str], years: range, column: str = "day") -> Q:
    month, day = rules.day_of_year(values[0])
    reach = timedelta(days=int(values[1]))
    found = Q(pk__in=())
    for year in years:
        middle = date(year, month, day)
        found |= Q(**{f"{column}__range": (middle - reach, middle + reach)})
    return found


def evidence_of(each: IndicatorShown) -> QuerySet[Cell]:
    """The cells of activities that an indicator's numerator counts, unscoped."""
    years = range(each.period.start.year, each.period.end.year + 1)
    told = Q(pk__in=())
    for term in rules.terms_of(each.definition["numerator"]):
        told |= _narrowed(term, years)
    return Cell.objects.filter(
        told,
        activity__isnull=False,
        day__gte=each.period.start,
        day__lt=each.period.end,
    )


def _subjects(
    each: Measure, asked: Sequence[tuple[Term, Period]], wanted: Wanted, found: Counted
) -> _Part:
    def take(row: _Row) -> None:
        within, _nobody, _day, numbers = row
        for (term, period), subjects in zip(asked, numbers, strict=False):  # others may be wider
            found.subjects[within][term.key, period] = subjects or Decimal(0)

    keys = {
        "asked_within": F(f"{each.unit}__ancestry__ancestor"),
        "asked_of": _NOBODY,
        "asked_on": Value(wanted.until, output_field=DateField()),
    }
    numbers = {
        f"sum_{place}": Cast(
            Count(each.subject, distinct=True, filter=_met(each, term, period)), _FIGURE
        )
        for place, (term, period) in enumerate(asked)
    }
    rows = each.rows().filter(
        _among(each, [period for _term, period in asked]),
        **{f"{each.unit}__ancestry__ancestor__in": wanted.unit_ids},
    )
    return rows.order_by().annotate(**keys).values(*_KEYS).annotate(**numbers), take


def _among(each: Measure, periods: Sequence[Period]) -> Q:
    """The rows that any of ``periods`` can look at."""
    if each.kind == MeasureKind.STOCK:
        days = [period.last_day for period in periods]
        return Q(**{f"{each.starts}__lte": max(days), f"{each.ends}__gt": min(days)})
    first, after = (
        min(period.start for period in periods),
        max(period.end for period in periods),
    )
    return Q(**{f"{each.day}__gte": first, f"{each.day}__lt": after})


def _reached(term: Term, wanted: Wanted, found: Counted) -> _Part:
    def take(row: _Row) -> None:
        _within, unit_id, day, _sums = row
        found.reached[term.key].append((unit_id, day))

    each = measure(term.measure)
    within = {f"{each.unit}__ancestry__ancestor__in": wanted.unit_ids}
    rows = each.rows().filter(_met(each, term, wanted.whole), **within).order_by()
    keys = {"asked_within": _NOBODY, "asked_of": F(each.subject), "asked_on": F(each.day)}
    return rows.annotate(**keys).values(*_KEYS).distinct(), take


def _met(each: Measure, term: Term, period: Period) -> Q:
    """What counts for a term over a period, under the tree of the day that counts."""
    day: Any
    if each.kind == MeasureKind.STOCK:
        day = period.last_day
        found = Q(**{f"{each.starts}__lte": day, f"{each.ends}__gt": day})
    else:
        day = F(each.day)
        found = Q(**{f"{each.day}__gte": period.start, f"{each.day}__lt": period.end})
    found &= Q(
        **{
            f"{each.unit}__ancestry__valid_from__lte": day,
            f"{each.unit}__ancestry__valid_to__gt": day,
        }
    )
    for name, values in term.where:
        found &= _matching(each, name, values, period)
    return found


def _matching(each: Measure, name: str, values: Sequence[str], period: Period) -> Q:
    """What one filter of a term lets through."""
    if name == rules.AROUND:
        return _around(values, range(period.start.year, period.end.year + 1), each.day)
    if name in each.filters:
        given = [value == "true" if value in {"true", "false"} else value for value in values]
        return Q(**{f"{each.filters[name]}__in": given})
    return Q(**{f"{each.activity}__{ACTIVITY_FILTERS[name]}__in": values})
