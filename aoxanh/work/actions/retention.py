"""Forgetting what has served: the lines of old lists here, what other contexts keep through their holdings."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import retention
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.kernel.retention import Holding
from aoxanh.work import queries
from aoxanh.work.models import Batch, BatchRow
from aoxanh.work.queries import keeping
from aoxanh.work.types import DataForgotten


FORGET = "data.forget"
"""The kind of the nightly job."""

_AT_ONCE = 5000
"""Lines to a transaction."""


def forget_due(*, by: Actor, now: datetime) -> int:
    """Forget everything whose period is over on the actor's day; returns how much that was."""
    periods = queries.periods()
    return sum(
        each.forget(by=by, before=by.day - periods[each.code], now=now)
        for each in retention.holdings()
    )


def note_forgotten(*, by: Actor, holding: str, unit_id: int, rows: int, now: datetime) -> None:
    """Note in the trail what of a unit was forgotten, in the caller's transaction."""
    audit.record(by=by, event=DataForgotten(holding, rows), unit_id=unit_id, now=now)


def _forget_lines(*, by: Actor, before: date, now: datetime) -> int:
    """Delete the lines of lists whose last step lies before a day; the list and its numbers stay."""
    due = keeping.served().filter(served__lt=start_of(before)).order_by("pk")
    forgotten = sum(_close(batch, by, now) for batch in list(due))
    while _delete_some():
        continue
    return forgotten


@transaction.atomic(savepoint=False)
def _close(batch: Batch, by: Actor, now: datetime) -> int:
    """Let nobody work with the list any more; its lines go in chunks afterwards, and again after a fault."""
    lines = batch.rows.count()
    Batch.objects.filter(pk=batch.pk).update(forgotten_at=now)
    note_forgotten(by=by, holding=IMPORTED_LINES.code, unit_id=batch.unit_id, rows=lines, now=now)
    return lines


def _delete_some() -> int:
    rows = BatchRow.objects.filter(batch__forgotten_at__isnull=False).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:_AT_ONCE])
    deleted, _by_model = BatchRow.objects.filter(pk__in=keys).delete()
    return deleted


IMPORTED_LINES = Holding(
    code="imported_lines",
    label=_("dòng của danh sách đã nhập"),
    since=_("từ lần cuối làm với danh sách"),
    kept=keeping.kept_lines,
    keys=keeping.list_keys,
    lines=keeping.list_lines,
    forget=_forget_lines,
)
