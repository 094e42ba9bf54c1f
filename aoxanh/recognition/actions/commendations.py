"""Proposing a commendation with evidence, and recording what came of it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people
from aoxanh.recognition import queries
from aoxanh.recognition.errors import (
    CandidateMissing,
    CommendationAnswered,
    CommendedAlready,
    DecisionIncomplete,
    DecisionTooLate,
    DeclineReasonMissing,
    MeritMissing,
)
from aoxanh.recognition.models import Commendation
from aoxanh.recognition.types import (
    CommendationDecided,
    CommendationDeclined,
    CommendationProposed,
    CommendationState,
    Decision,
    Deeds,
    Proposal,
)
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def propose_commendation(
    *, by: Actor, unit_id: int, given: Proposal, now: datetime
) -> Commendation:
    """Propose a person or a collective, with what the ledger holds of them today.

    Raises ``NotAllowed``, ``Missing`` for whom the actor may not see, ``CandidateMissing``, ``MeritMissing``.
    """
    by.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    if not nfc(given.merit):
        raise MeritMissing
    name, deeds = _candidate(by, given)
    made = Commendation.objects.create(
        unit_id=unit_id,
        person_id=given.person_id,
        collective_id=given.unit_id,
        name=name[:200],
        is_collective=given.person_id is None,
        form=given.form,
        level=given.level,
        occasion=given.occasion,
        merit=nfc(given.merit)[:500],
        evidence=nfc(given.evidence)[:500],
        deeds=asdict(deeds) if deeds else {},
        created_at=now,
        changed_at=now,
    )
    _record(by, CommendationProposed(made.pk), made, now)
    return made


def _candidate(by: Actor, given: Proposal) -> tuple[str, Deeds | None]:
    if given.person_id is not None:
        person = people.persons_by_id((given.person_id,), actor=by).get(given.person_id)
        if person is None:
            raise Missing
        return person.full_name, queries.deeds_of_person(person.pk, actor=by)
    if given.unit_id is not None:
        by.require(Permission.UNIT_VIEW, at=given.unit_id)
        name = units.names_at((given.unit_id,), by.day)[given.unit_id]
        return name, queries.deeds_of_unit(given.unit_id, actor=by)
    if not nfc(given.name):
        raise CandidateMissing
    return nfc(given.name), None


@transaction.atomic(savepoint=False)
def decide_commendation(
    *, by: Actor, commendation_id: int, given: Decision, now: datetime
) -> Commendation:
    """Record the decision by which a candidate was commended.

    Raises ``Missing``, ``NotAllowed``, ``CommendationAnswered``, ``DecisionIncomplete``, ``DecisionTooLate``,
    ``CommendedAlready``.
    """
    row = _open(by, commendation_id)
    number, authority = nfc(given.number), nfc(given.authority)
    if not number or not authority:
        raise DecisionIncomplete
    if given.decided_on > by.day:
        raise DecisionTooLate
    same = Commendation.objects.filter(
        state=CommendationState.DECIDED, decision_number=number[:60], decided_on=given.decided_on
    )
    alike = (
        same.filter(unit=row.unit_id, name=row.name, is_collective=True)
        if row.is_collective
        else same.filter(person=row.person_id)
    )
    if alike.exists():
        raise CommendedAlready

    row.state = CommendationState.DECIDED
    row.decision_number, row.decided_on = number[:60], given.decided_on
    row.authority, row.form, row.level = authority[:200], given.form, given.level
    row.changed_at = now
    row.save(
        update_fields=[
            "state", "decision_number", "decided_on", "authority", "form", "level", "changed_at",
        ]
    )  # fmt: skip
    _record(by, CommendationDecided(row.pk, given.decided_on), row, now)
    return row


@transaction.atomic(savepoint=False)
def decline_commendation(
    *, by: Actor, commendation_id: int, reason: str, now: datetime
) -> Commendation:
    """Record that a candidate was not commended, and why.

    Raises ``Missing``, ``NotAllowed``, ``CommendationAnswered``, ``DeclineReasonMissing``.
    """
    row = _open(by, commendation_id)
    if not nfc(reason):
        raise DeclineReasonMissing
    row.state, row.reason, row.changed_at = CommendationState.DECLINED, nfc(reason)[:300], now
    row.save(update_fields=["state", "reason", "changed_at"])
    _record(by, CommendationDeclined(row.pk), row, now)
    return row


def _open(by: Actor, commendation_id: int) -> Commendation:
    rows = Commendation.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=commendation_id).order_by("pk").first()
    if row is None:
        raise Missing
    by.require(Permission.CERTIFICATE_ISSUE, at=row.unit_id)
    if row.state != CommendationState.PROPOSED:
        raise CommendationAnswered
    return row


def _record(
    by: Actor,
    event: CommendationProposed | CommendationDecided | CommendationDeclined,
    row: Commendation,
    now: datetime,
) -> None:
    subject = ("commendation", row.pk)
    audit.record(by=by, event=event, unit_id=row.unit_id, subject=subject, now=now)
