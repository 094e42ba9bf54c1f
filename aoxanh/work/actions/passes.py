"""Passes over a list: checking, applying, undoing, a chunk in each transaction, by a worker or at once.

Applying reads and checks every line again by the same code as the preview, in the transaction that saves it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import bulk, imports
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.imports import Asked, Desk, Finding, ImportKind, Line
from aoxanh.kernel.permissions import Permission
from aoxanh.work import queries, rules
from aoxanh.work.actions.jobs import enqueue
from aoxanh.work.models import Batch, BatchRow
from aoxanh.work.types import Batched, BatchState, ListApplied, ListUndone, RowState


CHECK, APPLY, UNDO = "lists.check", "lists.apply", "lists.undo"
"""Kinds of jobs."""

AT_ONCE = 400
"""Lines up to which a list is dealt with while its officer waits."""

Report = Callable[[int, int], None]
_STATES = {CHECK: BatchState.CHECKING, APPLY: BatchState.APPLYING, UNDO: BatchState.UNDOING}
_Stored = tuple[int, int, list[str], dict[str, str] | None, list[tuple[int, str]]]
_TAKEN = ("pk", "line", "cells", "mended", "marks")


def start(*, by: Actor, batch: Batch, task: str, lines: int, now: datetime) -> Batch:
    """Begin a pass over a locked list: at once when it is short, else by a worker."""
    batch.state = _STATES[task]
    batch.job_id = None
    if lines > AT_ONCE:
        job = enqueue(
            by=by, kind=task, arguments={"batch_id": batch.pk}, unit_id=batch.unit_id, now=now
        )
        batch.job_id = job.pk
    batch.save(update_fields=["state", "job_id"])
    if batch.job_id is None:
        run_pass(by=by, task=task, batch_id=batch.pk, report=_silent, now=now)
        batch.refresh_from_db()
    return batch


def _silent(done: int, total: int) -> None:
    """Nobody watches what is done at once."""


def run_pass(
    *, by: Actor, task: str, batch_id: int, report: Report, now: datetime
) -> Batched | None:
    """Do what was asked for; None when it was done or dropped meanwhile.

    Raises ``Missing``, ``NotAllowed``, and what ``report`` raises; chunks done before stay done.
    """
    batch = Batch.objects.filter(pk=batch_id, state=_STATES[task]).first()
    if batch is None:
        return None
    by.require(Permission.LIST_IMPORT, at=batch.unit_id)
    {CHECK: _check, APPLY: _apply, UNDO: _undo}[task](_Pass.over(batch, by, now), report)
    batch.refresh_from_db()
    return Batched(ready=batch.ready, faulty=batch.faulty, applied=batch.applied, kept=batch.kept)


@dataclass(slots=True)
class _Pass:
    """One pass: the list, its kind, and what is remembered from chunk to chunk."""

    batch: Batch
    kind: ImportKind
    desk: Desk
    reader: rules.Reader
    by: Actor
    now: datetime
    seen: dict[Hashable, int] = field(default_factory=dict)

    @classmethod
    def over(cls, batch: Batch, by: Actor, now: datetime) -> "_Pass":
        kind = queries.kind_of(batch)
        asked = Asked(
            by=by,
            unit_id=batch.unit_id,
            subject_id=batch.subject_id,
            now=now,
            applied_at=batch.applied_at,
        )
        reader = rules.Reader(kind, mapping=batch.mapping, fills=batch.fills)
        return cls(batch, kind, kind.open(asked), reader, by, now)

    def rows(self, *states: RowState, after: int) -> list[_Stored]:
        found = BatchRow.objects.filter(batch_id=self.batch.pk, line__gt=after, state__in=states)
        return list(found.order_by("line").values_list(*_TAKEN)[: self.kind.chunk])

    def read(self, rows: Iterable[_Stored]) -> tuple[list[Line], list[Finding]]:
        """The lines without a fault so far, and everything that is to be said, of the kind's check too."""
        lines: list[Line] = []
        findings: list[Finding] = []
        for _pk, number, cells, mended, marks in rows:
            values, found = self.reader.read(number, cells, marks, mended)
            line = Line(number, values)
            findings += found
            if not any(finding.is_fault for finding in found):
                lines.append(line)
        found = list(self.desk.check(lines))
        faulty = {finding.line for finding in found if finding.is_fault}
        return [line for line in lines if line.number not in faulty], [*findings, *found]

    def twins(self, lines: Sequence[Line]) -> list[Finding]:
        """Lines that say what an earlier one said."""
        found = []
        for line in lines:
            key = self.kind.key(line.values)
            if key is None:
                continue
            first = self.seen.setdefault(key, line.number)
            if first != line.number:
                said = _("Trùng với dòng %(line)s. Hãy giữ lại một dòng.") % {"line": first}
                found.append(Finding(line.number, self.kind.key_column, said))
        return found


def _grouped(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.line, []).append(finding)
    return by_line


def _as_kept(findings: Iterable[Finding]) -> list[tuple[str, str, bool]]:
    return [(finding.column, finding.sentence, finding.is_fault) for finding in findings]


def _check(work: _Pass, report: Report) -> None:
    """Judge every line anew; nothing but the list itself is written."""
    batch = work.batch
    open_rows = BatchRow.objects.filter(batch=batch, line__gt=batch.headings_through).exclude(
        state__in=(RowState.APPLIED, RowState.UNDONE, RowState.KEPT)
    )
    open_rows.exclude(state=RowState.READY, findings=[]).update(state=RowState.READY, findings=[])
    total, done, after = open_rows.count(), 0, batch.headings_through
    while rows := work.rows(RowState.READY, after=after):
        _judge(work, rows)
        after = rows[-1][1]
        done += len(rows)
        report(done, total)
    Batch.objects.filter(pk=batch.pk, state=BatchState.CHECKING).update(
        state=BatchState.CHECKED, **_count(batch.pk)
    )


@transaction.atomic(savepoint=False)
def _judge(work: _Pass, rows: Sequence[_Stored]) -> None:
    headings = [heading.casefold() for heading in work.batch.headings]
    required = work.reader.required
    data, changes = [], []
    for row in rows:
        why = None if row[3] else rules.not_data(row[2], headings=headings, required=required)
        if why is None:
            data.append(row)
        else:
            changes.append((row[0], RowState.NOTE.value, [("", why.value, False)]))
    lines, findings = work.read(data)
    findings += work.twins(lines)
    keys = {row[1]: row[0] for row in data}
    for number, found in _grouped(findings).items():
        is_faulty = any(finding.is_fault for finding in found)
        state = RowState.FAULTY if is_faulty else RowState.READY
        changes.append((keys[number], state.value, _as_kept(found)))
    bulk.update(BatchRow, ("state", "findings"), changes)


def _apply(work: _Pass, report: Report) -> None:
    """Save the lines that can be saved, in their order."""
    batch, after, done = work.batch, -1, 0
    total = batch.ready
    while rows := work.rows(RowState.READY, after=after):
        if not _save(work, rows):
            return
        after = rows[-1][1]
        done += len(rows)
        report(min(done, total), total)
    _end(work, BatchState.APPLIED)


@transaction.atomic(savepoint=False)
def _save(work: _Pass, rows: Sequence[_Stored]) -> bool:
    """One chunk: read and checked again, written, and noted line by line. False when the pass is over."""
    if not _still(work.batch.pk, BatchState.APPLYING):
        return False
    lines, findings = work.read(rows)
    applied = work.desk.apply(lines) if lines else imports.Applied({})
    said = _grouped([*findings, *applied.findings])
    changes = []
    for pk, number, *_rest in rows:
        found = said.get(number, [])
        is_faulty = number not in applied.made
        state = RowState.FAULTY if is_faulty else RowState.APPLIED
        made = [] if is_faulty else applied.made[number]
        changes.append((pk, state.value, _as_kept(found), made))
    bulk.update(BatchRow, ("state", "findings", "made"), changes)
    return True


def _undo(work: _Pass, report: Report) -> None:
    """Take back what the lines created, the last first."""
    before, done = _FAR, 0
    total = work.batch.applied + work.batch.kept
    while rows := _made_rows(work, before):
        if not _take_back(work, rows):
            return
        before = rows[-1][1]
        done += len(rows)
        report(min(done, total), total)
    _end(work, BatchState.UNDONE)


_FAR = 2**31 - 1
_MadeRow = tuple[int, int, list[tuple[str, int]]]


def _made_rows(work: _Pass, before: int) -> list[_MadeRow]:
    made = BatchRow.objects.filter(
        batch_id=work.batch.pk, line__lt=before, state__in=(RowState.APPLIED, RowState.KEPT)
    )
    return list(made.order_by("-line").values_list("pk", "line", "made")[: work.kind.chunk])


@transaction.atomic(savepoint=False)
def _take_back(work: _Pass, rows: Sequence[_MadeRow]) -> bool:
    if not _still(work.batch.pk, BatchState.UNDOING):
        return False
    made = {line: [(noun, key) for noun, key in things] for _pk, line, things in rows}
    kept = {each.line: each for each in work.desk.undo(made)}
    changes = []
    for pk, line, _things in rows:
        why = kept.get(line)
        state = RowState.UNDONE if why is None else RowState.KEPT
        said = [] if why is None else [("", f"{why.name}: {why.why}", False)]
        changes.append((pk, state.value, said))
    bulk.update(BatchRow, ("state", "findings"), changes)
    return True


def _still(batch_id: int, state: BatchState) -> bool:
    """Whether the list is still in this state; it stays so until the transaction ends."""
    rows = Batch.objects.select_for_update(of=("self",), no_key=True).filter(pk=batch_id)
    return any(batch.state == state for batch in rows.order_by("pk"))


def _count(batch_id: int) -> dict[str, int]:
    """How many lines are in each state, as the list's own columns."""
    rows = BatchRow.objects.filter(batch_id=batch_id).order_by("state")
    found = dict(rows.values_list("state").annotate(lines=Count("pk")))
    return {
        "ready": found.get(RowState.READY, 0),
        "faulty": found.get(RowState.FAULTY, 0),
        "noted": found.get(RowState.NOTE, 0),
        "applied": found.get(RowState.APPLIED, 0),
        "kept": found.get(RowState.KEPT, 0),
    }


@transaction.atomic(savepoint=False)
def _end(work: _Pass, state: BatchState) -> None:
    """Note how many lines came through, and when."""
    batch, counted = work.batch, _count(work.batch.pk)
    event: ListApplied | ListUndone
    if state == BatchState.APPLIED:
        stamp: dict[str, Any] = {"applied_at": work.now}
        event = ListApplied(batch.pk, batch.kind, counted["applied"], counted["faulty"])
    else:
        stamp = {"undone_at": work.now, "undone_by_id": work.by.account_id}
        undone = BatchRow.objects.filter(batch=batch, state=RowState.UNDONE).count()
        event = ListUndone(batch.pk, batch.kind, undone, counted["kept"])
    Batch.objects.filter(pk=batch.pk).update(state=state, **stamp, **counted)
    audit.record(
        by=work.by, event=event, unit_id=batch.unit_id, subject=("batch", batch.pk), now=work.now
    )
