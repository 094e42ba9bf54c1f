"""A guest's record is joined to the account of who bears its pass."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.text import same_name
from aoxanh.kernel.traces import CellsTouched, cells_of
from aoxanh.people.actions.mergers import join, own_ids
from aoxanh.people.errors import ClaimNameDiffers, PassNeeded
from aoxanh.people.models import Person
from aoxanh.people.queries.persons import why_not_claimed
from aoxanh.people.types import PersonClaimed


@transaction.atomic(savepoint=False)
def claim(*, by: Actor, person_id: int, account_name: str, now: datetime) -> Person:
    """Join a guest's record to the account of who bears its pass: ``by`` has an account and that ``pass_id``.

    The account's first record becomes its person; a further one is merged into it. The caller has found
    ``person_id`` through the pass's link. Gives the account's person.
    Raises ``PassNeeded``, ``NotAllowed``, ``Missing``, ``PersonErasedAlready``, ``ClaimedAlready``,
    ``ClaimNameDiffers``.
    """
    if by.pass_id is None:
        raise PassNeeded
    if by.account_id is None:
        raise NotAllowed
    guest = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    if guest is None:
        raise Missing
    if refusal := why_not_claimed(guest):
        raise refusal
    own = Person.objects.filter(account_id=by.account_id).first()
    if not same_name(guest.full_name, own.full_name if own is not None else account_name):
        raise ClaimNameDiffers

    if own is None:
        guest.account_id = by.account_id
        guest.save(update_fields=["account_id"])
        own = guest
        touched: CellsTouched = frozenset()
    else:
        touched = cells_of(own_ids(join(by=by, person=guest, into=own, reason="", now=now)))
    audit.record(
        by=by,
        event=PersonClaimed(person_id, by.account_id),
        unit_id=guest.unit_id,
        touches=touched,
        subject=("person", person_id),
        now=now,
    )
    return own
