"""Asking for work, taking it, reporting on it, ending it.

What a worker does to the row (claim, progress, finish, fail) is bookkeeping and leaves no trail: the work
itself records what it changes. Asking and stopping are decisions of people and do.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.work import rules
from aoxanh.work.errors import JobEnded, JobLost
from aoxanh.work.models import Job, JobQuerySet, Schedule
from aoxanh.work.types import ENDED, Claimed, Due, JobAsked, JobState, JobStopped, Swept


def _gave_up() -> str:
    return _(
        "Công việc không hoàn thành sau nhiều lần thử. Hãy thử lại sau hoặc báo người quản trị."
    )


@transaction.atomic(savepoint=False)
def enqueue(
    *,
    by: Actor,
    kind: str,
    arguments: Mapping[str, object],
    unit_id: int | None = None,
    key: str | None = None,
    run_after: datetime | None = None,
    now: datetime,
) -> Job:
    """Ask for a job in the caller's transaction; asking again under the same ``key`` gives the first job.

    The caller has checked that ``by`` may have this done. ``kind`` is a name that the jobs face knows.
    """
    columns = {
        "kind": kind,
        "arguments": dict(arguments),
        "unit_id": unit_id,
        "account_id": by.account_id,
        "run_after": run_after or now,
        "created_at": now,
    }
    if key is None:
        job, is_new = Job.objects.create(**columns), True
    else:
        job, is_new = Job.objects.get_or_create(idempotency_key=key, defaults=columns)
    if is_new:
        audit.record(
            by=by, event=JobAsked(job.pk, kind), unit_id=unit_id, subject=("job", job.pk), now=now
        )
    return job


@transaction.atomic(savepoint=False)
def claim(*, now: datetime) -> Claimed | None:
    """Take the next due job for ``rules.LEASE``; None when there is none or another worker was faster."""
    due = Job.objects.all().due(now)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(of=("self",), no_key=True, skip_locked=True)
    job = due.first()
    if job is None:
        return None

    taken = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        lease_until=now + rules.LEASE,
    )
    if not taken:
        return None
    return Claimed(
        job_id=job.pk,
        code=job.code,
        kind=job.kind,
        arguments=job.arguments,
        unit_id=job.unit_id,
        account_id=job.account_id,
        attempt=job.attempts + 1,
    )


def _held(job_id: int, attempt: int | None) -> JobQuerySet:
    """The row while it is run, and run by the worker that took it for the ``attempt``-th time."""
    rows = Job.objects.filter(pk=job_id, state=JobState.RUNNING)
    return rows if attempt is None else rows.filter(attempts=attempt)


def progress(
    *, job_id: int, done: int, total: int, attempt: int | None = None, now: datetime
) -> None:
    """Say how far the job is and keep it. Raises ``JobLost`` when it was stopped or given to another."""
    kept = _held(job_id, attempt).update(
        done=min(done, total), total=total, lease_until=now + rules.LEASE
    )
    if not kept:
        raise JobLost


def finish(
    *,
    job_id: int,
    result_file_id: int | None = None,
    note: str = "",
    attempt: int | None = None,
    now: datetime,
) -> None:
    """End the job well. Raises ``JobLost``."""
    kept = _held(job_id, attempt).update(
        state=JobState.DONE,
        done=F("total"),
        note=nfc(note)[:500],
        result_file_id=result_file_id,
        lease_until=None,
        finished_at=now,
    )
    if not kept:
        raise JobLost


def fail(*, job_id: int, note: str, attempt: int | None = None, now: datetime) -> None:
    """End the job for good with a sentence for its asker. Raises ``JobLost``."""
    kept = _held(job_id, attempt).update(
        state=JobState.FAILED, note=nfc(note)[:500], lease_until=None, finished_at=now
    )
    if not kept:
        raise JobLost


@transaction.atomic(savepoint=False)
def put_back(*, job_id: int, attempt: int, now: datetime) -> JobState:
    """After an unforeseen fault: queue the job again with a pause, or fail it when it was tried enough."""
    if not rules.may_retry(attempt):
        fail(job_id=job_id, note=_gave_up(), attempt=attempt, now=now)
        return JobState.FAILED
    kept = _held(job_id, attempt).update(
        state=JobState.QUEUED, lease_until=None, run_after=now + rules.pause_before_retry(attempt)
    )
    if not kept:
        raise JobLost
    return JobState.QUEUED


@transaction.atomic(savepoint=False)
def cancel(*, by: Actor, job_id: int, now: datetime) -> Job:
    """Stop a job before or while it runs. Raises ``Missing``, ``NotAllowed``, ``JobEnded``.

    A running job notices at its next report. Its asker may stop it, and whoever sees the jobs of its own unit.
    """
    job = Job.objects.all().readable_by(by).filter(pk=job_id).first()
    if job is None:
        raise Missing
    is_own = job.account_id is not None and job.account_id == by.account_id
    is_of_own_unit = job.unit_id in by.reach(Permission.JOB_VIEW).units
    if not (by.is_system or is_own or is_of_own_unit):
        raise NotAllowed

    stopped = Job.objects.filter(pk=job_id).exclude(state__in=ENDED)
    if not stopped.update(state=JobState.CANCELLED, lease_until=None, finished_at=now):
        raise JobEnded
    job.refresh_from_db()
    audit.record(
        by=by,
        event=JobStopped(job.pk, job.kind),
        unit_id=job.unit_id,
        subject=("job", job.pk),
        now=now,
    )
    return job


@transaction.atomic(savepoint=False)
def enqueue_due(*, by: Actor, name: str, due: Sequence[Due], now: datetime) -> list[Job]:
    """Ask for everything one line of the schedule owes up to ``now``, each instant once, and note how far."""
    jobs = [
        enqueue(by=by, kind=want.kind, arguments={}, key=want.key, run_after=want.at, now=now)
        for want in due
    ]
    mark, _is_new = Schedule.objects.get_or_create(name=name, defaults={"asked_until": now})
    Schedule.objects.filter(pk=mark.pk, asked_until__lt=now).update(asked_until=now)
    return jobs


@transaction.atomic(savepoint=False)
def sweep(*, now: datetime) -> Swept:
    """Give up what killed too many workers and delete what ended ``rules.KEPT`` ago."""
    given_up = (
        Job.objects.all()
        .hopeless(now)
        .update(state=JobState.FAILED, note=_gave_up(), lease_until=None, finished_at=now)
    )
    old = Job.objects.filter(state__in=ENDED, finished_at__lt=now - rules.KEPT)
    deleted, _by_model = old.delete()
    return Swept(given_up=given_up, deleted=deleted)
