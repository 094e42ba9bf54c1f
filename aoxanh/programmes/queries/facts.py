"""The facts that indicators are judged by, read at once for however many, in one unit or several."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from aoxanh.kernel.measures import Measure, MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.models import Cell
from aoxanh.programmes.queries.decisions import told_of
from aoxanh.programmes.queries.plans import ACTIVITY_FILTERS
from aoxanh.programmes.types import Facts, IndicatorShown, Term, UnitSpan
from aoxanh.units.queries import reporting


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An indicator, and the one its denominator comes from."""

    each: IndicatorShown
    of: IndicatorShown | None = None


def facts_of(
    asked: Sequence[Asked], *, unit_ids: Collection[int], days: Collection[date]
) -> dict[int, Facts]:
    """What ``asked`` is judged by for units and all below each, as known on the last of ``days``.

    Every fact counts under the tree of its own day. They hold for the other days too
    (``dataclasses.replace(facts, day=…)``). Several units cost no more statements than one. Whoever asks has checked
    the reach.
    """
    until = max(days)
    registry = {each.code: each for each in measures()}
    can = [one for one in asked if not _awaits(one, registry)]
    whole = _whole(asked, until)
    flows = [
        term
        for term in sorted(_terms(can), key=lambda term: term.key)
        if registry[term.measure].kind == MeasureKind.FLOW
    ]
    between = {day + _ONE_DAY for day in days if day < until}
    edges = sorted({edge for one in can for edge in rules.edges(one.each)} | between)
    told, rebased = told_of({one.each.code for one in asked}, unit_ids=unit_ids)
    kinds = {kind for one in can for kind in one.each.definition.get("across", ())}
    kinds |= {kind for row in rebased for kind in row.kinds}
    spans = _spans(can, kinds, unit_ids=unit_ids, whole=whole)
    own = _own(flows, edges, unit_ids=unit_ids, until=until)
    below = _below(flows, edges, kinds, unit_ids=unit_ids, until=until) if kinds else {}
    subjects = _subjects(can, registry, unit_ids=unit_ids, days=days)
    reached = _reached(can, registry, unit_ids=unit_ids, whole=whole)
    return {
        unit_id: Facts(
            day=until,
            kinds={each.code: each.kind for each in registry.values()},
            spans=tuple(spans[unit_id]),
            own=own[unit_id],
            below=below,
            subjects=subjects[unit_id],
            reached=reached,
            told=tuple(told.get(unit_id, ())),
            rebased=rebased,
        )
        for unit_id in unit_ids
    }


def _awaits(one: Asked, registry: Mapping[str, Measure]) -> bool:
    return any(term.measure not in registry for term in _terms([one]))


def _whole(asked: Iterable[Asked], until: date) -> Period:
    starts = [one.each.period.start for one in asked] or [until]
    return Period(min(*starts, until), until + _ONE_DAY)


def _terms(asked: Iterable[Asked]) -> set[Term]:
    """Every term, and its measure alone: whether anything was recorded at all is asked of the measure."""
    found = {term for one in asked for term in rules.indicator_terms(one.each)}
    found |= {
        term
        for one in asked
        if one.of is not None
        for term in rules.terms_of(one.of.definition["numerator"])
    }
    return found | {Term(term.measure) for term in found}


def _spans(
    asked: Iterable[Asked], across: Collection[str], *, unit_ids: Collection[int], whole: Period
) -> dict[int, list[UnitSpan]]:
    kinds = {*across, *(kind for one in asked for kind in one.each.levels)}
    found: dict[int, list[UnitSpan]] = defaultdict(list)
    for row in reporting.kinds_within(unit_ids=unit_ids, period=whole, kinds=kinds):
        found[row.within].append(UnitSpan(row.unit_id, row.kind, row.valid, row.reports))
    return found


def _narrowed(term: Term, years: range) -> Q:
    """The cells that a term sums."""
    found = Q(measure=term.measure)
    for name, values in term.where:
        if name == rules.AROUND:
            found &= _around(values, years)
        else:
            found &= Q(**{f"activity__{ACTIVITY_FILTERS[name]}__in": values})
    return found


def evidence_of(each: IndicatorShown) -> QuerySet[Cell]:
    """The cells of activities that an indicator's numerator counts, unscoped."""
    years = range(each.period.start.year, each.period.end.year + 1)
    counted = Q(pk__in=())
    for term in rules.terms_of(each.definition["numerator"]):
        counted |= _narrowed(term, years)
    return Cell.objects.filter(
        counted,
        activity__isnull=False,
        day__gte=each.period.start,
        day__lt=each.period.end,
    )


def _around(values: Sequence[str], years: range, column: str = "day") -> Q:
    month, day = rules.day_of_year(values[0])
    reach = timedelta(days=int(values[1]))
    found = Q(pk__in=())
    for year in years:
        middle = date(year, month, day)
        found |= Q(**{f"{column}__range": (middle - reach, middle + reach)})
    return found


_Sums = dict[tuple[int, date], dict[str, Decimal]]
_WITHIN = "unit__ancestry__ancestor"


def _summed(
    cells: QuerySet[Any], flows: Sequence[Term], edges: Sequence[date], *by: str
) -> dict[tuple[int, ...], dict[str, Decimal]]:
    """Sums of every term by units (the columns ``by``) and the number of the stretch between two edges."""
    years = range(edges[0].year, edges[-1].year + 1)
    stretch = Case(
        *(
            When(day__gte=edge, then=Value(number))
            for number, edge in reversed(list(enumerate(edges)))
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    sums = {
        f"sum_{number}": Sum("value", filter=_narrowed(term, years))
        for number, term in enumerate(flows)
    }
    rows = cells.order_by().annotate(stretch=stretch).values_list(*by, "stretch")
    found = {}
    for row in rows.annotate(**sums):
        key, values = row[: len(by) + 1], row[len(by) + 1 :]
        found[key] = {
            term.key: value for term, value in zip(flows, values, strict=True) if value is not None
        }
    return found


def _cells(flows: Iterable[Term], edges: Sequence[date], until: date) -> QuerySet[Cell]:
    codes = {term.measure for term in flows}
    return Cell.objects.filter(measure__in=codes, day__gte=edges[0], day__lte=until)


def _own(
    flows: Sequence[Term], edges: Sequence[date], *, unit_ids: Collection[int], until: date
) -> dict[int, _Sums]:
    """The sums of each unit by itself, for each of ``unit_ids`` that it lies within."""
    found: dict[int, _Sums] = defaultdict(dict)
    if flows:
        cells = _cells(flows, edges, until).filter(**_on_their_days(unit_ids))
        for key, sums in _summed(cells, flows, edges, _WITHIN, "unit_id").items():
            within, unit_id, stretch = key
            found[within][unit_id, edges[stretch]] = sums
    return found


def _on_their_days(unit_ids: Any) -> dict[str, Any]:  # noqa: ANN401  ids, or a statement that gives them
    return {
        f"{_WITHIN}__in": unit_ids,
        "unit__ancestry__valid_from__lte": F("day"),
        "unit__ancestry__valid_to__gt": F("day"),
    }


def _below(
    flows: Sequence[Term],
    edges: Sequence[date],
    kinds: Collection[str],
    *,
    unit_ids: Collection[int],
    until: date,
) -> _Sums:
    if not flows:
        return {}
    asked = reporting.ids_of_kinds(unit_ids=unit_ids, kinds=kinds)
    cells = _cells(flows, edges, until).filter(**_on_their_days(asked))
    summed = _summed(cells, flows, edges, _WITHIN)
    return {(unit_id, edges[stretch]): sums for (unit_id, stretch), sums in summed.items()}


_Subjects = dict[tuple[str, Period], Decimal]


def _subjects(
    asked: Sequence[Asked],
    registry: Mapping[str, Measure],
    *,
    unit_ids: Collection[int],
    days: Collection[date],
) -> dict[int, _Subjects]:
    """Distinct subjects over every period asked and stocks on its last day, within each unit: one statement."""
    wanted: dict[tuple[str, Period], QuerySet[Any]] = {}
    for one in asked:
        periods = {period for day in days for period in _periods(one.each, day)}
        for term in _terms([one]):
            if registry[term.measure].kind == MeasureKind.FLOW:
                continue
            for period in periods:
                rows = _subject_rows(registry[term.measure], term, period, unit_ids=unit_ids)
                wanted[term.key, period] = rows
    counted: dict[int, _Subjects] = defaultdict(lambda: defaultdict(Decimal))
    parts = [
        _counted_within(rows, registry[key.partition("[")[0]], number)
        for number, ((key, _period), rows) in enumerate(wanted.items())
    ]
    keys = list(wanted)
    if parts:
        for number, within, subjects in parts[0].union(*parts[1:], all=True):
            counted[within][keys[number]] = Decimal(subjects)
    return counted


def _periods(each: IndicatorShown, day: date) -> set[Period]:
    """The stretches that are judged on ``day``, each up to it."""
    last = min(day, each.period.last_day)
    return {rules.counted_over(each, due, last) for due in rules.dues(each, last)} | {
        rules.programme_so_far(each, day)
    }


def _counted_within(rows: QuerySet[Any], each: Measure, number: int) -> QuerySet[Any, Any]:
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            asked_as=Value(number, output_field=IntegerField()),
            asked_within=F(f"{each.unit}__ancestry__ancestor"),
        )
        .values("asked_as", "asked_within")
        .annotate(subjects=Count(each.subject, distinct=True))
        .values_list("asked_as", "asked_within", "subjects")
    )
    return counted


def _reached(
    asked: Sequence[Asked],
    registry: Mapping[str, Measure],
    *,
    unit_ids: Collection[int],
    whole: Period,
) -> dict[str, tuple[tuple[int, date], ...]]:
    """The units that the measures of duties are about, with their days: a statement for each such measure."""
    terms = {
        term
        for one in asked
        if "across" in one.each.definition
        for term in rules.terms_of(one.each.definition["numerator"])
        if registry[term.measure].kind == MeasureKind.DISTINCT
    }
    found = {}
    for term in sorted(terms, key=lambda term: term.key):
        each = registry[term.measure]
        rows = _subject_rows(each, term, whole, unit_ids=unit_ids).order_by()
        found[term.key] = tuple(rows.values_list(each.subject, each.day).distinct())
    return found


def _subject_rows(
    each: Measure, term: Term, period: Period, *, unit_ids: Collection[int]
) -> QuerySet[Any]:
    rows = each.rows()
    day: Any
    if each.kind == MeasureKind.STOCK:
        day = period.last_day
        rows = rows.filter(**{f"{each.starts}__lte": day, f"{each.ends}__gt": day})
    else:
        day = F(each.day)
        rows = rows.filter(**{f"{each.day}__gte": period.start, f"{each.day}__lt": period.end})
    for name, values in term.where:
        if name == rules.AROUND:
            years = range(period.start.year, period.end.year + 1)
            rows = rows.filter(_around(values, years, each.day))
        elif name in each.filters:
            given = [value == "true" if value in {"true", "false"} else value for value in values]
            rows = rows.filter(**{f"{each.filters[name]}__in": given})
        else:
            rows = rows.filter(**{f"{each.activity}__{ACTIVITY_FILTERS[name]}__in": values})
    return rows.filter(
        **{
            f"{each.unit}__ancestry__ancestor__in": unit_ids,
            f"{each.unit}__ancestry__valid_from__lte": day,
            f"{each.unit}__ancestry__valid_to__gt": day,
        }
    )
