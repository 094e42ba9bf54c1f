"""Consent: given for a version of a text, withdrawn at any time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.people.actions.records import is_own, locked
from aoxanh.people.errors import (
    ChoiceUnknown,
    ConsentWithdrawnAlready,
    MinorNeedsGuardian,
    PassNotEnough,
    PersonEnded,
)
from aoxanh.people.models import Consent, Guardian, Person
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.queries.persons import is_of_pass_alone
from aoxanh.people.rules import is_minor
from aoxanh.people.types import (
    ConsentGiven,
    ConsentGiver,
    ConsentPurpose,
    ConsentWithdrawn,
    PersonState,
)


@transaction.atomic(savepoint=False)
def give_consent(
    *,
    by: Actor,
    person_id: int,
    purpose: str,
    guardian_id: int | None = None,
    now: datetime,
) -> Consent:
    """Agree to the text in force: the person, the guardian through the unit, or the unit that keeps the paper.

    Raises ``Missing``, ``NotAllowed``, ``ChoiceUnknown``, ``MinorNeedsGuardian``.
    """
    if purpose not in ConsentPurpose.values:
        raise ChoiceUnknown(value=purpose)
    person = locked(by=by, person_id=person_id)
    guardian = Guardian.objects.filter(pk=guardian_id or 0, person=person).first()
    if guardian is None and is_minor(
        by.day, birth_date=person.birth_date, birth_year=person.birth_year
    ):
        raise MinorNeedsGuardian
    giver = ConsentGiver.SELF if is_own(by=by, person=person) else ConsentGiver.UNIT
    consent = Consent.objects.create(
        person=person,
        guardian=guardian,
        purpose=purpose,
        version=consent_text(purpose, by.day).version,
        given_by=ConsentGiver.GUARDIAN if guardian is not None else giver,
        given_at=now,
    )
    audit.record(
        by=by,
        event=ConsentGiven(consent.pk, purpose, consent.version),
        unit_id=person.unit_id,
        subject=("person", person_id),
        now=now,
    )
    return consent


@transaction.atomic(savepoint=False)
def withdraw_consent(*, by: Actor, consent_id: int, now: datetime) -> Consent:
    """Take an agreement back from now on, with every other to the same purpose under the person's merged records.

    For who may edit the record, and for the bearer of the pass of one that nobody else vouches for: the caller has
    found the person through its link. Raises ``Missing``, ``NotAllowed``, ``PassNotEnough``, ``PersonEnded``,
    ``ConsentWithdrawnAlready``.
    """
    rows = Consent.objects.select_for_update(of=("self",), no_key=True)
    consent = rows.select_related("person").filter(pk=consent_id).first()
    if consent is None:
        raise Missing
    person_id = consent.person.merged_into_id or consent.person_id
    person = _of_bearer(person_id) if by.pass_id is not None else locked(by=by, person_id=person_id)
    if consent.withdrawn_at is not None:
        raise ConsentWithdrawnAlready

    of_person = Q(person_id=person_id) | Q(person__merged_into_id=person_id)
    same = rows.filter(of_person, purpose=consent.purpose, withdrawn_at__isnull=True)
    for each in same.order_by("pk"):
        Consent.objects.filter(pk=each.pk).update(withdrawn_at=now)
        audit.record(
            by=by,
            event=ConsentWithdrawn(each.pk, each.purpose, each.version),
            unit_id=person.unit_id,
            subject=("person", person.pk),
            now=now,
        )
    consent.withdrawn_at = now
    return consent


def _of_bearer(person_id: int) -> Person:
    """The person's row, locked, where the link of its pass is enough. Raises ``PassNotEnough``, ``PersonEnded``."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)
    if person.state == PersonState.ENDED:
        raise PersonEnded
    if not is_of_pass_alone(person):
        raise PassNotEnough
    return person
