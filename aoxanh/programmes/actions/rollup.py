"""The follower of the trail that keeps every roll-up equal to a rebuild (house decision 6)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import Measure, MeasureKind
from aoxanh.kernel.periods import Period, month_of
from aoxanh.kernel.statistics import MANY, make_room, renew
from aoxanh.programmes import queries
from aoxanh.programmes.models import Cell, DistinctTotal, Total
from aoxanh.programmes.types import FOLLOWER, CellKey, FiguresRebuilt
from aoxanh.units.queries import reporting


TREE_EVENTS = frozenset(
    {"units.UnitMoved", "units.UnitClosed", "units.UnitsMerged", "units.UnitSplit"}
)
ENTRIES_AT_ONCE = 2000
_BATCH = 2000
ROOM = 256
"""Megabytes in which a rebuild may sort."""


@transaction.atomic(savepoint=False)
def follow(*, by: Actor, now: datetime) -> int:
    """Recompute what the next entries of the trail touched. Returns how many entries were dealt with.

    A change of the tree recomputes every total: that is rare, and a reorganisation may be dated back.
    """
    start = audit.take_up(by=by, follower=FOLLOWER, now=now)
    entries = trail.after(start, limit=ENTRIES_AT_ONCE)
    if not entries:
        return 0
    keys = {CellKey(unit, day) for entry in entries for unit, day in entry.touches}
    if any(entry.event in TREE_EVENTS for entry in entries):
        _rebuild_all()
    elif keys:
        _recompute(keys)
    audit.advance(by=by, follower=FOLLOWER, position=entries[-1].position, now=now)
    return len(entries)


@transaction.atomic(savepoint=False)
def rebuild(*, by: Actor, now: datetime) -> int:
    """Throw every roll-up away and compute it from the facts. Returns the number of cells.

    The follower goes on from where the trail ended when this began: older entries have nothing left to say.
    """
    audit.take_up(by=by, follower=FOLLOWER, now=now)
    end = trail.last()
    make_room(ROOM)
    cells = _rebuild_all()
    audit.advance(by=by, follower=FOLLOWER, position=end, now=now)
    audit.record(by=by, event=FiguresRebuilt(cells), unit_id=None, now=now)
    return cells


def _recompute(keys: Collection[CellKey]) -> None:
    above = reporting.ever_above(unit_ids={key.unit_id for key in keys})
    days = {key.day for key in keys}
    for measure in queries.of_kind(MeasureKind.FLOW):
        _replace_cells(measure, keys)
        if len(keys) >= MANY:
            renew(Cell)
        _replace_totals(measure, months={month_of(day) for day in days}, unit_ids=above)
    for measure in queries.of_kind(MeasureKind.DISTINCT):
        _replace_distinct(measure, periods=queries.periods_of(days), unit_ids=above)


def _rebuild_all() -> int:
    for table in (Cell, Total, DistinctTotal):
        table.objects.all().delete()
    made = 0
    for measure in queries.of_kind(MeasureKind.FLOW):
        sums = queries.cell_sums(measure, None)
        bulk.insert(Cell, _CELL, ((measure.code, month_of(row[3]), *row) for row in sums))
        renew(Cell)
        _replace_totals(measure, months={month_of(row[3]) for row in sums}, unit_ids=None)
        made += len(sums)
    for measure in queries.of_kind(MeasureKind.DISTINCT):
        periods = queries.periods_of(queries.days_with_facts(measure))
        _replace_distinct(measure, periods=periods, unit_ids=None)
    return made


_CELL = ("measure", "month", "unit_id", "place_id", "activity_id", "day", "value")


def _cells(measure: Measure, keys: Collection[CellKey]) -> list[Cell]:
    return [
        Cell(
            measure=measure.code,
            unit_id=unit_id,
            place_id=place_id,
            activity_id=activity_id,
            day=day,
            month=month_of(day),
            value=value,
        )
        for unit_id, place_id, activity_id, day, value in queries.cell_sums(measure, keys)
    ]


def _replace_cells(measure: Measure, keys: Collection[CellKey]) -> None:
    stale = Cell.objects.filter(
        measure=measure.code,
        unit__in={key.unit_id for key in keys},
        day__in={key.day for key in keys},
    ).values_list("pk", "unit_id", "day")
    gone = [pk for pk, unit_id, day in stale if CellKey(unit_id, day) in keys]
    Cell.objects.filter(pk__in=gone).delete()
    Cell.objects.bulk_create(_cells(measure, keys), batch_size=_BATCH)


def _replace_totals(
    measure: Measure, *, months: Collection[date], unit_ids: Collection[int] | None
) -> None:
    stale = Total.objects.filter(measure=measure.code, month__in=months)
    if unit_ids is not None:
        stale = stale.filter(unit__in=unit_ids)
    stale.delete()
    Total.objects.bulk_create(
        (
            Total(measure=measure.code, unit_id=unit_id, month=month, value=value)
            for unit_id, month, value in queries.total_sums(measure.code, months, unit_ids)
        ),
        batch_size=_BATCH,
    )


def _replace_distinct(
    measure: Measure, *, periods: list[Period], unit_ids: Collection[int] | None
) -> None:
    for period in periods:
        stale = DistinctTotal.objects.filter(
            measure=measure.code, starts=period.start, ends=period.end
        )
        if unit_ids is not None:
            stale = stale.filter(unit__in=unit_ids)
        stale.delete()
    DistinctTotal.objects.bulk_create(
        (
            DistinctTotal(
                measure=measure.code, unit_id=unit_id, starts=starts, ends=ends, value=value
            )
            for unit_id, starts, ends, value in queries.distinct_sums(measure, periods, unit_ids)
        ),
        batch_size=_BATCH,
    )
