"""Asking another unit whether one of its people is one of ours: what was asked, whom to compare, what was answered."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import yaml
from django.db.models import Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import rules
from aoxanh.people.models import MergeProposal, Person
from aoxanh.people.models.merger import MergeProposalQuerySet
from aoxanh.people.models.person import PersonQuerySet
from aoxanh.people.types import Alike, Identity, PersonState, ProposalLimits
from aoxanh.units import queries as units


_SHOWN = 20
_COMPARED = 200


@lru_cache(maxsize=1)
def proposal_limits() -> ProposalLimits:
    """How often others may be asked, as shipped in ``reference/duplicates.yaml``."""
    path = files("aoxanh.people") / "reference" / "duplicates.yaml"
    return ProposalLimits(**yaml.safe_load(path.read_text("utf-8"))["proposals"])


def proposals_sent(unit_id: int, *, actor: Actor) -> MergeProposalQuerySet:
    """What a unit asked others about its own people, the latest first, each with the record that is meant."""
    rows = MergeProposal.objects.visible_to(actor, Permission.PERSON_EDIT)
    own = rows.filter(from_unit__in=units.kept_by(unit_id=unit_id, day=actor.day))
    return own.select_related("person", "merger").order_by("-proposed_at", "-pk")


def proposals_waiting(unit_id: int, *, actor: Actor) -> MergeProposalQuerySet:
    """What others ask the unit and wait for, the longest first; nothing for who may not answer. Nobody is named."""
    if not actor.may(Permission.PERSON_EDIT, at=unit_id):
        return MergeProposal.objects.none()
    asked = MergeProposal.objects.waiting_on(actor.day)
    rows = asked.filter(to_unit__in=units.kept_by(unit_id=unit_id, day=actor.day))
    return rows.order_by("proposed_at", "pk")


def proposal_asked(pk: int, *, unit_id: int, actor: Actor) -> MergeProposal:
    """One that waits for the unit's answer, with the record that is meant. Raises ``Missing``."""
    found = proposals_waiting(unit_id, actor=actor).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def alike(
    proposal: MergeProposal, *, unit_id: int, actor: Actor, text: str = ""
) -> Sequence[Alike]:
    """The unit's own records to compare, the most alike first; ``text`` looks for a part of a name instead.

    They are compared by what the asked unit is shown of the other record and by nothing else: one statement.
    """
    meant = identity_of(proposal.person)
    looked = Q(search_text__contains=fold(text)) if fold(text) else _near(proposal.person)
    rows = _own_records(unit_id, actor=actor).filter(looked).exclude(pk=proposal.person_id)
    found = [
        Alike(
            person_id=row.pk,
            identity=identity_of(row),
            reasons=rules.shown_likeness(meant, identity_of(row)),
        )
        for row in rows.order_by("sort_key", "pk")[:_COMPARED]
    ]
    return sorted(found, key=lambda each: -rules.weight_shown(each.reasons))[:_SHOWN]


def identity_of(person: Person) -> Identity:
    """What another unit is shown of a record."""
    return rules.identity(
        full_name=person.full_name,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        phone=person.phone,
    )


def _own_records(unit_id: int, *, actor: Actor) -> PersonQuerySet:
    """The records the unit keeps and the actor may edit."""
    rows = Person.objects.visible_to(actor, Permission.PERSON_EDIT)
    kept = rows.filter(unit__in=units.kept_by(unit_id=unit_id, day=actor.day))
    return kept.exclude(state=PersonState.ENDED)


def _near(person: Person) -> Q:
    near = Q(search_text=person.search_text)
    digits = identity_of(person).last_digits
    return near | Q(phone__endswith=digits) if digits else near
