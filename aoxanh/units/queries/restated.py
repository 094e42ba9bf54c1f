"""Series “quy về đơn vị hiện nay”, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps

from aoxanh.places import queries as places
from aoxanh.units.models import Closure, Parenthood, Succession, Unit, UnitVersion
from aoxanh.units.rules.closure import ParentSpell, last_parents
from aoxanh.units.rules.restating import Lineage, destination, living_heirs
from aoxanh.units.types import Carried, Destination


def destinations(
    facts: Iterable[tuple[int, int | None]],
    *,
    day: date,
    place_today: Mapping[int, frozenset[int]] | None = None,
) -> dict[tuple[int, int | None], Destination]:
    """For each (unit id, place id or None) the unit of ``day`` that its facts count to."""
    wanted = set(facts)
    heirs = _heirs(day)
    moved = {unit for unit, _ in wanted if unit in heirs}
    if not moved:
        return {(unit, place): Destination(unit) for unit, place in wanted}
    placed = {(unit, place) for unit, place in wanted if unit in moved and place is not None}
    named = _territories({heir for unit, _ in placed for heir in _all_heirs(unit, heirs)}, day)
    asked = {place for _, place in placed} | set(named.values())
    today = _today(asked, day) if place_today is None else place_today
    lineage = Lineage(
        heirs=heirs,
        places={unit: today.get(place, frozenset({place})) for unit, place in named.items()},
        above=_above({heir for unit in moved for heir in living_heirs(unit, heirs)}, day),
    )
    return {(unit, place): destination(unit, _at(place, today), lineage) for unit, place in wanted}


def carried(*, unit_id: int, day: date, below: bool = True) -> Carried:
    """Units whose facts count within ``unit_id`` on today's map: one statement, four where some have ended.

    Without ``below`` only what counts to the unit itself.
    """
    rows = Closure.objects.on(day).filter(ancestor_id=unit_id)
    closed_on = dict(rows.values_list("descendant_id", "descendant__closed_on"))
    within = frozenset(closed_on) if below else frozenset({unit_id})
    ended = {unit for unit, on in closed_on.items() if on <= day}
    if not ended:
        return Carried(within, frozenset(), {})
    heirs = _heirs(day)
    living = {unit: set(living_heirs(unit, heirs)) for unit in ended}
    several = {heir for found in living.values() if len(found) > 1 for heir in found}
    lineage = Lineage(heirs=heirs, places={}, above=_above(several, day))
    return Carried(
        within,
        torn=frozenset(
            unit for unit in ended if not living[unit] <= within and len(living[unit]) > 1
        ),
        targets={unit: destination(unit, frozenset(), lineage) for unit in ended},
    )


def _at(place: int | None, today: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return frozenset() if place is None else today.get(place, frozenset({place}))


def _heirs(day: date) -> dict[int, tuple[int, ...]]:
    """Of every unit that ended by ``day``: its successors, or with none its last parent."""
    ended = Unit.objects.filter(closed_on__lte=day)
    steps: dict[int, list[int]] = defaultdict(list)
    successions = Succession.objects.filter(predecessor__in=ended, on__lte=day).order_by("pk")
    for old, new in successions.values_list("predecessor_id", "successor_id"):
        steps[old].append(new)
    spells = Parenthood.objects.filter(unit__in=ended).order_by("pk")
    columns = spells.values_list("unit_id", "parent_id", "valid_from", "valid_to")
    last = last_parents(ParentSpell(*row) for row in columns)
    found = {old: tuple(new) for old, new in steps.items()}
    return {unit: (parent,) for unit, parent in last.items() if unit not in found} | found


def _all_heirs(unit_id: int, heirs: Mapping[int, tuple[int, ...]]) -> set[int]:
    found: set[int] = set()
    waiting = list(heirs.get(unit_id, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += heirs.get(here, ())
    return found


def _territories(unit_ids: set[int], day: date) -> dict[int, int]:
    """Place ids of the units' last versions by ``day``; those without a place are left out."""
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, valid_from__lte=day)
    placed = rows.exclude(place=None).order_by("valid_from", "pk")
    return {unit: place for unit, place in placed.values_list("unit_id", "place_id") if place}


def _today(place_ids: set[int], day: date) -> dict[int, frozenset[int]]:
    if not place_ids:
        return {}
    register: Any = apps.get_model("places", "Place")
    rows = register.objects.filter(pk__in=place_ids).with_parents().sorted()
    found = places.today_of_each(places=list(rows), day=day)
    return {place: frozenset(now.pk for now in today) for place, today in found.items()}


def _above(unit_ids: set[int], day: date) -> dict[int, tuple[int, ...]]:
    rows = Closure.objects.on(day).filter(descendant_id__in=unit_ids).order_by("depth", "pk")
    found: dict[int, list[int]] = defaultdict(list)
    for unit, ancestor in rows.values_list("descendant_id", "ancestor_id"):
        found[unit].append(ancestor)
    return {unit: tuple(ancestors) for unit, ancestors in found.items()}
