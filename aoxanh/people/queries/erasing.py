"""Who may erase a person that asked for it on paper: only somebody above, so that no unit erases its own evidence."""

from collections.abc import Set

from django.db.models import Q

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import proven_by
from aoxanh.people.errors import (
    ErasesThemselves,
    NobodyAbove,
    NotAboveRecord,
    PersonEnded,
    PersonErasedAlready,
    RecordIsOwn,
    WorksForRecord,
)
from aoxanh.people.models import Person
from aoxanh.people.queries.persons import seen
from aoxanh.people.queries.same_holder import same_holder
from aoxanh.units import queries as units


def why_not_on_paper(person_id: int, *, actor: Actor, unit_id: int) -> DomainError | None:
    """What forbids an officer of a unit to erase a person who asked on paper; None where nothing does.

    The unit has to lie above each one that keeps a record of the person or has their turns at its own activities and
    courses, and the officer to work for none of these.
    """
    if not actor.may(Permission.PERSON_EDIT, at=unit_id):
        return NotAllowed()
    person = seen(actor, Permission.PERSON_VIEW).filter(pk=person_id).first()
    if person is None:
        return Missing()
    if person.erased_at is not None:
        return PersonErasedAlready()
    if person.merged_into_id is not None:
        return PersonEnded()
    return _of_person(person, actor, unit_id)


def _of_person(person: Person, actor: Actor, unit_id: int) -> DomainError | None:
    if person.account_id is not None:
        return ErasesThemselves()
    unit_of = _records(person.pk)
    evident = {*unit_of.values(), *proven_by(unit_of)}
    keepers = set(units.keepers(unit_ids=evident, day=actor.day).values())
    below = units.others_below(unit_id=unit_id, day=actor.day).filter(descendant_id__in=evident)
    if set(below.values_list("descendant_id", flat=True)) != evident:
        return _who_can(keepers, actor)
    return _of_officer(unit_of.keys(), keepers, actor)


def _records(person_id: int) -> dict[int, int]:
    """The units that keep a person's own record and those merged into it, by record."""
    own = Q(pk=person_id) | Q(merged_into_id=person_id)
    return dict(Person.objects.filter(own).order_by("pk").values_list("pk", "unit_id"))


def _of_officer(record_ids: Set[int], keepers: Set[int], actor: Actor) -> DomainError | None:
    """Who asks is not the person, and works for none of the units whose evidence the records are."""
    if actor.account_id is None:
        return None
    holder = same_holder(actor.account_id)
    if holder.person_ids & record_ids:
        return RecordIsOwn()
    works = access.hold_a_role_at(holder.account_ids, unit_ids=keepers, day=actor.day)
    return WorksForRecord() if works else None


def _who_can(keepers: Set[int], actor: Actor) -> DomainError:
    """Names the unit to which the request has to go, where there is one."""
    above = units.nearest_above(unit_ids=keepers, day=actor.day)
    if above is None:
        return NobodyAbove()
    return NotAboveRecord(above=units.names_at({above}, actor.day)[above])
