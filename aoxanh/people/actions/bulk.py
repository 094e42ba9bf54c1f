"""Whole lists of members at once: every line is read first, and all are saved or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.people.actions.enrolment import known_keys, membership_of
from aoxanh.people.actions.records import built
from aoxanh.people.errors import RowsFaulty
from aoxanh.people.models import Consent, Guardian, Membership, Person
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.rules import Line, already_there, faults_of
from aoxanh.people.types import (
    ConsentGiver,
    ConsentPurpose,
    EnrolmentRow,
    PersonsEnrolled,
    PersonState,
    RowFault,
)


CHUNK = 500
"""Lines to a transaction: well below two seconds, so that no other writer waits long."""


def enrol_many(
    *, by: Actor, unit_id: int, rows: Sequence[EnrolmentRow], now: datetime
) -> list[Person]:
    """Enrol a list of persons with their memberships; the unit keeps their papers.

    Raises ``NotAllowed``, and ``RowsFaulty`` with every fault by line and column before anything is saved.
    """
    by.require(Permission.PERSON_EDIT, at=unit_id)
    lines, faults = faults_of(rows, day=by.day)
    faults += _known(unit_id, lines)
    if faults:
        raise RowsFaulty(sorted(faults, key=lambda fault: fault.line))

    enrolled: list[Person] = []
    for start in range(0, len(lines), CHUNK):
        enrolled += _save(by, unit_id, lines[start : start + CHUNK], now)
    if len(enrolled) >= MANY:
        renew(Person, Membership, Consent)
    return enrolled


def _known(unit_id: int, lines: Sequence[Line]) -> list[RowFault]:
    """The lines whose person the unit already keeps."""
    found: list[RowFault] = []
    for start in range(0, len(lines), CHUNK):
        chunk = lines[start : start + CHUNK]
        known = known_keys(unit_id, [line.person.contact_key for line in chunk])
        found += [already_there(line.number) for line in chunk if line.person.contact_key in known]
    return found


@transaction.atomic(savepoint=False)
def _save(by: Actor, unit_id: int, lines: Sequence[Line], now: datetime) -> list[Person]:
    persons = Person.objects.bulk_create(
        built(line.person, unit_id=unit_id, state=PersonState.VERIFIED, now=now) for line in lines
    )
    Membership.objects.bulk_create(
        membership_of(person, unit_id, line.membership)
        for person, line in zip(persons, lines, strict=True)
    )
    guardians = Guardian.objects.bulk_create(
        Guardian(
            person=person,
            full_name=line.guardian.full_name,
            phone=line.guardian.phone,
            relation=line.guardian.relation,
        )
        for person, line in zip(persons, lines, strict=True)
        if line.guardian is not None
    )
    _agree(persons, {guardian.person_id: guardian for guardian in guardians}, by, now)
    audit.record(
        by=by,
        event=PersonsEnrolled(len(persons)),
        unit_id=unit_id,
        touches={(unit_id, line.membership.valid_from) for line in lines},
        now=now,
    )
    return persons


def _agree(
    persons: Sequence[Person], guardians: dict[int, Guardian], by: Actor, now: datetime
) -> None:
    version = consent_text(ConsentPurpose.PARTICIPATION, by.day).version
    Consent.objects.bulk_create(
        Consent(
            person=person,
            guardian=guardians.get(person.pk),
            purpose=ConsentPurpose.PARTICIPATION,
            version=version,
            given_by=ConsentGiver.GUARDIAN if person.pk in guardians else ConsentGiver.UNIT,
            given_at=now,
        )
        for person in persons
    )
