"""Service elsewhere: declared with its paper, decided by the person's unit, never part of the ledger."""

from datetime import datetime, timedelta

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.recognition import queries
from aoxanh.recognition.errors import (
    ElsewhereDaysUnlikely,
    ElsewhereDecidedAlready,
    ElsewhereIncomplete,
    ElsewhereReasonMissing,
    NoUnitToConfirm,
)
from aoxanh.recognition.models import ElsewhereProof
from aoxanh.recognition.types import (
    ElsewhereDecided,
    ElsewhereDeclared,
    ElsewhereGiven,
    ElsewhereTakenBack,
    ProofState,
)


_ONE_DAY = timedelta(days=1)


@transaction.atomic(savepoint=False)
def declare_elsewhere(
    *,
    by: Actor,
    person_id: int,
    given: ElsewhereGiven,
    name: str,
    content: bytes,
    now: datetime,
) -> ElsewhereProof:
    """Keep what a person says to have done elsewhere, with the paper that shows it, for their unit to decide.

    Raises ``NotAllowed`` for anybody else, ``ElsewhereIncomplete``, ``ElsewhereDaysUnlikely``,
    ``NoUnitToConfirm`` and what ``files`` refuses.
    """
    if by.person_id != person_id:
        raise NotAllowed
    _check(by, given)
    adoption = queries.rule_of_person(person_id, actor=by)
    if adoption is None:
        raise NoUnitToConfirm
    stored = files.store(
        by=by,
        unit_id=adoption.unit_id,
        kind=FileKind.SCAN,
        name=name,
        content=content,
        now=now,
    )
    proof = ElsewhereProof.objects.create(
        unit_id=adoption.unit_id,
        person_id=person_id,
        file=stored,
        title=nfc(given.title)[:200],
        organiser=nfc(given.organiser)[:200],
        starts_on=given.first_day,
        ends_on=given.last_day + _ONE_DAY,
        days=given.days,
        hours=given.hours,
        declared_at=now,
    )
    audit.record(
        by=by,
        event=ElsewhereDeclared(proof.pk, proof.days),
        unit_id=proof.unit_id,
        subject=("elsewhere_proof", proof.pk),
        now=now,
    )
    return proof


def _check(by: Actor, given: ElsewhereGiven) -> None:
    if not nfc(given.title) or not nfc(given.organiser):
        raise ElsewhereIncomplete
    most = (given.last_day - given.first_day).days + 1
    if not 1 <= given.days <= most or given.last_day > by.day:
        raise ElsewhereDaysUnlikely(most=max(most, 1))


@transaction.atomic(savepoint=False)
def take_back_elsewhere(*, by: Actor, proof_id: int, now: datetime) -> None:
    """Delete what one declared oneself and nobody decided yet. Raises ``Missing``, ``ElsewhereDecidedAlready``."""
    proof = _locked(proof_id)
    if proof.person_id != by.person_id:
        raise Missing
    if proof.state != ProofState.DECLARED:
        raise ElsewhereDecidedAlready
    stored = proof.file
    unit_id = proof.unit_id
    proof.delete()
    files.drop(by=by, file_id=stored.pk, now=now)
    audit.record(
        by=by,
        event=ElsewhereTakenBack(proof_id),
        unit_id=unit_id,
        subject=("elsewhere_proof", proof_id),
        now=now,
    )


@transaction.atomic(savepoint=False)
def decide_elsewhere(
    *, by: Actor, proof_id: int, confirmed: bool, reason: str = "", now: datetime
) -> ElsewhereProof:
    """Confirm or refuse a proof of service elsewhere; a refusal says why. The ledger is never touched.

    Raises ``Missing``, ``NotAllowed``, ``ElsewhereDecidedAlready``, ``ElsewhereReasonMissing``.
    """
    proof = _locked(proof_id)
    by.require(Permission.CERTIFICATE_ISSUE, at=proof.unit_id)
    if proof.state != ProofState.DECLARED:
        raise ElsewhereDecidedAlready
    if not confirmed and not nfc(reason):
        raise ElsewhereReasonMissing

    proof.state = ProofState.CONFIRMED if confirmed else ProofState.REFUSED
    proof.reason = nfc(reason)[:300]
    proof.decided_by_id = by.account_id
    proof.decided_at = now
    proof.save(update_fields=["state", "reason", "decided_by_id", "decided_at"])
    audit.record(
        by=by,
        event=ElsewhereDecided(proof.pk, confirmed),
        unit_id=proof.unit_id,
        subject=("elsewhere_proof", proof.pk),
        now=now,
    )
    return proof


def _locked(proof_id: int) -> ElsewhereProof:
    rows = ElsewhereProof.objects.select_for_update(of=("self",), no_key=True)
    proof = rows.filter(pk=proof_id).order_by("pk").first()
    if proof is None:
        raise Missing
    return proof
