"""What the roll-up must hold, computed from the facts: used to keep it true and to check it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Case, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth

from aoxanh.kernel.grouped import summed_again
from aoxanh.kernel.measures import Measure, MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.programmes.models import Cell, DistinctTotal, Total
from aoxanh.programmes.types import CellKey, Mismatch


CellRow = tuple[int, int | None, int | None, date, Decimal]
TotalRow = tuple[int, date, Decimal]
DistinctRow = tuple[int, date, date, int]


def of_kind(kind: MeasureKind) -> list[Measure]:
    return [each for each in measures() if each.kind == kind]


def _among(measure: Measure, keys: Collection[CellKey] | None) -> Q:
    if keys is None:
        return Q()
    return Q(
        **{
            f"{measure.unit}__in": {key.unit_id for key in keys},
            f"{measure.day}__in": {key.day for key in keys},
        }
    )


def cell_sums(measure: Measure, keys: Collection[CellKey] | None = None) -> list[CellRow]:
    """(unit id, place id, activity id, day, sum) of a FLOW measure; of the touched cells when ``keys`` is given."""
    nothing = Value(None, output_field=BigIntegerField())
    rows = (
        measure.rows()
        .filter(_among(measure, keys), **{f"{measure.unit}__isnull": False})
        .order_by()
        .values(
            cell_unit=F(measure.unit),
            cell_place=F(measure.place) if measure.place else nothing,
            cell_activity=F(measure.activity) if measure.activity else nothing,
            cell_day=F(measure.day),
        )
        .annotate(cell_sum=measure.amount)
        .values_list("cell_unit", "cell_place", "cell_activity", "cell_day", "cell_sum")
    )
    return [
        (unit_id, place_id, activity_id, day, Decimal(value))
        for unit_id, place_id, activity_id, day, value in rows
        if value and (keys is None or CellKey(unit_id, day) in keys)
    ]


def _within(prefix: str, day: str) -> dict[str, object]:
    """Join a fact's unit to the tree of the fact's own day."""
    return {
        f"{prefix}__ancestry__valid_from__lte": F(day),
        f"{prefix}__ancestry__valid_to__gt": F(day),
    }


def total_sums(
    measure: str, months: Collection[date], units: Collection[int] | None
) -> list[TotalRow]:
    """(unit id, month, sum over its subtree as it was on each fact's day), from the cells."""
    chosen: dict[str, object] = {"month__in": months}
    if units is not None:
        chosen["unit__ancestry__ancestor__in"] = units
    rows = (
        Cell.objects.filter(measure=measure, **chosen, **_within("unit", "day"))
        .values_list("unit__ancestry__ancestor_id", "month")
        .annotate(total=Sum("value"))
        .order_by()
    )
    return list(rows)


def distinct_sums(
    measure: Measure, periods: Iterable[Period], units: Collection[int] | None
) -> list[DistinctRow]:
    """(unit id, start, end, distinct subjects in its subtree as it was on each fact's day).

    The periods of a year are counted in one look at its facts: each subject once, with a mark for each period.
    """
    found: list[DistinctRow] = []
    for _year, spans in groupby(sorted(periods), key=lambda period: period.start.year):
        asked = list(spans)
        marks = {f"in_{place}": _mark(measure, period) for place, period in enumerate(asked)}
        rows = (
            _facts_within(measure, asked, units)
            .values("counted_subject", counted_within=F(f"{measure.unit}__ancestry__ancestor_id"))
            .annotate(**marks)
        )
        for unit_id, *numbers in summed_again(rows, by="counted_within", columns=list(marks)):
            found.extend(
                (unit_id, period.start, period.end, number)
                for period, number in zip(asked, numbers, strict=True)
                if number
            )
    return found


def _facts_within(
    measure: Measure, periods: Sequence[Period], units: Collection[int] | None
) -> QuerySet[Any]:
    """Facts about a subject on the days from the first to the last of ``periods``, beside each unit above them."""
    chosen: dict[str, object] = {
        f"{measure.day}__gte": min(period.start for period in periods),
        f"{measure.day}__lt": max(period.end for period in periods),
    }
    if units is not None:
        chosen[f"{measure.unit}__ancestry__ancestor__in"] = units
    subject = F(measure.subject) if isinstance(measure.subject, str) else measure.subject
    rows: QuerySet[Any] = measure.rows().filter(**chosen, **_within(measure.unit, measure.day))
    rows = rows.order_by().annotate(counted_subject=subject)
    return rows.exclude(counted_subject=None)


def _mark(measure: Measure, period: Period) -> Max:
    """1 for a subject with a fact in ``period``, else 0."""
    is_in = {f"{measure.day}__gte": period.start, f"{measure.day}__lt": period.end}
    return Max(Case(When(**is_in, then=Value(1)), default=Value(0)))


def periods_of(days: Iterable[date]) -> list[Period]:
    """The months and the years that hold ``days``."""
    found = set()
    for day in days:
        found.add(Period.month(day.year, day.month))
        found.add(Period.year(day.year))
    return sorted(found)


def days_with_facts(measure: Measure) -> set[date]:
    """First days of every month in which a measure has facts."""
    trunc = TruncMonth(measure.day)
    return set(
        measure.rows()
        .annotate(fact_month=trunc)
        .order_by()
        .values_list("fact_month", flat=True)
        .distinct()
    )


Figures = dict[tuple[int | date | None, ...], Decimal]


def _differences(measure: str, table: str, stored: Figures, rebuilt: Figures) -> list[Mismatch]:
    return [
        Mismatch(measure, table, key, stored.get(key), rebuilt.get(key))
        for key in sorted(stored.keys() | rebuilt.keys(), key=str)
        if stored.get(key, 0) != rebuilt.get(key, 0)
    ]


def _flow_mismatches(measure: Measure) -> list[Mismatch]:
    cells = Cell.objects.filter(measure=measure.code)
    columns = cells.values_list("unit_id", "place_id", "activity_id", "day", "value")
    stored: Figures = {(u, p, a, d): v for u, p, a, d, v in columns}
    rebuilt: Figures = {(u, p, a, d): v for u, p, a, d, v in cell_sums(measure)}
    months = set(cells.values_list("month", flat=True).distinct())
    totals = Total.objects.filter(measure=measure.code).values_list("unit_id", "month", "value")
    summed = total_sums(measure.code, months, None)
    return [
        *_differences(measure.code, "Cell", stored, rebuilt),
        *_differences(
            measure.code,
            "Total",
            {(u, m): v for u, m, v in totals},
            {(u, m): v for u, m, v in summed},
        ),
    ]


def _distinct_mismatches(measure: Measure) -> list[Mismatch]:
    kept = DistinctTotal.objects.filter(measure=measure.code)
    counted = distinct_sums(measure, periods_of(days_with_facts(measure)), None)
    return _differences(
        measure.code,
        "DistinctTotal",
        {
            (u, s, e): Decimal(v)
            for u, s, e, v in kept.values_list("unit_id", "starts", "ends", "value")
        },
        {(u, s, e): Decimal(v) for u, s, e, v in counted},
    )


def mismatches() -> list[Mismatch]:
    """Every stored figure that a rebuild from the facts would give otherwise (``aoxanh measures check``)."""
    found: list[Mismatch] = []
    for measure in of_kind(MeasureKind.FLOW):
        found += _flow_mismatches(measure)
    for measure in of_kind(MeasureKind.DISTINCT):
        found += _distinct_mismatches(measure)
    return found
