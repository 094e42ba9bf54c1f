"""Who opened a person's record: the person may read it, and so may the unit above."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.people.models import Person
from aoxanh.people.types import PersonRead


@transaction.atomic(savepoint=False)
def note_read(*, by: Actor, person: Person, unit_id: int, now: datetime) -> None:
    """Note that ``by`` opened the record while working for ``unit_id``: once a day, and never one's own.

    The caller has found the person for ``by``.
    """
    if by.account_id is None or by.account_id == person.account_id:
        return
    event, subject = PersonRead(person.pk), ("person", person.pk)
    if not trail.is_noted(
        actor=by,
        event=event.code(),
        subject_type=subject[0],
        subject_id=person.pk,
        since=start_of(by.day),
    ):
        audit.record(by=by, event=event, unit_id=unit_id, subject=subject, now=now)
