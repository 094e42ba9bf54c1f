"""Entering papers in the register of their unit, and striking numbers out."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.documents.actions.numbers import hold_register, next_number
from aoxanh.documents.errors import (
    PaperAlreadyIssued,
    PaperNotIssued,
    PaperSignerMissing,
    PaperUnnumbered,
    VoidReasonMissing,
)
from aoxanh.documents.models import Paper
from aoxanh.documents.queries.letterheads import letterhead
from aoxanh.documents.queries.word import number_line
from aoxanh.documents.types import PaperIssued, PaperState, PaperVoided, Register
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def issue_paper(*, by: Actor, unit_id: int, given: Register, now: datetime) -> Paper:
    """Give the paper the next number of its series and year, dated today.

    Raises ``NotAllowed``, ``PaperUnnumbered``, ``PaperSignerMissing``, ``PaperAlreadyIssued``. The caller has
    checked that the subject belongs to the unit.
    """
    by.require(Permission.PAPER_ISSUE, at=unit_id)
    if not given.series:
        raise PaperUnnumbered
    if not given.signer_name:
        raise PaperSignerMissing
    year = by.day.year
    hold_register(by=by, unit_id=unit_id, year=year, series=given.series, now=now)
    kind, pk = given.about
    rows = Paper.objects.filter(
        about_kind=kind, about_id=pk, template=given.template, state=PaperState.ISSUED
    )
    if known := rows.order_by("pk").first():
        raise PaperAlreadyIssued(number=known.symbol)

    number = next_number(by=by, unit_id=unit_id, year=year, series=given.series, now=now)
    head, family = letterhead(unit_id=unit_id, day=by.day)
    symbol = number_line(family, series=given.series, code=head.code, number=number)
    paper = Paper.objects.create(
        unit_id=unit_id,
        template=given.template,
        about_kind=kind,
        about_id=pk,
        series=given.series,
        year=year,
        number=number,
        symbol=symbol,
        title=nfc(given.title)[:300],
        issued_on=by.day,
        signer_name=nfc(given.signer_name),
        signer_title=nfc(given.signer_title),
        issued_by_id=by.account_id,
        created_at=now,
    )
    event = PaperIssued(paper.pk, paper.template, paper.series, paper.number, paper.year)
    audit.record(by=by, event=event, unit_id=unit_id, subject=("paper", paper.pk), now=now)
    return paper


@transaction.atomic(savepoint=False)
def void_paper(*, by: Actor, paper_id: int, reason: str, now: datetime) -> Paper:
    """Strike a number out. Raises ``Missing``, ``NotAllowed``, ``PaperNotIssued``, ``VoidReasonMissing``."""
    rows = Paper.objects.select_for_update(of=("self",), no_key=True)
    paper = rows.filter(pk=paper_id).order_by("pk").first()
    if paper is None:
        raise Missing
    by.require(Permission.PAPER_ISSUE, at=paper.unit_id)
    if paper.state != PaperState.ISSUED:
        raise PaperNotIssued
    if not nfc(reason):
        raise VoidReasonMissing

    paper.state, paper.void_reason, paper.voided_at = PaperState.VOID, nfc(reason)[:300], now
    paper.save(update_fields=["state", "void_reason", "voided_at"])
    event = PaperVoided(paper.pk, paper.number, paper.year)
    audit.record(by=by, event=event, unit_id=paper.unit_id, subject=("paper", paper.pk), now=now)
    return paper
