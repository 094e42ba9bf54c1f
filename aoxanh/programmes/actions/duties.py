"""Units report tasks as done with what proves it; owners say which unit a body is."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.activities import queries as activities
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.programmes import queries
from aoxanh.programmes.actions.telling import Message, tell
from aoxanh.programmes.errors import (
    BodyUnitOutside,
    DoneInFuture,
    EvidenceNeeded,
    ProgrammeIsClosed,
    TaskAlreadyDone,
    TaskNotOwed,
)
from aoxanh.programmes.models import Body, BodyUnit, Task, TaskReport
from aoxanh.programmes.types import TaskRole
from aoxanh.programmes.types.duties import BodyAssigned, DoneGiven, TaskReopened, TaskReported
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def report_task(
    *, by: Actor, unit_id: int, task_id: int, year: int, given: DoneGiven, now: datetime
) -> TaskReport:
    """Say that the unit has done a task it leads, with a paper, a file or activities that prove it.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``TaskNotOwed``, ``TaskAlreadyDone``,
    ``DoneInFuture``, ``EvidenceNeeded`` and what ``files.store`` raises.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    locked = Task.objects.select_for_update(of=("self",), no_key=True)
    task = locked.select_related("programme").filter(pk=task_id).first()
    if task is None:
        raise Missing
    if task.programme.closed_on is not None:
        raise ProgrammeIsClosed(name=task.programme.name)
    _check_owed(by, unit_id, task_id, year)
    _check_proof(by.day, given)
    linked = _own_activities(by, unit_id, given.activity_ids)

    report = TaskReport.objects.create(
        task=task,
        unit_id=unit_id,
        year=year,
        done_on=given.done_on,
        note=nfc_lines(given.note),
        paper=nfc(given.paper),
        file_id=_stored(by, unit_id, given, now),
        account_id=by.account_id,
        reported_at=now,
    )
    report.activities.set(linked)
    audit.record(
        by=by,
        event=TaskReported(task_id, year, report.pk),
        unit_id=unit_id,
        subject=("task_report", report.pk),
        now=now,
    )
    _tell_board(by, task, report, now)
    return report


def _tell_board(by: Actor, task: Task, report: TaskReport, now: datetime) -> None:
    """The board that receives this task by name; the standing one reads its list."""
    board = queries.board_of_task(task.pk, actor=by)
    if board is None or task.pk not in board.task_ids or board.unit_id == report.unit_id:
        return
    system = Actor.system(cause="board", day=by.day)
    found = access.accounts_with(Permission.PLAN_DECIDE, [board.unit_id], actor=system)
    message = Message(
        key=f"received:{report.pk}",
        subject=_("Có báo cáo gửi tới bộ phận phụ trách: %(what)s") % {"what": board.name},
        body=task.text,
        page=f"phu-trach/{board.pk}/",
    )
    tell(
        by=by,
        unit_id=board.unit_id,
        accounts=found.get(board.unit_id, ()),
        message=message,
        now=now,
    )


def _check_owed(by: Actor, unit_id: int, task_id: int, year: int) -> None:
    try:
        owed = queries.duty(unit_id, task_id=task_id, year=year, actor=by)
    except Missing as fault:
        raise TaskNotOwed(year=year) from fault
    if owed.role != TaskRole.LEAD:
        raise TaskNotOwed(year=year)
    if owed.done is not None:
        raise TaskAlreadyDone


def _check_proof(day: date, given: DoneGiven) -> None:
    if given.done_on > day:
        raise DoneInFuture
    if not (nfc(given.paper).strip() or given.file or given.activity_ids):
        raise EvidenceNeeded


def _own_activities(by: Actor, unit_id: int, chosen: Collection[int]) -> list[int]:
    """Those chosen; all lie within the unit. Raises ``Missing``."""
    within = units.subtree_ids(unit_id=unit_id, day=by.day)
    rows = activities.activities(actor=by).filter(pk__in=chosen, unit_id__in=within)
    found = list(rows.values_list("pk", flat=True)) if chosen else []
    if len(found) < len(set(chosen)):
        raise Missing
    return found


def _stored(by: Actor, unit_id: int, given: DoneGiven, now: datetime) -> int | None:
    if given.file is None:
        return None
    name, content = given.file
    kind = FileKind.DOCUMENT if not _is_picture(name) else FileKind.SCAN
    return files.store(by=by, unit_id=unit_id, kind=kind, name=name, content=content, now=now).pk


def _is_picture(name: str) -> bool:
    return name.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))


@transaction.atomic(savepoint=False)
def reopen_task(*, by: Actor, report_id: int, now: datetime) -> TaskReport:
    """Take a report back; it stays on record as withdrawn. Raises ``Missing``, ``NotAllowed``."""
    rows = TaskReport.objects.all().visible_to(by, Permission.PLAN_VIEW)
    locked = rows.select_for_update(of=("self",), no_key=True)
    report = locked.filter(pk=report_id, withdrawn_at=None).first()
    if report is None:
        raise Missing
    by.require(Permission.PLAN_REPORT, at=report.unit_id)

    report.withdrawn_at = now
    report.save(update_fields=["withdrawn_at"])
    audit.record(
        by=by,
        event=TaskReopened(report.task_id, report.year, report.pk),
        unit_id=report.unit_id,
        subject=("task_report", report.pk),
        now=now,
    )
    return report


@transaction.atomic(savepoint=False)
def assign_body(*, by: Actor, body_id: int, unit_ids: Collection[int], now: datetime) -> Body:
    """Say which units a body is; with none it is every unit of its kinds again.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``BodyUnitOutside``.
    """
    locked = Body.objects.select_for_update(of=("self",), no_key=True)
    body = locked.select_related("programme").filter(pk=body_id).first()
    if body is None:
        raise Missing
    programme = body.programme
    by.require(Permission.PLAN_DECIDE, at=programme.unit_id)
    if programme.closed_on is not None:
        raise ProgrammeIsClosed(name=programme.name)
    wanted = sorted(set(unit_ids))
    if set(wanted) - units.subtree_ids(unit_id=programme.unit_id, day=by.day):
        raise BodyUnitOutside

    BodyUnit.objects.filter(body=body).exclude(unit_id__in=wanted).delete()
    known = set(BodyUnit.objects.filter(body=body).values_list("unit_id", flat=True))
    BodyUnit.objects.bulk_create(
        BodyUnit(body=body, unit_id=unit_id) for unit_id in wanted if unit_id not in known
    )
    audit.record(
        by=by,
        event=BodyAssigned(programme.pk, body.code, tuple(wanted)),
        unit_id=programme.unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return body
