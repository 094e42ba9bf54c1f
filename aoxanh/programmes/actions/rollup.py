"""The follower of the trail that keeps every roll-up equal to a rebuild (house decision 6)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.audit.types import Followed
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
    if any(entry.event in TREE_EVENTS for entry in entries):
        _rebuild_all()
    else:
        _recompute(_told(entries))
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


def _told(entries: Iterable[Followed]) -> dict[str, set[CellKey]]:
    """The cells that each kind of event touched."""
    told: dict[str, set[CellKey]] = defaultdict(set)
    for entry in entries:
        told[entry.event].update(CellKey(unit, day) for unit, day in entry.touches)
    return told


def _recompute(told: Mapping[str, Collection[CellKey]]) -> None:
    """Every measure for the cells that events which can change it touched."""
    for events, measures in _alike(queries.of_kind(MeasureKind.FLOW)).items():
        if keys := _keys(told, events):
            _recompute_flows(measures, keys)
    for events, measures in _alike(queries.of_kind(MeasureKind.DISTINCT)).items():
        if keys := _keys(told, events):
            periods = queries.periods_of({key.day for key in keys})
            above = reporting.ever_above(unit_ids={key.unit_id for key in keys})
            for measure in measures:
                _replace_distinct(measure, periods=periods, unit_ids=above)


def _recompute_flows(measures: Iterable[Measure], keys: Collection[CellKey]) -> None:
    above = reporting.ever_above(unit_ids={key.unit_id for key in keys})
    months = {month_of(key.day) for key in keys}
    for measure in measures:
        _replace_cells(measure, keys)
        if len(keys) >= MANY:
            renew(Cell)
        _replace_totals(measure, months=months, unit_ids=above)


def _alike(measures: Iterable[Measure]) -> dict[frozenset[str], list[Measure]]:
    """Measures by the events that change them."""
    groups: dict[frozenset[str], list[Measure]] = defaultdict(list)
    for measure in measures:
        groups[measure.told_by].append(measure)
    return groups


def _keys(told: Mapping[str, Collection[CellKey]], events: frozenset[str]) -> set[CellKey]:
    """What ``events`` touched; without any, what every event did."""
    return {key for event, keys in told.items() if not events or event in events for key in keys}


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
