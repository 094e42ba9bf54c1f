"""“Quy về đơn vị hiện nay”: which facts a unit and its subtree carry on the tree of today."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import F, Q, QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import MeasureKind, measures
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import Cell
from aoxanh.programmes.types import TodaysMap
from aoxanh.units import queries as units


def todays_map(*, actor: Actor, unit_id: int, below: bool = True) -> TodaysMap:
    """What ``unit_id`` carries on the actor's day: read once, then handed to every figure of a page.

    With those below it or alone.
    One statement, four where units have ended; more only for a unit that is one of several heirs, because
    then each fact's own place decides. Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    held = units.carried(unit_id=unit_id, day=actor.day, below=below)
    elsewhere = {unit for unit, target in held.targets.items() if target.unit_id not in held.within}
    outside: set[tuple[int, int | None]] = {(unit, None) for unit in elsewhere & held.torn}
    if held.torn:
        targets = units.destinations(_places_of_facts(held.torn), day=actor.day)
        outside |= {fact for fact, target in targets.items() if target.unit_id not in held.within}
    return TodaysMap(
        unit_id=unit_id,
        day=actor.day,
        below=below,
        gone=frozenset(elsewhere - held.torn),
        outside=frozenset(outside),
        targets=held.targets,
    )


def _places_of_facts(unit_ids: Collection[int]) -> set[tuple[int, int | None]]:
    """(unit, place) of every fact of the given units."""
    cells = Cell.objects.filter(unit__in=unit_ids).order_by()
    found: set[tuple[int, int | None]] = set(cells.values_list("unit_id", "place_id").distinct())
    summed = {
        (each.rows, each.unit, each.place)
        for each in measures()
        if each.kind == MeasureKind.FLOW and each.place
    }
    for each in measures():
        if each.place and (each.rows, each.unit, each.place) not in summed:
            rows = each.rows().filter(**{f"{each.unit}__in": unit_ids}).order_by()
            found |= set(rows.values_list(each.unit, each.place).distinct())
    return found


def of_their_days(rows: QuerySet[Any], *, unit_id: int, unit: str, day: str) -> QuerySet[Any]:
    """The facts within ``unit_id``, each under the tree of its own day: “theo thời điểm đó”.

    ``unit`` and ``day`` name the columns of the fact.
    """
    return rows.filter(
        **{
            f"{unit}__ancestry__ancestor": unit_id,
            f"{unit}__ancestry__valid_from__lte": F(day),
            f"{unit}__ancestry__valid_to__gt": F(day),
        }
    )


def carried(
    rows: QuerySet[Any], todays: TodaysMap, *, unit: str, place: str | None
) -> QuerySet[Any]:
    """The facts that count within the map's unit today; ``unit`` and ``place`` name their columns."""
    within = rows.filter(
        **{
            f"{unit}__ancestry__ancestor": todays.unit_id,
            f"{unit}__ancestry__valid_from__lte": todays.day,
            f"{unit}__ancestry__valid_to__gt": todays.day,
        }
    )
    if not todays.below:
        ended = Q(**{f"{unit}__closed_on__lte": todays.day})
        within = within.filter(ended | Q(**{unit: todays.unit_id}))
    places: dict[int, set[int | None]] = defaultdict(set)
    for unit_id, at in todays.outside:
        places[unit_id].add(at)
    elsewhere = Q(**{f"{unit}__in": sorted(todays.gone)})
    for unit_id, gone in sorted(places.items()):
        elsewhere |= _elsewhere(unit_id, gone, unit=unit, place=place)
    return within.exclude(elsewhere)


def _elsewhere(unit_id: int, gone: set[int | None], *, unit: str, place: str | None) -> Q:
    here = Q(**{unit: unit_id})
    if place is None:
        return here if None in gone else Q(pk__in=())
    there = Q(**{f"{place}__in": sorted(at for at in gone if at is not None)})
    if None in gone:
        there |= Q(**{f"{place}__isnull": True})
    return here & there
