"""Persons on a list that a unit answers for, and the consent that guardians gave on paper."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people.actions.records import built
from aoxanh.people.errors import MinorNeedsGuardian
from aoxanh.people.models import Consent, Person
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.rules import is_minor, read_person
from aoxanh.people.types import ConsentGiver, ConsentPurpose, ListedPerson, PersonState


@transaction.atomic(savepoint=False)
def register_listed(
    *, by: Actor, unit_id: int, rows: Sequence[ListedPerson], are_known: bool, now: datetime
) -> list[Person]:
    """New persons kept by the unit that listed them, in the order of ``rows``: two statements.

    ``are_known`` is the word of an officer who sees them: then they are verified. Without the permission to keep
    the unit's records they stay unverified (house decision 16). The trail's entry is that of the caller's list.
    Raises ``MinorNeedsGuardian``, ``NotAllowed`` and what reading the values raises.
    """
    if are_known:
        by.require(Permission.PERSON_EDIT, at=unit_id)
    state = PersonState.VERIFIED if are_known else PersonState.UNVERIFIED
    persons = []
    for row in rows:
        read = read_person(row.person, day=by.day)
        young = is_minor(by.day, birth_date=read.birth_date, birth_year=read.birth_year)
        if (young or row.is_minor) and not row.guardian_paper:
            raise MinorNeedsGuardian
        persons.append(built(read, unit_id=unit_id, state=state, now=now))
    Person.objects.bulk_create(persons)
    note_paper_consents(by=by, person_ids=[person.pk for person in persons], now=now)
    return persons


def note_paper_consents(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """Note that the unit keeps the paper by which taking part was agreed to: one statement."""
    version = consent_text(ConsentPurpose.PARTICIPATION, by.day).version
    Consent.objects.bulk_create(
        Consent(
            person_id=person_id,
            purpose=ConsentPurpose.PARTICIPATION,
            version=version,
            given_by=ConsentGiver.UNIT,
            given_at=now,
        )
        for person_id in person_ids
    )
