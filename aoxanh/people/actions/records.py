"""Rows that several actions write or lock: a person's record, guardian and first consent."""

from datetime import date, datetime

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import insert
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.people.errors import MinorNeedsGuardian, PersonEnded
from aoxanh.people.models import Consent, Guardian, Person
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.rules import PersonRead, code_key, is_minor, read_guardian
from aoxanh.people.types import ConsentGiver, ConsentPurpose, GuardianGiven, PersonState


def built(read: PersonRead, *, unit_id: int, state: PersonState, now: datetime) -> Person:
    """An unsaved person; without any contact, the key is that of the record's own code."""
    found = Person(unit_id=unit_id, state=state, created_at=now, **read.columns())
    found.contact_key = found.contact_key or code_key(found.code)
    return found


def read_for(
    read: PersonRead, guardian: GuardianGiven | None, *, day: date
) -> GuardianGiven | None:
    """The guardian in stored form. Raises ``MinorNeedsGuardian``, ``GuardianUnreadable``."""
    if guardian is not None:
        return read_guardian(guardian)
    if is_minor(day, birth_date=read.birth_date, birth_year=read.birth_year):
        raise MinorNeedsGuardian
    return None


def add_first_consent(
    person: Person,
    guardian: GuardianGiven | None,
    *,
    by: Actor,
    giver: ConsentGiver,
    now: datetime,
) -> None:
    """Write the guardian, if one is given, and that taking part was agreed to: by the guardian, else ``giver``."""
    keeper = None
    if guardian is not None:
        keeper = Guardian.objects.create(
            person=person,
            full_name=guardian.full_name,
            phone=guardian.phone,
            relation=guardian.relation,
        )
    consent = Consent(
        person=person,
        guardian=keeper,
        purpose=ConsentPurpose.PARTICIPATION,
        version=consent_text(ConsentPurpose.PARTICIPATION, by.day).version,
        given_by=ConsentGiver.GUARDIAN if keeper is not None else giver,
        given_at=now,
    )
    insert(consent)


def locked(*, by: Actor, person_id: int) -> Person:
    """The person's row, locked, for who may edit it. Raises ``Missing``, ``NotAllowed``, ``PersonEnded``."""
    found = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    if found is None:
        raise Missing
    if not is_own(by=by, person=found) and not by.may(Permission.PERSON_EDIT, at=found.unit_id):
        raise NotAllowed if by.may(Permission.PERSON_VIEW, at=found.unit_id) else Missing
    if found.state == PersonState.ENDED:
        raise PersonEnded
    return found


def is_own(*, by: Actor, person: Person) -> bool:
    """Whether the actor is the person."""
    return by.account_id is not None and person.account_id == by.account_id
