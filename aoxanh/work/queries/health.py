"""Whether background work goes on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.probes import Reading, seconds_since
from aoxanh.work.models import Job
from aoxanh.work.types import JobState


LATE_AFTER = 600
"""Seconds a job may be due before somebody should look at the worker."""

_A_DAY = timedelta(days=1)


def health(now: datetime) -> Sequence[Reading]:
    """How many jobs wait, for how long the oldest is due, how many failed within a day: one statement."""
    queued = Q(state=JobState.QUEUED)
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=queued),
        since=Min("run_after", filter=queued & Q(run_after__lte=now)),
        failed=Count("pk", filter=Q(state=JobState.FAILED, finished_at__gt=now - _A_DAY)),
    )
    return (
        Reading("jobs_waiting", found["waiting"], _("Việc nền đang chờ")),
        Reading(
            "jobs_oldest_due_seconds",
            seconds_since(found["since"], now),
            _("Việc nền chờ lâu nhất"),
            LATE_AFTER,
            _(
                "Tiến trình nền không chạy hoặc không kịp. Chạy “aoxanh worker” hoặc “aoxanh serve”."
            ),
        ),
        Reading(
            "jobs_failed_last_day",
            found["failed"],
            _("Việc nền hỏng trong một ngày qua"),
            0,
            _("Mở trang Việc nền để xem việc nào hỏng và vì sao; sửa xong thì cho chạy lại."),
        ),
    )
