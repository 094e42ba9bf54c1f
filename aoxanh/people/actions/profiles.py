"""A profile is edited by the person or the unit that keeps it, and given up by the person."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.people.actions.records import is_own, locked
from aoxanh.people.errors import StillInPost, VerifiedByUnit
from aoxanh.people.models import Consent, Membership, Person, Post
from aoxanh.people.rules import PersonRead, code_key, read_person
from aoxanh.people.types import PersonGiven, PersonState, PersonWithdrawn, ProfileEdited


_THE_UNITS_WORD = ("full_name", "birth_date", "birth_year")


@transaction.atomic(savepoint=False)
def edit_profile(*, by: Actor, person_id: int, person: PersonGiven, now: datetime) -> Person:
    """Put a whole profile in place of the old one; what did not change is not written.

    Raises ``Missing``, ``NotAllowed``, ``VerifiedByUnit`` and what reading the values raises.
    """
    kept = locked(by=by, person_id=person_id)
    read = read_person(person, day=by.day)
    changed = _changed(kept, read)
    is_fixed = kept.state == PersonState.VERIFIED and is_own(by=by, person=kept)
    if is_fixed and any(name in changed for name in _THE_UNITS_WORD):
        raise VerifiedByUnit
    if not changed:
        return kept

    before = {name: _plain(getattr(kept, name)) for name in changed}
    for name, value in changed.items():
        setattr(kept, name, value)
    kept.save(update_fields=sorted(changed))
    audit.record(
        by=by,
        event=ProfileEdited(kept.pk, tuple(sorted(changed))),
        unit_id=kept.unit_id,
        subject=("person", kept.pk),
        detail={"before": before, "after": {name: _plain(v) for name, v in changed.items()}},
        now=now,
    )
    return kept


def _changed(kept: Person, read: PersonRead) -> dict[str, object]:
    columns = read.columns()
    columns["contact_key"] = read.contact_key or code_key(kept.code)
    return {name: value for name, value in columns.items() if getattr(kept, name) != value}


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, list)) or value is None else str(value)


@transaction.atomic(savepoint=False)
def withdraw(*, by: Actor, person_id: int, now: datetime) -> Person:
    """End a person's record at their own wish: memberships and consents end, what happened stays.

    Raises ``Missing``, ``NotAllowed``, ``StillInPost``.
    """
    person = locked(by=by, person_id=person_id)
    if Post.objects.filter(person=person, valid_to__gt=by.day).exists():
        raise StillInPost

    held = Membership.objects.filter(person=person, valid_to__gt=by.day)
    units = list(held.order_by("pk").values_list("unit_id", flat=True))
    held.filter(valid_from__gte=by.day).delete()
    held.filter(valid_from__lt=by.day).update(valid_to=by.day)
    Consent.objects.filter(person=person, withdrawn_at__isnull=True).update(withdrawn_at=now)
    person.state = PersonState.ENDED
    person.save(update_fields=["state"])
    audit.record(
        by=by,
        event=PersonWithdrawn(person.pk),
        unit_id=person.unit_id,
        touches=[(unit_id, by.day) for unit_id in units],
        subject=("person", person.pk),
        now=now,
    )
    return person
