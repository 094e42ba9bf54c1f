"""Records that are one person become one: facts keep their record, the record names its successor."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import same_name
from aoxanh.people.actions.records import locked
from aoxanh.people.errors import (
    BothHaveAccounts,
    ClaimedAlready,
    ClaimNameDiffers,
    MergeWithItself,
    PassNeeded,
)
from aoxanh.people.models import Person
from aoxanh.people.types import PersonClaimed, PersonMerged, PersonState


@transaction.atomic(savepoint=False)
def claim(*, by: Actor, person_id: int, account_name: str, now: datetime) -> Person:
    """Join a guest's record to the account of who bears its pass: ``by`` has an account and that ``pass_id``.

    The account's first record becomes its person; a further one is merged into it. The caller has found
    ``person_id`` through the pass's link. Gives the account's person.
    Raises ``PassNeeded``, ``NotAllowed``, ``Missing``, ``ClaimedAlready``, ``ClaimNameDiffers``.
    """
    if by.pass_id is None:
        raise PassNeeded
    if by.account_id is None:
        raise NotAllowed
    guest = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    if guest is None:
        raise Missing
    own = Person.objects.filter(account_id=by.account_id).first()
    if guest.account_id is not None or guest.merged_into_id is not None:
        raise ClaimedAlready
    if not same_name(guest.full_name, own.full_name if own is not None else account_name):
        raise ClaimNameDiffers

    if own is None:
        guest.account_id = by.account_id
        guest.save(update_fields=["account_id"])
        own = guest
    else:
        _merge(guest, own)
    audit.record(
        by=by,
        event=PersonClaimed(person_id, by.account_id),
        unit_id=guest.unit_id,
        subject=("person", person_id),
        now=now,
    )
    return own


@transaction.atomic(savepoint=False)
def merge(*, by: Actor, person_id: int, into_id: int, now: datetime) -> Person:
    """An officer of both records knows that they are one person: the first names the second its successor.

    Raises ``MergeWithItself``, ``Missing``, ``NotAllowed``, ``PersonEnded``, ``BothHaveAccounts``.
    """
    if person_id == into_id:
        raise MergeWithItself
    first, second = (locked(by=by, person_id=each) for each in sorted((person_id, into_id)))
    for each in (first, second):
        by.require(Permission.PERSON_EDIT, at=each.unit_id)
    person, into = (first, second) if first.pk == person_id else (second, first)
    if person.account_id is not None and into.account_id is not None:
        raise BothHaveAccounts

    account_id = person.account_id
    _merge(person, into)
    if account_id is not None:
        into.account_id = account_id
        into.save(update_fields=["account_id"])
    audit.record(
        by=by,
        event=PersonMerged(person_id, into_id),
        unit_id=person.unit_id,
        subject=("person", person_id),
        now=now,
    )
    return into


def _merge(person: Person, into: Person) -> None:
    person.merged_into = into
    person.state = PersonState.ENDED
    person.account_id = None
    person.save(update_fields=["merged_into", "state", "account_id"])
    Person.objects.filter(merged_into=person).update(merged_into=into)
