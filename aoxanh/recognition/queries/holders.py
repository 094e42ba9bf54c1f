"""Whom papers are issued to, by name, as lists show them: persons, or units."""

from collections.abc import Collection
from dataclasses import dataclass

from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class Named:
    """One holder by name; ``unit`` is where a person belongs, or what a unit stands below."""

    holder_id: int
    full_name: str
    unit: str


def named(holder_ids: Collection[int], *, are_units: bool, actor: Actor) -> list[Named]:
    """Persons by given name, units in the order given; on the actor's day."""
    return _units(holder_ids, actor) if are_units else _persons(holder_ids, actor)


def _persons(person_ids: Collection[int], actor: Actor) -> list[Named]:
    whole = Actor.system(cause="certificates", day=actor.day)
    persons = people.persons_by_id(person_ids, actor=whole)
    belongs = people.participant_units(person_ids, actor.day)
    names = units.names_at(belongs.values(), actor.day)
    ordered = sorted(persons.values(), key=lambda person: (person.sort_key, person.pk))
    return [
        Named(person.pk, person.full_name, names.get(belongs.get(person.pk, 0), ""))
        for person in ordered
    ]


def _units(unit_ids: Collection[int], actor: Actor) -> list[Named]:
    above = units.parents(unit_ids=unit_ids, day=actor.day)
    names = units.names_at({*unit_ids, *above.values()}, actor.day)
    return [Named(pk, names[pk], names.get(above.get(pk, 0), "")) for pk in unit_ids]
