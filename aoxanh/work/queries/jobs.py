"""Reading the queue: one's own jobs, those of one's units, and what the schedule has asked for."""

from datetime import datetime

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.work.models import Job, JobQuerySet, Schedule
from aoxanh.work.types import JobState


def jobs(*, actor: Actor) -> JobQuerySet:
    """Jobs the actor asked for or may see, newest first."""
    return Job.objects.all().readable_by(actor).order_by("-pk")


def job(code: str, *, actor: Actor) -> Job:
    """Raises ``Missing``."""
    found = jobs(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def is_running(job_id: int) -> bool:
    """Whether a worker holds the job: long work asks between chunks."""
    return Job.objects.filter(pk=job_id, state=JobState.RUNNING).exists()


def is_any_due(now: datetime) -> bool:
    return Job.objects.all().due(now).exists()


def asked_until(names: list[str]) -> dict[str, datetime]:
    """How far each of the schedule's lines was asked for; lines never asked for are absent."""
    rows = Schedule.objects.filter(pk__in=names).order_by("pk")
    return dict(rows.values_list("pk", "asked_until"))
