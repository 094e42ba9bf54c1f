"""Bringing in a list, step by step: received, its columns named, looked at, applied, undone (house decision 10).

Every step is the decision of somebody; what takes long is done by a worker (``passes``).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.imports import Asked, ImportKind
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.kernel.tables import Table
from aoxanh.kernel.text import nfc
from aoxanh.work import queries, rules
from aoxanh.work.actions.passes import APPLY, CHECK, UNDO, start
from aoxanh.work.errors import (
    BatchBusy,
    ColumnsMissing,
    FillUnreadable,
    ListForgotten,
    NothingToApply,
    NothingToUndo,
    PreviewOutdated,
    TooLateToDiscard,
    TooLateToMap,
)
from aoxanh.work.models import Batch, BatchRow, Job
from aoxanh.work.types import (
    BUSY_STATES,
    ENDED,
    BatchState,
    ListDiscarded,
    ListReceived,
    NotData,
    RowState,
)


_ROW = ("batch_id", "line", "cells", "mended", "marks", "findings", "made", "state")


@transaction.atomic(savepoint=False)
def receive(
    *,
    by: Actor,
    kind: str,
    unit_id: int,
    table: Table,
    subject_id: int | None = None,
    now: datetime,
) -> Batch:
    """Keep a list as it was read, and propose what its columns are. Nothing is saved of what it says.

    Raises ``ListKindUnknown``, ``NotAllowed``, ``Missing``.
    """
    known = queries.kind_at(kind, unit_id, actor=by, subject_id=subject_id)
    known.open(Asked(by=by, unit_id=unit_id, subject_id=subject_id, now=now))
    codes = {column.code for column in known.columns}
    remembered = queries.remembered(kind, unit_id, actor=by)
    recalled = {heading: code for heading, code in remembered.items() if code in codes}
    headings = rules.found_headings(table, known.columns, recalled)
    below = (row for line, row in _lines(table) if line > headings.through)
    first = list(islice(below, rules.SAMPLE))

    batch = Batch.objects.create(
        kind=kind,
        unit_id=unit_id,
        account_id=by.account_id,
        subject_id=subject_id,
        name=table.name[:160],
        headings=list(headings.texts),
        headings_through=headings.through,
        mapping=rules.proposed(headings.texts, first, known.columns, recalled),
        ready=sum(line > headings.through for line in table.lines),
        created_at=now,
    )
    bulk.insert(BatchRow, _ROW, _kept(batch, table))
    if len(table.rows) >= MANY:
        renew(BatchRow)
    event = ListReceived(batch.pk, kind, len(table.rows))
    audit.record(by=by, event=event, unit_id=unit_id, subject=("batch", batch.pk), now=now)
    return batch


def _lines(table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    """(line, cells); line 0 is one that was put in front of a list without headings."""
    return zip(table.lines, table.rows, strict=True)


def _kept(batch: Batch, table: Table) -> Iterator[tuple[Any, ...]]:
    above = [("", NotData.ABOVE.value, False)]
    for line, cells in _lines(table):
        if line == 0:
            continue
        is_data = line > batch.headings_through
        marks = [(place, mark.value) for place, mark in table.marks.get(line, ())]
        findings = [] if is_data else above
        state = RowState.READY if is_data else RowState.NOTE
        yield (batch.pk, line, cells, None, marks, findings, [], state.value)


@transaction.atomic(savepoint=False)
def map_columns(
    *,
    by: Actor,
    batch_id: int,
    mapping: Sequence[str],
    fills: Mapping[str, str],
    now: datetime,
) -> Batch:
    """Say which column each of the list's columns is, and check every line by it.

    Raises ``Missing``, ``BatchBusy``, ``TooLateToMap``, ``ColumnsMissing``, ``FillUnreadable``.
    """
    batch, kind = _locked(by, batch_id)
    if batch.applied or batch.kept or batch.undone_at is not None:
        raise TooLateToMap
    known = {column.code for column in kind.columns}
    padded = [*mapping, *("" for _ in batch.headings)][: len(batch.headings)]
    batch.mapping = [code if code in known else "" for code in padded]
    batch.fills = _readable(kind, batch.mapping, fills)
    _check_required(kind, batch)

    batch.save(update_fields=["mapping", "fills"])
    return start(by=by, batch=batch, task=CHECK, lines=batch.rows.count(), now=now)


def _readable(kind: ImportKind, mapping: Sequence[str], fills: Mapping[str, str]) -> dict[str, str]:
    """The texts for all lines, of columns that take one and are not in the list."""
    found = {}
    for column in kind.columns:
        text = fills.get(column.code, "").strip()
        if not text or not column.can_fill or column.code in mapping:
            continue
        problem = rules.problem_of(column, text)
        if problem:
            raise FillUnreadable(label=column.label, problem=problem)
        found[column.code] = text
    return found


def _check_required(kind: ImportKind, batch: Batch) -> None:
    missing = [
        str(column.label)
        for column in kind.columns
        if column.required and column.code not in batch.mapping and column.code not in batch.fills
    ]
    if missing:
        raise ColumnsMissing(columns=", ".join(missing))


@transaction.atomic(savepoint=False)
def mend(*, by: Actor, batch_id: int, line: int, texts: Mapping[str, str], now: datetime) -> Batch:
    """Correct one line, by column code; what it said before stays beside it. The list is checked again.

    Raises ``Missing``, ``BatchBusy``.
    """
    batch, kind = _locked(by, batch_id)
    row = batch.rows.filter(line=line, state=RowState.FAULTY).first()
    if row is None:
        raise Missing
    given = {code: nfc(text) for code, text in texts.items() if kind.column(code)}

    row.mended = {**(row.mended or {}), **given}
    row.save(update_fields=["mended"])
    return start(by=by, batch=batch, task=CHECK, lines=batch.rows.count(), now=now)


@transaction.atomic(savepoint=False)
def apply(*, by: Actor, batch_id: int, expected: int, now: datetime) -> Batch:
    """Save every line that can be saved; ``expected`` is their number as the preview showed it.

    Lines with faults stay listed. Raises ``Missing``, ``BatchBusy``, ``NothingToApply``, ``PreviewOutdated``.
    """
    batch, _kind = _locked(by, batch_id)
    if batch.state not in {BatchState.CHECKED, BatchState.APPLYING}:
        raise NothingToApply
    if not batch.ready:
        raise NothingToApply
    if batch.ready != expected:
        raise PreviewOutdated
    return start(by=by, batch=batch, task=APPLY, lines=batch.ready, now=now)


@transaction.atomic(savepoint=False)
def undo(*, by: Actor, batch_id: int, now: datetime) -> Batch:
    """Take back what the list created; what was used since is kept and named.

    Raises ``Missing``, ``BatchBusy``, ``NothingToUndo``.
    """
    batch, _kind = _locked(by, batch_id)
    lines = batch.applied + batch.kept
    if not lines:
        raise NothingToUndo
    return start(by=by, batch=batch, task=UNDO, lines=lines, now=now)


@transaction.atomic(savepoint=False)
def discard(*, by: Actor, batch_id: int, now: datetime) -> None:
    """Throw away a list of which nothing was saved. Raises ``Missing``, ``BatchBusy``, ``TooLateToDiscard``."""
    batch, _kind = _locked(by, batch_id)
    if batch.applied or batch.kept or batch.undone_at is not None:
        raise TooLateToDiscard
    event = ListDiscarded(batch.pk, batch.kind)
    BatchRow.objects.filter(batch=batch).delete()
    Batch.objects.filter(pk=batch.pk).delete()
    audit.record(by=by, event=event, unit_id=batch.unit_id, subject=("batch", batch_id), now=now)


def _locked(by: Actor, batch_id: int) -> tuple[Batch, ImportKind]:
    """The list and its kind for who may bring it in, while no worker is at it.

    Raises ``Missing``, ``BatchBusy``, ``ListForgotten``.
    """
    rows = Batch.objects.select_for_update(of=("self",), no_key=True).filter(pk=batch_id)
    batch = rows.order_by("pk").first()
    if batch is None:
        raise Missing
    if batch.kind not in {kind.code for kind in queries.kinds_at(batch.unit_id, actor=by)}:
        raise Missing
    if batch.state in BUSY_STATES and _is_worked_at(batch):
        raise BatchBusy
    if batch.forgotten_at is not None:
        raise ListForgotten
    return batch, queries.kind_of(batch)


def _is_worked_at(batch: Batch) -> bool:
    """Whether the job of a busy list goes on: one that was stopped or gave up leaves the list to its people."""
    return Job.objects.filter(pk=batch.job_id or 0).exclude(state__in=ENDED).exists()
