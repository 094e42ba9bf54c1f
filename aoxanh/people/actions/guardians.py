"""Who answers for a person, as the unit that keeps the record knows it."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.people.actions.records import locked
from aoxanh.people.models import Guardian
from aoxanh.people.rules import read_guardian
from aoxanh.people.types import GuardianGiven, GuardianNamed


@transaction.atomic(savepoint=False)
def name_guardian(
    *,
    by: Actor,
    person_id: int,
    guardian: GuardianGiven,
    guardian_id: int | None = None,
    now: datetime,
) -> Guardian:
    """Note a guardian, or put right what is noted of one. What was agreed to before stays as it was.

    Raises ``Missing``, ``NotAllowed``, ``PersonEnded``, ``GuardianUnreadable``.
    """
    person = locked(by=by, person_id=person_id)
    read = read_guardian(guardian)
    kept = Guardian(person=person)
    if guardian_id is not None:
        found = Guardian.objects.filter(pk=guardian_id, person=person).order_by("pk").first()
        if found is None:
            raise Missing
        kept = found
    before = {"full_name": kept.full_name, "phone": kept.phone, "relation": kept.relation}
    kept.full_name, kept.phone, kept.relation = read.full_name, read.phone, read.relation
    kept.save()
    after = {"full_name": kept.full_name, "phone": kept.phone, "relation": kept.relation}
    audit.record(
        by=by,
        event=GuardianNamed(person.pk, kept.pk),
        unit_id=person.unit_id,
        subject=("person", person.pk),
        detail={"before": before, "after": after},
        now=now,
    )
    return kept
