"""Partners that a model's texts name, confirmed or declined by a person (MOD-14)."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.text import fold
from aoxanh.practices import rules
from aoxanh.practices.actions.registry import locked
from aoxanh.practices.actions.words import remember_partners, remember_words
from aoxanh.practices.errors import MateNameMissing
from aoxanh.practices.models import Practice
from aoxanh.practices.types import Mate, MateKind, PartnerConfirmed


@transaction.atomic(savepoint=False)
def confirm_partner(
    *, by: Actor, practice_id: int, name: str, kind: MateKind, now: datetime
) -> Practice:
    """Say that a name is a partner of a model and of which kind, or that it is none.

    Raises ``Missing``, ``NotAllowed``, ``MateNameMissing``, ``MateNameTooLong``.
    """
    practice = locked(practice_id, by=by)
    named = [Mate(name=each, kind=kind) for each in rules.names_in(name) if fold(each)]
    if not named:
        raise MateNameMissing
    keys = {fold(each.name) for each in named}
    others = [each for each in practice.known_mates if fold(each.name) not in keys]
    mates = rules.settled([*others, *named], keeper_id=practice.unit_id)

    practice.mates = rules.as_kept(mates)
    practice.marks = rules.marks_of(
        keeper_id=practice.unit_id, place_id=practice.place_id, mates=mates
    )
    if kind != MateKind.DECLINED:
        practice.search_text = " ".join([practice.search_text, *sorted(keys)])
    practice.save(update_fields=["mates", "marks", "search_text"])
    remember_words([practice.search_text])
    remember_partners(named)
    audit.record(
        by=by,
        event=PartnerConfirmed(practice.pk, kind.value),
        unit_id=practice.unit_id,
        subject=("practice", practice.pk),
        now=now,
    )
    return practice
