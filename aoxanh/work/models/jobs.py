"""The queue itself: one row is asked for, claimed, reports, ends and can be looked up (decision record 2)."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.work import rules
from aoxanh.work.types import ENDED, JobState


class JobQuerySet(ScopedQuerySet["Job"]):
    def readable_by(self, actor: Actor) -> Self:
        """The jobs one asked for oneself and those of the units where one may see jobs."""
        if actor.account_id is None:
            return self.visible_to(actor, Permission.JOB_VIEW)
        own = Q(pk__in=Job.objects.filter(account_id=actor.account_id).values("pk"))
        seen = Q(pk__in=Job.objects.all().visible_to(actor, Permission.JOB_VIEW).values("pk"))
        return self.filter(own | seen)

    def due(self, now: datetime) -> Self:
        """What a worker may take: waiting and due, or held by a worker that fell silent."""
        waiting = Q(state=JobState.QUEUED, run_after__lte=now)
        orphaned = Q(state=JobState.RUNNING, lease_until__lte=now, attempts__lt=rules.MAX_ATTEMPTS)
        return self.filter(waiting | orphaned).order_by("run_after", "pk")

    def hopeless(self, now: datetime) -> Self:
        """Held by a worker that fell silent, for the last time it may be tried."""
        return self.filter(
            state=JobState.RUNNING, lease_until__lte=now, attempts__gte=rules.MAX_ATTEMPTS
        )


class Job(models.Model):
    """One piece of work somebody asked for, done later by a worker, at least once."""

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    unit_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    result_file_id = models.BigIntegerField(null=True)
    idempotency_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  unique only when present
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("run_after", "id"),
                condition=Q(state__in=(JobState.QUEUED, JobState.RUNNING)),
                name="job_queue",
            ),
            models.Index(fields=("account_id", "-id"), name="job_of_account"),
            models.Index(fields=("unit_id", "-id"), name="job_of_unit"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_of_total"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
                name="job_leased_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, finished_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(finished_at__isnull=True)),
                name="job_finished_when_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Schedule(models.Model):
    """How far one line of the schedule has been asked for."""

    name = models.CharField(max_length=60, primary_key=True)
    asked_until = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name
