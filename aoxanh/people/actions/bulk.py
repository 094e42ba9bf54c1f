"""Whole lists of members at once: every line is read first, and all are saved or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import new_code
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.people.actions.enrolment import known_keys
from aoxanh.people.errors import RowsFaulty
from aoxanh.people.models import Consent, Guardian, Membership, Person
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.rules import Line, already_there, code_key, faults_of
from aoxanh.people.types import (
    ConsentGiver,
    ConsentPurpose,
    EnrolmentRow,
    MembershipGiven,
    PersonsEnrolled,
    PersonState,
    RowFault,
)


CHUNK = 500
"""Lines to a transaction: well below two seconds, so that no other writer waits long."""

_PERSON = (
    "id", "unit_id", "code", "state", "created_at", "full_name", "search_text", "sort_key", "phone",
    "email", "contact_key", "birth_date", "birth_year", "gender", "youth_category", "skills",
    "availability", "home_place_id",
)  # fmt: skip
_MEMBERSHIP = (
    "person_id", "unit_id", "kind", "student_code", "class_name", "faculty", "valid_from", "valid_to",
)  # fmt: skip
_CONSENT = ("person_id", "guardian_id", "purpose", "version", "given_by", "given_at")


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
    keys = write_lines(by=by, unit_id=unit_id, lines=lines, now=now)
    saved = Person.objects.in_bulk(keys)
    return [saved[key] for key in keys]


def write_lines(*, by: Actor, unit_id: int, lines: Sequence[Line], now: datetime) -> Sequence[int]:
    """Write checked lines with one entry in the trail, in the caller's transaction: the persons' keys, in order."""
    keys = list(bulk.reserve(Person, len(lines)))
    bulk.insert(Person, _PERSON, (
        _person(key, unit_id, line, now) for key, line in zip(keys, lines, strict=True)
    ))  # fmt: skip
    bulk.insert(Membership, _MEMBERSHIP, (
        _membership(key, unit_id, line.membership) for key, line in zip(keys, lines, strict=True)
    ))  # fmt: skip
    guarded = [(key, line.guardian) for key, line in zip(keys, lines, strict=True) if line.guardian]
    guardians = bulk.reserve(Guardian, len(guarded)) if guarded else ()
    bulk.insert(Guardian, ("id", "person_id", "full_name", "phone", "relation"), (
        (guardian, key, given.full_name, given.phone, given.relation)
        for guardian, (key, given) in zip(guardians, guarded, strict=True)
    ))  # fmt: skip
    keepers = dict(zip((key for key, _ in guarded), guardians, strict=True))
    _agree(keys, keepers, by, now)
    audit.record(
        by=by,
        event=PersonsEnrolled(len(keys)),
        unit_id=unit_id,
        touches={(unit_id, line.membership.valid_from) for line in lines},
        now=now,
    )
    return keys


def _person(key: int, unit_id: int, line: Line, now: datetime) -> tuple[object, ...]:
    code, read = new_code(), line.person
    return (
        key,
        unit_id,
        code,
        PersonState.VERIFIED.value,
        now,
        read.full_name,
        read.search_text,
        read.sort_key,
        read.phone,
        read.email,
        read.contact_key or code_key(code),
        read.birth_date,
        read.birth_year,
        read.gender,
        read.youth_category,
        read.skills,
        read.availability,
        read.home_place_id,
    )


def _membership(key: int, unit_id: int, given: MembershipGiven) -> tuple[object, ...]:
    return (
        key,
        unit_id,
        given.kind,
        given.student_code,
        given.class_name,
        given.faculty,
        given.valid_from,
        given.valid_to,
    )


def _agree(keys: Sequence[int], guardians: Mapping[int, int], by: Actor, now: datetime) -> None:
    version = consent_text(ConsentPurpose.PARTICIPATION, by.day).version
    purpose = ConsentPurpose.PARTICIPATION.value
    of_guardian, of_unit = ConsentGiver.GUARDIAN.value, ConsentGiver.UNIT.value
    bulk.insert(Consent, _CONSENT, (
        (key, guardian, purpose, version, of_guardian if guardian else of_unit, now)
        for key in keys
        for guardian in (guardians.get(key),)
    ))  # fmt: skip
