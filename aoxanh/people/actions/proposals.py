"""Two units that agree that a record of each is one person: the one asks, the other picks the match or declines.

The asking unit shows a name, a year and three digits; it learns the answer and nothing else.
"""

from datetime import datetime, timedelta

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people.actions.mergers import unite
from aoxanh.people.actions.records import locked
from aoxanh.people.errors import (
    MergeWithItself,
    NamesDiffer,
    PersonEnded,
    ProposalEnded,
    ProposalNeedsVerified,
    ProposalsTooMany,
    ProposalTooSoon,
    ProposalToOwnUnit,
    ProposalWaits,
)
from aoxanh.people.models import MergeProposal, Person
from aoxanh.people.queries.proposals import proposal_limits
from aoxanh.people.types import (
    MergeProposalAnswered,
    MergeProposalWithdrawn,
    MergeProposed,
    PersonState,
    ProposalState,
)
from aoxanh.units import queries as units


_YEAR = timedelta(days=365)


@transaction.atomic(savepoint=False)
def propose_merger(*, by: Actor, person_id: int, to_unit_id: int, now: datetime) -> MergeProposal:
    """Ask a unit whether this person of one's own is in its list too; whether anybody is stays with that unit.

    Raises ``Missing``, ``NotAllowed``, ``PersonEnded``, ``UnitMissing``, ``ProposalNeedsVerified``,
    ``ProposalToOwnUnit``, ``ProposalWaits``, ``ProposalTooSoon``, ``ProposalsTooMany``.
    """
    person = locked(by=by, person_id=person_id)
    by.require(Permission.PERSON_EDIT, at=person.unit_id)
    units.version_at(unit_id=to_unit_id, day=by.day)
    if person.state != PersonState.VERIFIED:
        raise ProposalNeedsVerified
    keepers = units.keepers(unit_ids=(person.unit_id, to_unit_id), day=by.day)
    if keepers[person.unit_id] == keepers[to_unit_id]:
        raise ProposalToOwnUnit
    _let_lapse(by=by, person=person, now=now)
    _check_limits(by=by, person=person, to_unit_id=to_unit_id)

    proposal = MergeProposal.objects.create(
        person=person,
        from_unit_id=person.unit_id,
        to_unit_id=to_unit_id,
        proposed_by_id=by.account_id,
        open_until=by.day + timedelta(days=proposal_limits().days_open),
        proposed_at=now,
    )
    audit.record(
        by=by,
        event=MergeProposed(proposal.pk, to_unit_id),
        unit_id=person.unit_id,
        subject=("person", person.pk),
        now=now,
    )
    return proposal


def _let_lapse(*, by: Actor, person: Person, now: datetime) -> None:
    """What nobody answered in time stands in the way no longer."""
    rows = MergeProposal.objects.filter(person=person, state=ProposalState.WAITING)
    rows.filter(open_until__lte=by.day).update(state=ProposalState.LAPSED, ended_at=now)


def _check_limits(*, by: Actor, person: Person, to_unit_id: int) -> None:
    limits = proposal_limits()
    rows = MergeProposal.objects.filter(person=person).order_by("pk")
    if rows.filter(state=ProposalState.WAITING).exists():
        raise ProposalWaits
    again = timedelta(days=limits.again_after_days)
    asked = [
        (unit_id, local_day(at)) for unit_id, at in rows.values_list("to_unit_id", "proposed_at")
    ]
    last = max((day for unit_id, day in asked if unit_id == to_unit_id), default=None)
    if last is not None and last + again > by.day:
        raise ProposalTooSoon(day=vn_date(last + again))
    if _is_too_much(by, person, others={unit_id for unit_id, day in asked if day > by.day - _YEAR}):
        raise ProposalsTooMany(units=limits.units_a_year, open=limits.open_at_once)


def _is_too_much(by: Actor, person: Person, *, others: set[int]) -> bool:
    limits = proposal_limits()
    if len(others) >= limits.units_a_year:
        return True
    waiting = MergeProposal.objects.waiting_on(by.day).filter(from_unit_id=person.unit_id)
    return waiting.count() >= limits.open_at_once


@transaction.atomic(savepoint=False)
def withdraw_proposal(*, by: Actor, proposal_id: int, now: datetime) -> MergeProposal:
    """Take back what one's own unit asked. Raises ``Missing``, ``NotAllowed``, ``ProposalEnded``."""
    proposal = _waiting(by, proposal_id)
    by.require(Permission.PERSON_EDIT, at=proposal.from_unit_id)

    _end(proposal, ProposalState.WITHDRAWN, by=by, now=now)
    audit.record(
        by=by,
        event=MergeProposalWithdrawn(proposal.pk, proposal.to_unit_id),
        unit_id=proposal.from_unit_id,
        subject=("person", proposal.person_id),
        now=now,
    )
    return proposal


@transaction.atomic(savepoint=False)
def decline_proposal(*, by: Actor, proposal_id: int, now: datetime) -> MergeProposal:
    """Not one of ours, or not surely enough: the asking unit learns no more. Raises as ``withdraw_proposal``."""
    proposal = _waiting(by, proposal_id)
    by.require(Permission.PERSON_EDIT, at=proposal.to_unit_id)

    _end(proposal, ProposalState.DECLINED, by=by, now=now)
    _record_answer(proposal, by=by, now=now)
    return proposal


@transaction.atomic(savepoint=False)
def accept_proposal(
    *, by: Actor, proposal_id: int, into_id: int, reason: str = "", now: datetime
) -> Person:
    """It is this person of ours: the other unit's record names ours its successor.

    Raises ``Missing``, ``NotAllowed``, ``ProposalEnded``, ``PersonEnded``, ``MergeWithItself``,
    ``BothHaveAccounts``, ``BirthsDiffer``, and ``NamesDiffer`` when neither name nor ``reason`` tells why.
    """
    proposal = _waiting(by, proposal_id)
    by.require(Permission.PERSON_EDIT, at=proposal.to_unit_id)
    if into_id == proposal.person_id:
        raise MergeWithItself
    person, into = _both(by, proposal, into_id)
    if not reason.strip() and person.search_text != into.search_text:
        raise NamesDiffer

    proposal.merger = unite(by=by, person=person, into=into, reason=reason, now=now)
    _end(proposal, ProposalState.MERGED, by=by, now=now)
    _record_answer(proposal, by=by, now=now)
    return into


def _waiting(by: Actor, proposal_id: int) -> MergeProposal:
    """The proposal, locked. Raises ``Missing``, ``ProposalEnded``."""
    rows = MergeProposal.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=proposal_id).order_by("pk").first()
    if found is None:
        raise Missing
    if found.state != ProposalState.WAITING or found.open_until <= by.day:
        raise ProposalEnded
    return found


def _both(by: Actor, proposal: MergeProposal, into_id: int) -> tuple[Person, Person]:
    """The record that was meant and the one that was picked, locked in the order of their keys."""
    rows = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = rows.in_bulk([proposal.person_id, into_id])
    person, into = found[proposal.person_id], found.get(into_id)
    if into is None or not by.may(Permission.PERSON_EDIT, at=into.unit_id):
        raise Missing
    if PersonState.ENDED in {person.state, into.state}:
        raise PersonEnded
    return person, into


def _end(proposal: MergeProposal, state: ProposalState, *, by: Actor, now: datetime) -> None:
    proposal.state, proposal.ended_at, proposal.answered_by_id = state, now, by.account_id
    proposal.save(update_fields=["state", "ended_at", "answered_by_id", "merger"])


def _record_answer(proposal: MergeProposal, *, by: Actor, now: datetime) -> None:
    merged = proposal.state == ProposalState.MERGED
    audit.record(
        by=by,
        event=MergeProposalAnswered(proposal.pk, proposal.from_unit_id, merged),
        unit_id=proposal.to_unit_id,
        subject=("merge_proposal", proposal.pk),
        now=now,
    )
