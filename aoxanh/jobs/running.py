"""Running jobs: one attempt at a time, and no fault of one ever reaches the next."""

import logging
import traceback
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from django.contrib.auth import get_user_model

from aoxanh.access import queries as access
from aoxanh.jobs.clock import Clock, system
from aoxanh.jobs.errors import KindUnknown
from aoxanh.jobs.kinds import KINDS
from aoxanh.jobs.types import Kind, Outcome, Run
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, NotAllowed
from aoxanh.work import actions as work
from aoxanh.work.errors import JobLost
from aoxanh.work.types import Claimed, JobState


_log = logging.getLogger(__name__)


def run_next(*, now: Clock, kinds: Mapping[str, Kind] = KINDS) -> bool:
    """Take and run the next due job; False when there is none."""
    job = work.claim(now=now())
    if job is None:
        return False
    try:
        _attempt(job, now=now, kinds=kinds)
    except JobLost:
        _log.warning("job %s (%s): stopped or given to another worker", job.code, job.kind)
    return True


def _attempt(job: Claimed, *, now: Clock, kinds: Mapping[str, Kind]) -> None:
    """A refusal ends the job with its sentence; an unforeseen fault is tried again."""
    try:
        outcome = _outcome(job, now=now, kinds=kinds)
    except JobLost:
        raise
    except DomainError as refusal:
        work.fail(job_id=job.job_id, note=str(refusal), attempt=job.attempt, now=now())
    except Exception as fault:  # noqa: BLE001  whatever a job does, the next one must run
        _log.error("job %s (%s): %s", job.code, job.kind, described(fault))
        state = work.put_back(job_id=job.job_id, attempt=job.attempt, now=now())
        if state == JobState.FAILED:
            _log.error("job %s (%s): given up", job.code, job.kind)
    else:
        work.finish(
            job_id=job.job_id,
            result_file_id=outcome.file_id,
            note=outcome.note,
            attempt=job.attempt,
            now=now(),
        )


def _outcome(job: Claimed, *, now: Clock, kinds: Mapping[str, Kind]) -> Outcome:
    kind = kinds.get(job.kind)
    if kind is None:
        raise KindUnknown(kind=job.kind)
    report = partial(_report, job, now)
    return kind(Run(job=job, by=_actor_of(job, now), now=now, report=report))


def _report(job: Claimed, now: Clock, done: int, total: int) -> None:
    work.progress(job_id=job.job_id, done=done, total=total, attempt=job.attempt, now=now())


def _actor_of(job: Claimed, now: Clock) -> Actor:
    """Who asked, with the rights held when the job runs; the system for what nobody asked."""
    if job.account_id is None:
        return system(f"job {job.kind}", now())
    account = get_user_model().objects.filter(pk=job.account_id, is_active=True).first()
    if account is None:
        raise NotAllowed
    return access.actor_of(account, day=local_day(now()))


def described(fault: BaseException) -> str:
    """The class of a fault and where it arose: its text may hold what a log must not (names, phones)."""
    frames = traceback.extract_tb(fault.__traceback__)[-3:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(fault).__name__} at {' > '.join(places)}"
