"""Persons enter the records: enrolled by their unit, or registered by themselves and then verified."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.people.actions.records import add_first_consent, built, locked, read_for
from aoxanh.people.errors import AccountHasPerson, AlreadyEnrolled, PersonAlreadyVerified
from aoxanh.people.models import Membership, Person
from aoxanh.people.rules import read_membership, read_person
from aoxanh.people.types import (
    ConsentGiver,
    GuardianGiven,
    MembershipGiven,
    PersonEnrolled,
    PersonGiven,
    PersonState,
    PersonVerified,
    VolunteerRegistered,
)


@transaction.atomic(savepoint=False)
def enrol(
    *,
    by: Actor,
    unit_id: int,
    person: PersonGiven,
    membership: MembershipGiven,
    guardian: GuardianGiven | None = None,
    giver: ConsentGiver = ConsentGiver.UNIT,
    now: datetime,
) -> Person:
    """Take a person whom the unit knows into its records and among its members.

    Raises ``NotAllowed``, ``AlreadyEnrolled``, ``MinorNeedsGuardian`` and what reading the values raises.
    """
    by.require(Permission.PERSON_EDIT, at=unit_id)
    read = read_person(person, day=by.day)
    belongs = read_membership(membership)
    keeper = read_for(read, guardian, day=by.day)
    if read.contact_key and known_keys(unit_id, [read.contact_key]):
        raise AlreadyEnrolled

    enrolled = built(read, unit_id=unit_id, state=PersonState.VERIFIED, now=now)
    enrolled.save(force_insert=True)
    membership_of(enrolled, unit_id, belongs).save(force_insert=True)
    add_first_consent(enrolled, keeper, by=by, giver=giver, now=now)
    audit.record(
        by=by,
        event=PersonEnrolled(enrolled.pk),
        unit_id=unit_id,
        touches=[(unit_id, belongs.valid_from)],
        subject=("person", enrolled.pk),
        now=now,
    )
    return enrolled


def known_keys(unit_id: int, keys: list[str]) -> frozenset[str]:
    """Those of the contact keys under which the unit already keeps a verified person."""
    # Found by key alone: a planner that believes the unit to be small would read all its persons.
    known = Person.objects.filter(Among(F("contact_key"), keys), state=PersonState.VERIFIED)
    found = known.order_by("pk").values_list("contact_key", "unit_id")
    return frozenset(key for key, kept_at in found if kept_at == unit_id)


def membership_of(person: Person, unit_id: int, given: MembershipGiven) -> Membership:
    """An unsaved membership."""
    return Membership(
        person=person,
        unit_id=unit_id,
        kind=given.kind,
        student_code=given.student_code,
        class_name=given.class_name,
        faculty=given.faculty,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
    )


@transaction.atomic(savepoint=False)
def register_volunteer(
    *,
    by: Actor,
    unit_id: int,
    person: PersonGiven,
    guardian: GuardianGiven | None = None,
    now: datetime,
) -> Person:
    """The profile of who has just made an account: unverified until an officer of the unit verifies it.

    Raises ``NotAllowed`` without an account, ``AccountHasPerson``, ``MinorNeedsGuardian`` and what reading raises.
    """
    if by.account_id is None:
        raise NotAllowed
    read = read_person(person, day=by.day)
    keeper = read_for(read, guardian, day=by.day)
    if Person.objects.filter(account_id=by.account_id).exists():
        raise AccountHasPerson

    registered = built(read, unit_id=unit_id, state=PersonState.UNVERIFIED, now=now)
    registered.account_id = by.account_id
    registered.save(force_insert=True)
    add_first_consent(registered, keeper, by=by, giver=ConsentGiver.SELF, now=now)
    audit.record(
        by=by,
        event=VolunteerRegistered(registered.pk),
        unit_id=unit_id,
        subject=("person", registered.pk),
        now=now,
    )
    return registered


@transaction.atomic(savepoint=False)
def verify(*, by: Actor, person_id: int, now: datetime) -> Person:
    """An officer of the unit has seen the person. Raises ``Missing``, ``NotAllowed``, ``PersonAlreadyVerified``."""
    person = locked(by=by, person_id=person_id)
    by.require(Permission.PERSON_EDIT, at=person.unit_id)
    if person.state == PersonState.VERIFIED:
        raise PersonAlreadyVerified

    person.state = PersonState.VERIFIED
    person.save(update_fields=["state"])
    audit.record(
        by=by,
        event=PersonVerified(person.pk),
        unit_id=person.unit_id,
        subject=("person", person.pk),
        now=now,
    )
    return person
