"""Guests: persons of whom nothing is known but what they say (house decision 16)."""

from datetime import datetime

from django.db import transaction

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import insert
from aoxanh.people.actions.records import add_first_consent, built, read_for
from aoxanh.people.errors import ContactUnreadable
from aoxanh.people.models import Person
from aoxanh.people.rules import read_person
from aoxanh.people.types import ConsentGiver, GuardianGiven, PersonGiven, PersonState


@transaction.atomic(savepoint=False)
def register_guest(
    *,
    by: Actor,
    full_name: str,
    contact: str,
    birth_year: int | None,
    unit_id: int,
    guardian: GuardianGiven | None,
    contact_needed: bool = True,
    now: datetime,
) -> Person:
    """A new unverified person, kept by the unit that organises: two statements, three with a guardian.

    Reads nothing: a guest is never matched with what is known about a number, so nothing can leak. The trail's
    entry is that of the sign-up which calls this. At the door an officer sees the person, so that
    ``contact_needed`` may be False.
    Raises ``NameUnreadable``, ``ContactUnreadable``, ``BirthImplausible``, ``MinorNeedsGuardian``,
    ``GuardianUnreadable``.
    """
    given = PersonGiven(
        full_name=full_name,
        phone="" if "@" in contact else contact,
        email=contact if "@" in contact else "",
        birth_year=birth_year,
    )
    read = read_person(given, day=by.day)
    if contact_needed and not read.phone and not read.email:
        raise ContactUnreadable
    keeper = read_for(read, guardian, day=by.day)

    person = built(read, unit_id=unit_id, state=PersonState.UNVERIFIED, now=now)
    insert(person)
    add_first_consent(person, keeper, by=by, giver=ConsentGiver.SELF, now=now)
    return person
