"""Issuing to many: asked for as a job, done in chunks, ended with a print run."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Q

from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import Period
from aoxanh.recognition import queries
from aoxanh.recognition.actions.issuing import check, issue_chunk
from aoxanh.recognition.errors import NobodyChosen
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import BatchOutcome, Scope
from aoxanh.work import actions as work


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile
    from aoxanh.work.models import Job


JOB_KIND: Final = "certificates.issue"
_CHUNK: Final = 50
_PRINT_RUN_KEPT: Final = timedelta(days=30)


@transaction.atomic(savepoint=False)
def issue_batch(
    *,
    by: Actor,
    unit_id: int,
    scope: Scope,
    holder_ids: Collection[int] | None = None,
    signer_post_id: int | None = None,
    now: datetime,
) -> "Job":
    """Ask for certificates for the persons given (units by a rule for units), or for all who have hours and hold none.

    The job reports its progress and ends with a print run. Raises ``NotAllowed``, ``NobodyChosen``,
    ``PeriodNotOver``.
    """
    check(by=by, unit_id=unit_id, scope=scope)
    if holder_ids is None:
        chosen = [row.holder_id for row in queries.eligible(unit_id=unit_id, scope=scope, actor=by)]
    else:
        chosen = list(dict.fromkeys(holder_ids))
    if not chosen:
        raise NobodyChosen

    arguments = {
        "unit_id": unit_id,
        "activity_id": scope.activity_id,
        "starts_on": scope.period.start.isoformat() if scope.period else None,
        "ends_on": scope.period.end.isoformat() if scope.period else None,
        "rule": scope.rule,
        "person_ids": chosen,  # as jobs that wait since before units could hold papers say it
        "signer_post_id": signer_post_id,
    }
    return work.enqueue(by=by, kind=JOB_KIND, arguments=arguments, unit_id=unit_id, now=now)


def run_issue_batch(
    *,
    by: Actor,
    arguments: Mapping[str, Any],
    report: Callable[[int, int], None],
    now: datetime,
) -> BatchOutcome:
    """Do what ``issue_batch`` asked for: chunk by chunk, each committed, none issued twice when run again.

    ``report`` is told (done, total). Raises what ``issue_chunk`` raises.
    """
    unit_id, scope = int(arguments["unit_id"]), _scope(arguments)
    holder_ids: list[int] = arguments["person_ids"]
    made = 0
    report(0, len(holder_ids))
    for start in range(0, len(holder_ids), _CHUNK):
        chunk = holder_ids[start : start + _CHUNK]
        made += len(
            issue_chunk(
                by=by,
                unit_id=unit_id,
                scope=scope,
                holder_ids=chunk,
                signer_post_id=arguments["signer_post_id"],
                now=now,
            )
        )
        report(start + len(chunk), len(holder_ids))
    held = queries.issued(unit_id=unit_id, scope=scope, actor=by)
    own = held.filter(Q(person_id__in=holder_ids) | Q(collective_id__in=holder_ids))
    run = list(own.order_by("year", "number", "pk"))
    file_id = _kept_run(by=by, unit_id=unit_id, run=run, now=now).pk if run else None
    return BatchOutcome(issued=made, left_out=len(holder_ids) - made, file_id=file_id)


@transaction.atomic(savepoint=False)
def print_run(*, by: Actor, certificate_ids: Collection[int], now: datetime) -> "StoredFile":
    """One PDF with a page for each certificate, by number. Raises ``NobodyChosen``, ``Missing``.

    All must come from one issuer whose certificates the actor may see.
    """
    if not certificate_ids:
        raise NobodyChosen
    seen = queries.certificates(actor=by).filter(pk__in=set(certificate_ids))
    run = list(seen.order_by("year", "number", "pk"))
    issuers = {certificate.unit_id for certificate in run}
    if len(run) != len(set(certificate_ids)) or len(issuers) != 1:
        raise Missing
    return _kept_run(by=by, unit_id=issuers.pop(), run=run, now=now)


def _kept_run(
    *, by: Actor, unit_id: int, run: Sequence[Certificate], now: datetime
) -> "StoredFile":
    name = f"giay-chung-nhan-{run[0].year}-{run[0].number:04d}-{run[-1].number:04d}.pdf"
    return files.store(
        by=by,
        unit_id=unit_id,
        kind=FileKind.EXPORT,
        name=name,
        content=queries.print_run_of(run),
        keep_until=by.day + _PRINT_RUN_KEPT,
        now=now,
    )


def _scope(arguments: Mapping[str, Any]) -> Scope:
    if arguments["activity_id"] is not None:
        return Scope(activity_id=int(arguments["activity_id"]))
    days = (date.fromisoformat(arguments[name]) for name in ("starts_on", "ends_on"))
    return Scope(period=Period(*days), rule=arguments.get("rule", ""))
