"""Issuing certificates: one for one person, or a chunk of them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NoReturn

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.documents import actions as documents
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.recognition import queries
from aoxanh.recognition.actions import drafting
from aoxanh.recognition.errors import (
    AlreadyCertified,
    NothingToCertify,
    NotYetEarned,
    PeriodNotOver,
)
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import CertificateIssued, CertificatesIssued, Scope


@transaction.atomic(savepoint=False)
def issue(
    *,
    by: Actor,
    unit_id: int,
    scope: Scope,
    holder_id: int,
    signer_post_id: int | None = None,
    replacing: Certificate | None = None,
    now: datetime,
) -> Certificate:
    """Certify what the ledger holds of one person, by a rule for units of one unit, in the name of ``unit_id``;
    once that ended, of who keeps its books.

    A paper that takes the place of another, ``replacing``, says so and what that one said.

    Raises ``NotAllowed``, ``NothingToCertify``, ``AlreadyCertified``, ``SignerMissing``, ``PeriodNotOver``; by a
    rule also ``NotYetEarned``, ``RecognitionRuleUnknown``.
    """
    check(by=by, unit_id=unit_id, scope=scope)
    head = drafting.heading(
        by=by,
        unit_id=unit_id,
        scope=scope,
        signer_post_id=signer_post_id,
        replacing=replacing,
    )
    _hold(by=by, head=head, now=now)
    held = _standing(by=by, unit_id=unit_id, head=head, scope=scope, holder_ids=(holder_id,))
    if holder_id in held:
        raise AlreadyCertified(number=held[holder_id])
    made = _write(by=by, head=head, unit_id=unit_id, scope=scope, holder_ids=(holder_id,), now=now)
    if not made:
        _refuse(by=by, unit_id=unit_id, scope=scope, holder_id=holder_id)

    certificate = made[0]
    event = CertificateIssued(
        certificate.pk,
        certificate.number,
        certificate.year,
        certificate.minutes,
        scope.activity_id,
    )
    subject = ("certificate", certificate.pk)
    audit.record(by=by, event=event, unit_id=head.unit_id, subject=subject, now=now)
    return certificate


@transaction.atomic(savepoint=False)
def issue_chunk(
    *,
    by: Actor,
    unit_id: int,
    scope: Scope,
    holder_ids: Collection[int],
    signer_post_id: int | None = None,
    now: datetime,
) -> list[Certificate]:
    """Certify several persons or units in one transaction; those who hold one already or have no hours are left out.

    Consecutive numbers in the order of ``holder_ids``. Raises ``NotAllowed``, ``SignerMissing``,
    ``PeriodNotOver``.
    """
    check(by=by, unit_id=unit_id, scope=scope)
    head = drafting.heading(by=by, unit_id=unit_id, scope=scope, signer_post_id=signer_post_id)
    _hold(by=by, head=head, now=now)
    known = _standing(by=by, unit_id=unit_id, head=head, scope=scope, holder_ids=holder_ids)
    waiting = [holder_id for holder_id in holder_ids if holder_id not in known]
    if not waiting:
        return []
    made = _write(by=by, head=head, unit_id=unit_id, scope=scope, holder_ids=waiting, now=now)
    if made:
        event = CertificatesIssued(
            tuple(each.pk for each in made), made[0].number, made[0].year, scope.activity_id
        )
        audit.record(by=by, event=event, unit_id=head.unit_id, now=now)
    return made


def check(*, by: Actor, unit_id: int, scope: Scope) -> None:
    """Raise ``NotAllowed`` or ``PeriodNotOver`` when the unit may not certify this today."""
    by.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    if scope.period is not None and scope.period.end > by.day + timedelta(days=1):
        raise PeriodNotOver


def _refuse(*, by: Actor, unit_id: int, scope: Scope, holder_id: int) -> NoReturn:
    """Say what is missing."""
    if scope.rule:
        found = queries.candidates(
            unit_id=unit_id, rule=scope.rule, period=scope.days, actor=by, holder_ids=(holder_id,)
        )
        for each in found:
            raise NotYetEarned(missing=queries.missing_in_words(each.weighed, each.lacks))
    raise NothingToCertify


def _hold(*, by: Actor, head: drafting.Heading, now: datetime) -> None:
    """From here on nobody else issues for the unit: what is checked still holds when it is written."""
    documents.hold_register(
        by=by, unit_id=head.unit_id, year=by.day.year, series=head.series, now=now
    )


def _standing(
    *,
    by: Actor,
    unit_id: int,
    head: drafting.Heading,
    scope: Scope,
    holder_ids: Collection[int],
) -> dict[int, str]:
    """What the unit certified before, or who keeps its books now."""
    found: dict[int, str] = {}
    for issuer_id in {unit_id, head.unit_id}:
        found |= queries.standing(unit_id=issuer_id, scope=scope, holder_ids=holder_ids, actor=by)
    return found


def _write(
    *,
    by: Actor,
    head: drafting.Heading,
    unit_id: int,
    scope: Scope,
    holder_ids: Collection[int],
    now: datetime,
) -> list[Certificate]:
    """Draw numbers and save certificates for those with hours at the unit; the caller holds the register."""
    bases = queries.bases(unit_id=unit_id, scope=scope, holder_ids=holder_ids, actor=by)
    worthy = [holder_id for holder_id in holder_ids if holder_id in bases]
    if not worthy:
        return []
    holders = drafting.holders(by=by, scope=scope, holder_ids=worthy)
    names = drafting.unit_names(bases.values())
    nowadays = drafting.named_now(bases.values(), names, day=by.day)
    numbers = documents.next_numbers(
        by=by,
        unit_id=head.unit_id,
        year=head.issued_on.year,
        series=head.series,
        count=len(worthy),
        now=now,
    )
    drafts = [
        drafting.draft(
            heading=head,
            scope=scope,
            basis=bases[holder_id],
            number=number,
            holder=holders[holder_id],
            names=names,
            nowadays=nowadays,
            now=now,
        )
        for number, holder_id in zip(numbers, worthy, strict=True)
    ]
    return Certificate.objects.bulk_create(drafts)
