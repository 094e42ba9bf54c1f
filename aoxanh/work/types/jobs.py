"""The words of background work that cross its border."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class JobState(TextChoices):
    QUEUED = "QUEUED", _("Đang chờ")
    RUNNING = "RUNNING", _("Đang chạy")
    DONE = "DONE", _("Đã xong")
    FAILED = "FAILED", _("Không xong")
    CANCELLED = "CANCELLED", _("Đã dừng theo yêu cầu")


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A job as the worker that holds it knows it. ``attempt`` tells this holder from those before and after."""

    job_id: int
    code: str
    kind: str
    arguments: dict[str, Any]
    unit_id: int | None
    account_id: int | None
    attempt: int


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep of the queue did."""

    given_up: int
    """Jobs whose worker was lost as often as a job may be tried."""
    deleted: int


@dataclass(frozen=True, slots=True)
class Due:
    """One instant at which a line of the schedule wants its job."""

    name: str
    kind: str
    at: datetime

    @property
    def key(self) -> str:
        """Two schedulers, or one that was down, ask for the same job under the same key."""
        return f"schedule:{self.name}:{self.at.isoformat()}"


@dataclass(frozen=True, slots=True)
class JobAsked(Event):
    job_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class JobStopped(Event):
    job_id: int
    kind: str
