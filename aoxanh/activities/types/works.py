"""The words of youth works and tasks: what a unit takes on and hands over to those who keep it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class WorkKind(TextChoices):
    WORK = "WORK", _("Công trình thanh niên")
    TASK = "TASK", _("Phần việc thanh niên")


class WorkStage(TextChoices):
    """Where a work stands, in order."""

    RUNNING = "RUNNING", _("Đang làm")
    FINISHED = "FINISHED", _("Đã hoàn thành")
    HANDED_OVER = "HANDED_OVER", _("Đã bàn giao")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGiven:
    """What somebody says about a work; texts of numbers as they were typed."""

    name: str
    kind: WorkKind
    place_id: int
    started_on: date
    criterion: str = ""
    amount: str = ""
    unit_name: str = ""
    value_vnd: int | None = None
    value_about: bool = False
    sources: str = ""
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class WorkTakenOn(Event):
    work_id: int


@dataclass(frozen=True, slots=True)
class WorkEdited(Event):
    work_id: int


@dataclass(frozen=True, slots=True)
class WorkFinished(Event):
    work_id: int


@dataclass(frozen=True, slots=True)
class WorkHandedOver(Event):
    work_id: int
