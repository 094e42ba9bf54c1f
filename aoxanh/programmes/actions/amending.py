"""Changing a plan: a unit proposes, the owner submits, what was decided becomes the next edition."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.programmes import queries, rules
from aoxanh.programmes.actions.holding import running
from aoxanh.programmes.actions.loading import put_edition
from aoxanh.programmes.actions.telling import Message, tell
from aoxanh.programmes.errors import (
    AmendedPartGone,
    AmendmentIsDecided,
    AnswerNeeded,
    DecisionInFuture,
    DecisionNumberNeeded,
    NothingChanged,
    PlanPartInvalid,
    ProgrammeIsClosed,
)
from aoxanh.programmes.models import Amendment, Edition
from aoxanh.programmes.types.amending import (
    WAITING_STATES,
    AmendmentDecided,
    AmendmentGiven,
    AmendmentProposed,
    AmendmentState,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    DecisionGiven,
    Entry,
    Part,
)


@transaction.atomic(savepoint=False)
def propose_amendment(
    *, by: Actor, unit_id: int, programme_id: int, given: AmendmentGiven, now: datetime
) -> Amendment:
    """Propose that one part of a plan be told differently; its owner is told.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``NothingChanged``, ``PlanPartInvalid``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = running(by=by, unit_id=unit_id, programme_id=programme_id)
    document = queries.document(programme.code, actor=by)
    base = rules.entry_of(document, given.part, given.key)
    if base is None and (given.key or given.entry is None):
        raise Missing
    if given.entry == base:
        raise NothingChanged
    changed(document, given.part, given.key, given.entry)

    amendment = Amendment.objects.create(
        programme=programme,
        unit_id=unit_id,
        part=given.part,
        key=given.key,
        base=base,
        proposed=given.entry,
        reason=nfc_lines(given.reason),
        file_id=_stored(by, unit_id, given, now),
        account_id=by.account_id,
        proposed_at=now,
    )
    _record(by, amendment, AmendmentProposed(programme.pk, amendment.pk), unit_id, now)
    system = Actor.system(cause="amendment", day=by.day)
    subject = _("Có đề nghị điều chỉnh kế hoạch")
    _tell(system, amendment, programme.unit_id, Permission.PLAN_DECIDE, subject, now)
    return amendment


def _stored(by: Actor, unit_id: int, given: AmendmentGiven, now: datetime) -> int | None:
    if given.file is None:
        return None
    name, content = given.file
    kept = files.store(
        by=by, unit_id=unit_id, kind=FileKind.DOCUMENT, name=name, content=content, now=now
    )
    return kept.pk


def changed(
    document: Mapping[str, Any], part: Part, key: str, entry: Entry | None
) -> dict[str, Any]:
    """The document with a part told differently. Raises ``PlanPartInvalid`` for what is wrong only since then."""
    world = queries.plan_world()
    new = rules.with_entry(document, part, key, entry)
    known = {fault.reason for fault in rules.document_faults(document, world)}
    faults = [each for each in rules.document_faults(new, world) if each.reason not in known]
    if faults:
        raise PlanPartInvalid(faults)
    return new


@transaction.atomic(savepoint=False)
def withdraw_amendment(*, by: Actor, unit_id: int, amendment_id: int, now: datetime) -> Amendment:
    """Take one's own proposal back. Raises ``NotAllowed``, ``Missing``, ``AmendmentIsDecided``."""
    by.require(Permission.PLAN_REPORT, at=unit_id)
    amendment = _waiting(amendment_id, unit_id=unit_id)
    amendment.state = AmendmentState.WITHDRAWN
    amendment.save(update_fields=["state"])
    _record(by, amendment, AmendmentWithdrawn(amendment.pk), unit_id, now)
    return amendment


@transaction.atomic(savepoint=False)
def submit_amendment(
    *, by: Actor, unit_id: int, amendment_id: int, number: str, on: date, now: datetime
) -> Amendment:
    """Record the paper by which the owner laid a proposal before who decides; a later one stands for it.

    Raises ``NotAllowed``, ``Missing``, ``AmendmentIsDecided``, ``DecisionNumberNeeded``, ``DecisionInFuture``.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    amendment = _waiting(amendment_id, programme__unit_id=unit_id)
    amendment.submission = _checked_number(by, number, on)
    amendment.submitted_on, amendment.state = on, AmendmentState.SUBMITTED
    amendment.save(update_fields=["submission", "submitted_on", "state"])
    _record(by, amendment, AmendmentSubmitted(amendment.pk, amendment.submission), unit_id, now)
    return amendment


def _checked_number(by: Actor, number: str, on: date) -> str:
    said = nfc(number).strip()
    if not said:
        raise DecisionNumberNeeded
    if on > by.day:
        raise DecisionInFuture
    return said


@transaction.atomic(savepoint=False)
def decide_amendment(
    *, by: Actor, unit_id: int, amendment_id: int, given: DecisionGiven, now: datetime
) -> Amendment:
    """Record what was decided; what is accepted becomes the next edition, in force from the day of the decision.

    Raises ``NotAllowed``, ``Missing``, ``AmendmentIsDecided``, ``ProgrammeIsClosed``, ``DecisionNumberNeeded``,
    ``DecisionInFuture``, ``AnswerNeeded``, ``AmendedPartGone``, ``NothingChanged``, ``PlanPartInvalid``.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    amendment = _waiting(amendment_id, programme__unit_id=unit_id)
    programme = amendment.programme
    if programme.closed_on is not None:
        raise ProgrammeIsClosed(name=programme.name)
    amendment.decision = _checked_number(by, given.number, given.on)
    amendment.answer = nfc_lines(given.text).strip()
    if given.outcome == AmendmentState.DECLINED and not amendment.answer:
        raise AnswerNeeded

    amendment.decided_on, amendment.state = given.on, given.outcome
    if given.outcome != AmendmentState.DECLINED:
        amendment.edition = _edition(by, amendment, given, now)
    amendment.save(update_fields=["decision", "answer", "decided_on", "state", "edition"])
    event = AmendmentDecided(amendment.pk, given.outcome.value, amendment.decision)
    _record(by, amendment, event, unit_id, now)
    subject = _("Đề nghị điều chỉnh đã có kết quả")
    _tell(by, amendment, amendment.unit_id, Permission.PLAN_REPORT, subject, now)
    return amendment


def _edition(by: Actor, amendment: Amendment, given: DecisionGiven, now: datetime) -> Edition:
    """The next edition: the newest one with what the amendment tells differently, whatever else changed since."""
    programme = amendment.programme
    document = queries.document(programme.code, actor=by)
    part, key = Part(amendment.part), amendment.key
    held = rules.entry_of(document, part, key)
    wanted = given.entry if given.outcome == AmendmentState.PARTLY else amendment.proposed
    if held is None and amendment.base is not None and wanted is not None:
        raise AmendedPartGone
    entry = cast("Entry | None", rules.merged(held, amendment.base, wanted))
    if entry == held:
        raise NothingChanged
    raw = rules.read_document(changed(document, part, key, entry))
    _programme, edition = put_edition(
        by=by, unit_id=programme.unit_id, raw=raw, in_force_on=given.on, now=now
    )
    return edition


def _waiting(amendment_id: int, **of: int) -> Amendment:
    """The locked proposal that waits. Raises ``Missing``, ``AmendmentIsDecided``."""
    locked = Amendment.objects.select_for_update(of=("self",), no_key=True)
    found = locked.select_related("programme").filter(pk=amendment_id, **of).first()
    if found is None:
        raise Missing
    if found.state not in WAITING_STATES:
        raise AmendmentIsDecided
    return found


def _record(by: Actor, amendment: Amendment, event: Event, unit_id: int, now: datetime) -> None:
    audit.record(by=by, event=event, unit_id=unit_id, subject=("amendment", amendment.pk), now=now)


def _tell(  # noqa: PLR0917  one message, told by its parts
    by: Actor, amendment: Amendment, to: int, whom: Permission, subject: str, now: datetime
) -> None:
    accounts = access.accounts_with(whom, [to], actor=by).get(to, ())
    message = Message(
        key=f"amendment:{amendment.pk}:{amendment.state}",
        subject=subject,
        body=amendment.programme.name,
        page=f"dieu-chinh/{amendment.pk}/",
    )
    tell(by=by, unit_id=to, accounts=accounts, message=message, now=now)
