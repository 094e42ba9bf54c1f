"""Units open records of what they do with others, and write down each thing that happens."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.cooperation import queries, rules
from aoxanh.cooperation.errors import (
    KindUnknown,
    PartnerIsItself,
    PartnerNeeded,
    TaskElsewhere,
)
from aoxanh.cooperation.models import Record, Step
from aoxanh.cooperation.types import (
    Kind,
    Partner,
    RecordGiven,
    RecordOpened,
    RecordStepped,
    State,
    StepGiven,
)
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def open_record(
    *, by: Actor, unit_id: int, given: RecordGiven, first: StepGiven, now: datetime
) -> Record:
    """Keep a matter between the unit and another, with the first thing that happened.

    Raises ``NotAllowed``, ``KindUnknown``, ``PartnerNeeded``, ``PartnerIsItself``, ``TaskElsewhere``, what
    ``rules.step_into`` and ``files.store`` raise.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    kind = queries.kinds().get(given.kind)
    if kind is None:
        raise KindUnknown
    partner_id, partner_name = _partner(by, unit_id, kind, given)
    _check_task(by, unit_id, given.task_id)
    state = rules.step_into(kind, first, now_in="", last_on=None, day=by.day)

    record = Record.objects.create(
        unit_id=unit_id,
        kind=kind.code,
        title=nfc(given.title),
        text=nfc_lines(given.text),
        partner_id=partner_id,
        partner_name=partner_name,
        task_id=given.task_id,
        state=state.code,
        since=first.on,
        is_ended=state.is_last,
        account_id=by.account_id,
        recorded_at=now,
    )
    _write_step(by, record, state, first, now)
    named = (partner_id,) if partner_id else ()
    event = RecordOpened(record.pk, record.kind, named)
    audit.record(
        by=by,
        event=event,
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        touches=_touches(record, state, first.on),
        now=now,
    )
    return record


def _partner(by: Actor, unit_id: int, kind: Kind, given: RecordGiven) -> tuple[int | None, str]:
    """(unit on the other side, or the name of a body). Raises ``PartnerNeeded``, ``PartnerIsItself``."""
    name = nfc(given.partner_name).strip()
    if given.partner_id is not None and kind.partner != Partner.BODY:
        if given.partner_id == unit_id:
            raise PartnerIsItself
        system = Actor.system(cause="cooperation", day=by.day)
        found = units.units(actor=system, day=by.day).filter(unit_id=given.partner_id)
        if kind.unit_kinds:
            found = found.filter(kind_id__in=kind.unit_kinds)
        if not found.exists():
            raise PartnerNeeded
        return given.partner_id, ""
    if not name or kind.partner == Partner.UNIT:
        raise PartnerNeeded
    return None, name


def _check_task(by: Actor, unit_id: int, task_id: int | None) -> None:
    if task_id is None:
        return
    if task_id not in {pk for pk, _text in queries.tasks_offered(unit_id, actor=by)}:
        raise TaskElsewhere


@transaction.atomic(savepoint=False)
def add_step(*, by: Actor, unit_id: int, record_id: int, given: StepGiven, now: datetime) -> Record:
    """Write down what happened next with a record of the unit's own.

    Raises ``Missing``, ``NotAllowed``, what ``rules.step_into`` and ``files.store`` raise.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    locked = Record.objects.select_for_update(of=("self",), no_key=True)
    record = locked.filter(pk=record_id, unit_id=unit_id).first()
    if record is None or record.kind not in queries.kinds():
        raise Missing
    kind = queries.kinds()[record.kind]
    state = rules.step_into(kind, given, now_in=record.state, last_on=record.since, day=by.day)

    record.state, record.since, record.is_ended = state.code, given.on, state.is_last
    record.save(update_fields=["state", "since", "is_ended"])
    _write_step(by, record, state, given, now)
    audit.record(
        by=by,
        event=RecordStepped(record.pk, record.kind, state.code),
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        touches=_touches(record, state, given.on),
        now=now,
    )
    return record


def _touches(record: Record, state: State, on: date) -> tuple[tuple[int, date], ...]:
    """The cells a step that counts adds to."""
    return ((record.unit_id, on),) if state.counts else ()


def _write_step(by: Actor, record: Record, state: State, given: StepGiven, now: datetime) -> None:
    file_id = None
    if given.file:
        name, content = given.file
        file_id = files.store(
            by=by,
            unit_id=record.unit_id,
            kind=FileKind.DOCUMENT,
            name=name,
            content=content,
            now=now,
        ).pk
    Step.objects.create(
        record=record,
        state=state.code,
        counts=state.counts,
        on=given.on,
        note=nfc_lines(given.note).strip(),
        paper=nfc(given.paper).strip(),
        file_id=file_id,
        account_id=by.account_id,
        recorded_at=now,
    )
