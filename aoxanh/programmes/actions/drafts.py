"""Writing a plan page by page: begun from another, changed part by part, published as an edition."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries, rules
from aoxanh.programmes.actions.amending import changed
from aoxanh.programmes.actions.loading import put_edition
from aoxanh.programmes.errors import (
    DraftDaysNeeded,
    PlanCodeTaken,
    PlanCodeUnfit,
    PlanNameNeeded,
    PlanPartInvalid,
    PlanSourceUnfit,
    ProgrammeIsClosed,
)
from aoxanh.programmes.models import Edition, PlanDraft, Programme
from aoxanh.programmes.types.amending import Entry, Part
from aoxanh.programmes.types.drafts import (
    Beginning,
    DraftBegun,
    DraftDropped,
    DraftGiven,
    DraftPublished,
)


@transaction.atomic(savepoint=False)
def begin_draft(*, by: Actor, unit_id: int, given: DraftGiven, now: datetime) -> PlanDraft:
    """Begin to write a plan of the unit: from one above, as the next of one, anew, or as its next edition.

    Raises ``NotAllowed``, ``PlanSourceUnfit``, ``ProgrammeIsClosed``, ``PlanNameNeeded``, ``PlanCodeUnfit``,
    ``PlanCodeTaken``, ``DraftDaysNeeded``.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    source = _source(by, unit_id, given)
    document = _document(by, unit_id, given, source)
    code = document["code"]
    if PlanDraft.objects.filter(unit_id=unit_id, code=code).exists():
        raise PlanCodeTaken(code=code)
    if given.beginning != Beginning.REVISED and Programme.objects.filter(code=code).exists():
        raise PlanCodeTaken(code=code)

    draft = PlanDraft.objects.create(
        unit_id=unit_id,
        source=source,
        code=code,
        document=document,
        account_id=by.account_id,
        begun_at=now,
        saved_at=now,
    )
    _record(by, draft, DraftBegun(draft.pk, code), now)
    return draft


def _source(by: Actor, unit_id: int, given: DraftGiven) -> Programme | None:
    """The plan it begins from, which holds for the unit; only one's own is revised or followed by a next one."""
    if given.beginning == Beginning.BLANK:
        return None
    found = queries.programmes_at(unit_id, actor=by).filter(code=given.source).first()
    own_only = given.beginning in {Beginning.NEXT, Beginning.REVISED}
    if found is None or (own_only and found.unit_id != unit_id):
        raise PlanSourceUnfit
    if given.beginning == Beginning.REVISED and found.closed_on is not None:
        raise ProgrammeIsClosed(name=found.name)
    return found


def _document(
    by: Actor, unit_id: int, given: DraftGiven, source: Programme | None
) -> dict[str, Any]:
    code, name = nfc(given.code).strip().upper(), nfc(given.name).strip()
    held = queries.document(source.code, actor=by) if source else {}
    if given.beginning == Beginning.REVISED:
        return held
    if not code or not name:
        raise PlanNameNeeded
    if not rules.is_addressable(code):
        raise PlanCodeUnfit
    if given.beginning == Beginning.BLANK:
        first, last = _days(given)
        return rules.blank(code=code, name=name, first=first, end=last + timedelta(days=1))
    taken = frozenset(queries.plan_world().indicators)
    if given.beginning == Beginning.DERIVED:
        return rules.derived(held, code=code, name=name, taken=taken)
    closing = queries.closing_of(held["code"], unit_id=unit_id, actor=by)
    return rules.next_phase(held, closing, code=code, name=name, taken=taken)


def _days(given: DraftGiven) -> tuple[date, date]:
    if given.first_day is None or given.last_day is None or given.last_day < given.first_day:
        raise DraftDaysNeeded
    return given.first_day, given.last_day


def _locked(by: Actor, unit_id: int, draft_id: int) -> PlanDraft:
    """Raises ``NotAllowed``, ``Missing``."""
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    rows = PlanDraft.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=draft_id, unit_id=unit_id).order_by("pk").first()
    if found is None:
        raise Missing
    return found


@transaction.atomic(savepoint=False)
def save_draft_part(
    *,
    by: Actor,
    unit_id: int,
    draft_id: int,
    part: Part,
    key: str,
    entry: Entry | None,
    now: datetime,
) -> PlanDraft:
    """Tell one part of a draft differently, add one, or take one away. What was at fault before is no hindrance.

    Raises ``NotAllowed``, ``Missing``, ``PlanPartInvalid``.
    """
    draft = _locked(by, unit_id, draft_id)
    draft.document = changed(draft.document, part, key, entry)
    draft.saved_at = now
    draft.save(update_fields=["document", "saved_at"])
    return draft


@transaction.atomic(savepoint=False)
def publish_draft(
    *, by: Actor, unit_id: int, draft_id: int, in_force_on: date | None, now: datetime
) -> Edition:
    """Make a draft the newest edition of its plan, or the first of a new one; the draft is gone then.

    Raises ``NotAllowed``, ``Missing``, ``PlanPartInvalid``, ``PlanCodeTaken``.
    """
    draft = _locked(by, unit_id, draft_id)
    faults = queries.draft_faults(draft, actor=by)
    if faults:
        raise PlanPartInvalid(faults)
    if Programme.objects.filter(code=draft.code).exclude(unit_id=unit_id).exists():
        raise PlanCodeTaken(code=draft.code)

    raw = rules.read_document(draft.document)
    programme, edition = put_edition(
        by=by, unit_id=unit_id, raw=raw, in_force_on=in_force_on, now=now
    )
    draft.delete()
    audit.record(
        by=by,
        event=DraftPublished(programme.pk, edition.number),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return edition


@transaction.atomic(savepoint=False)
def drop_draft(*, by: Actor, unit_id: int, draft_id: int, now: datetime) -> None:
    """Throw a draft away. Raises ``NotAllowed``, ``Missing``."""
    draft = _locked(by, unit_id, draft_id)
    _record(by, draft, DraftDropped(draft.pk, draft.code), now)
    draft.delete()


def _record(by: Actor, draft: PlanDraft, event: DraftBegun | DraftDropped, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=draft.unit_id, subject=("plan_draft", draft.pk), now=now
    )
