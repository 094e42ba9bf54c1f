"""Units open records of what they do with others, and write down each thing that happens."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.cooperation import queries, rules
from aoxanh.cooperation.errors import (
    KindUnknown,
    NothingToTakeBack,
    NotNumbered,
    NumberAsBefore,
    NumberTaken,
    PartnerIsItself,
    PartnerNeeded,
    RecordEnded,
    TaskElsewhere,
)
from aoxanh.cooperation.models import Correction, Record, Step
from aoxanh.cooperation.types import (
    TAKEN_BACK,
    CorrectionGiven,
    Kind,
    Mistake,
    NumberCorrected,
    Partner,
    RecordGiven,
    RecordOpened,
    RecordStepped,
    Side,
    State,
    StepGiven,
    StepTakenBack,
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

    Raises ``NotAllowed``, ``KindUnknown``, ``PartnerNeeded``, ``PartnerIsItself``, ``TaskElsewhere``, ``NumberTaken``,
    what ``rules.check_number``, ``rules.step_into`` and ``files.store`` raise.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    kind = queries.kinds().get(given.kind)
    if kind is None:
        raise KindUnknown
    number = _number(unit_id, kind, given)
    partner_id, partner_name = _partner(by, unit_id, kind, given)
    _check_task(by, unit_id, given.task_id)
    state = rules.step_into(kind, first, passed=(), now_in="", last_on=None, day=by.day)

    record = Record.objects.create(
        unit_id=unit_id,
        kind=kind.code,
        title=number or nfc(given.title),
        number=number,
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
    step = _write_step(by, record, state, first, now)
    named = (partner_id,) if partner_id else ()
    event = RecordOpened(record.pk, record.kind, named)
    audit.record(
        by=by,
        event=event,
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        touches=_touches(record, step),
        now=now,
    )
    return record


def _number(unit_id: int, kind: Kind, given: RecordGiven) -> str:
    """The free number of a person, "" for other matters. Raises ``NumberTaken``, what ``rules.check_number`` raises."""
    rules.check_number(kind, given)
    number = given.title.strip() if kind.is_numbered else ""
    if number:
        _check_free(unit_id, number)
    return number


def _check_free(unit_id: int, number: str) -> None:
    """Raises ``NumberTaken``."""
    rows = Record.objects.filter(unit_id=unit_id, number=number)
    if rows.exclude(state=TAKEN_BACK).exists():
        raise NumberTaken


def _partner(by: Actor, unit_id: int, kind: Kind, given: RecordGiven) -> tuple[int | None, str]:
    """(unit on the other side, or the name of a body). Raises ``PartnerNeeded``, ``PartnerIsItself``."""
    name = nfc(given.partner_name).strip()
    if given.partner_id is not None and kind.partner != Partner.BODY:
        if given.partner_id == unit_id:
            raise PartnerIsItself
        system = Actor.system(cause="cooperation", day=by.day)
        found = units.units(actor=system, day=by.day).filter(unit_id=given.partner_id)
        if kind.partner == Partner.ABOVE:
            found = found.filter(unit_id__in=units.ancestors(unit_id=unit_id, day=by.day))
        if kind.unit_kinds:
            found = found.filter(kind_id__in=kind.unit_kinds)
        if not found.exists():
            raise PartnerNeeded
        return given.partner_id, ""
    if not name or kind.partner in {Partner.UNIT, Partner.ABOVE}:
        raise PartnerNeeded
    return None, name


def _check_task(by: Actor, unit_id: int, task_id: int | None) -> None:
    if task_id is None:
        return
    if task_id not in {pk for pk, _text in queries.tasks_offered(unit_id, actor=by)}:
        raise TaskElsewhere


@transaction.atomic(savepoint=False)
def add_step(*, by: Actor, unit_id: int, record_id: int, given: StepGiven, now: datetime) -> Record:
    """Write down what happened next with a record of the unit's own, or what its kind leaves to the other side.

    Raises ``Missing``, ``NotAllowed``, what ``rules.step_into`` and ``files.store`` raise.
    """
    record, side = _locked(by, unit_id, record_id)
    kind = queries.kinds()[record.kind]
    passed = queries.passed(record)
    state = rules.step_into(
        kind,
        given,
        passed=passed,
        now_in=record.state,
        last_on=record.since,
        day=by.day,
        side=side,
    )

    record.state, record.since, record.is_ended = state.code, given.on, state.is_last
    record.save(update_fields=["state", "since", "is_ended"])
    step = _write_step(by, record, state, given, now, passed=passed)
    audit.record(
        by=by,
        event=RecordStepped(record.pk, record.kind, state.code),
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        touches=_touches(record, step),
        now=now,
    )
    return record


def _locked(by: Actor, unit_id: int, record_id: int) -> tuple[Record, Side]:
    """The locked record and the side on which the unit writes. Raises ``Missing``, ``NotAllowed``, ``RecordEnded``."""
    locked = Record.objects.select_for_update(of=("self",), no_key=True)
    record = locked.filter(pk=record_id).first()
    side = queries.side_of(record, unit_id=unit_id, actor=by) if record else None
    if record is None or side is None:
        raise Missing
    by.require(queries.PERMISSIONS[side], at=unit_id)
    if record.state == TAKEN_BACK:
        raise RecordEnded
    return record, side


@transaction.atomic(savepoint=False)
def take_back_step(
    *, by: Actor, unit_id: int, record_id: int, given: CorrectionGiven, now: datetime
) -> Record:
    """Say that the last step was written by mistake: it stays to be read and counts no more.

    The step before tells how the matter stands again; with none the matter is taken back and its number is free.
    Raises ``Missing``, ``NotAllowed``, ``RecordEnded``, ``NothingToTakeBack``, what ``rules.check_mistake`` raises.
    """
    record, side = _locked(by, unit_id, record_id)
    kind = queries.kinds()[record.kind]
    rules.check_mistake(kind, given)
    step, before = queries.last_steps(record)
    state = kind.state(step.state)
    if state is None or state.by != side:
        raise NothingToTakeBack

    _correct(by, record, given, now, step=step)
    record.state = before.state if before else TAKEN_BACK
    record.since = before.on if before else step.on
    record.is_ended = before is None
    record.save(update_fields=["state", "since", "is_ended"])
    audit.record(
        by=by,
        event=StepTakenBack(record.pk, record.kind, step.state, given.mistake),
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        touches=_touches(record, step),
        now=now,
    )
    return record


@transaction.atomic(savepoint=False)
def correct_number(
    *, by: Actor, unit_id: int, record_id: int, number: str, now: datetime
) -> Record:
    """Keep a person by the right number of the book; the wrong one stays to be read.

    Raises ``Missing``, ``NotAllowed``, ``RecordEnded``, ``NotNumbered``, ``NumberNeeded``, ``NumberAsBefore``,
    ``NumberTaken``.
    """
    record, _side = _locked(by, unit_id, record_id)
    if not record.number:
        raise NotNumbered
    right = rules.read_number(number)
    if right == record.number:
        raise NumberAsBefore
    _check_free(unit_id, right)

    _correct(by, record, CorrectionGiven(mistake=Mistake.WHOM), now, number=record.number)
    record.number = record.title = right
    record.save(update_fields=["number", "title"])
    audit.record(
        by=by,
        event=NumberCorrected(record.pk, record.kind),
        unit_id=unit_id,
        subject=("cooperation", record.pk),
        now=now,
    )
    return record


def _correct(
    by: Actor,
    record: Record,
    given: CorrectionGiven,
    now: datetime,
    *,
    step: Step | None = None,
    number: str = "",
) -> None:
    Correction.objects.create(
        record=record,
        step=step,
        number=number,
        mistake=given.mistake,
        note=nfc(given.note).strip(),
        account_id=by.account_id,
        recorded_at=now,
    )


def _touches(record: Record, step: Step) -> tuple[tuple[int, date], ...]:
    """The cells a step that counts adds to."""
    return ((record.unit_id, step.on),) if step.counts else ()


def _write_step(
    by: Actor,
    record: Record,
    state: State,
    given: StepGiven,
    now: datetime,
    *,
    passed: Collection[str] = (),
) -> Step:
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
    return Step.objects.create(
        record=record,
        state=state.code,
        counts=rules.counts(state, passed=passed),
        on=given.on,
        note=nfc_lines(given.note).strip(),
        paper=nfc(given.paper).strip(),
        file_id=file_id,
        account_id=by.account_id,
        recorded_at=now,
    )
