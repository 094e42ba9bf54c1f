"""The words of tasks that fall due: terms, how a unit stands to them, what it reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.programmes.types.plans import TaskRole


class DutyState(TextChoices):
    """How a unit stands to a task in one term."""

    OVERDUE = "OVERDUE", _("Quá hạn")
    SOON = "SOON", _("Sắp đến hạn")
    OPEN = "OPEN", _("Chưa báo xong")
    DONE = "DONE", _("Đã xong")
    DONE_LATE = "DONE_LATE", _("Xong sau hạn")


DONE_STATES = frozenset({DutyState.DONE, DutyState.DONE_LATE})


class WaitingMatter(TextChoices):
    """What others sent and a unit's word is missing."""

    OBSTACLES = "OBSTACLES", _("Vướng mắc")
    AMENDMENTS = "AMENDMENTS", _("Đề nghị điều chỉnh")
    FACTS = "FACTS", _("Việc đã ghi")
    ESTIMATES = "ESTIMATES", _("Dự toán")


class ReminderStep(TextChoices):
    """At which moment a unit, and then its superior, is reminded of a task."""

    MONTH = "MONTH", _("Trước hạn 30 ngày")
    WEEK = "WEEK", _("Trước hạn 7 ngày")
    LATE = "LATE", _("Khi quá hạn")
    ESCALATED = "ESCALATED", _("Quá hạn 14 ngày, báo cấp trên")


@dataclass(frozen=True, slots=True, order=True)
class DutyTerm:
    """One time a task is due: from ``opens`` on, and before ``until``, which is already too late."""

    year: int
    opens: date
    until: date

    @property
    def last_day(self) -> date:
        """The last day on time."""
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    """What a unit reported of a task."""

    pk: int
    done_on: date
    paper: str
    note: str
    file_code: str
    file_name: str
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One task of one unit in one term."""

    task_id: int
    clause: str
    text: str
    output: str
    programme: str
    unit_id: int
    role: TaskRole
    term: DutyTerm
    state: DutyState
    done: DutyDone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuties:
    """How many tasks of a unit stand how in a year."""

    unit_id: int
    name: str
    overdue: int
    pending: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One task with the bodies that lead it and those that help."""

    clause: str
    text: str
    programme: str
    due: str
    output: str
    leads: Sequence[str]
    helps: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyShown:
    """A body of a programme, with the units that are it and its tasks."""

    pk: int
    name: str
    programme: str
    is_by_kind: bool
    unit_ids: Sequence[int]
    leads: int
    helps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneGiven:
    """What a unit says of a task it has done, and what proves it."""

    done_on: date
    note: str = ""
    paper: str = ""
    file: tuple[str, bytes] | None = None
    """(name, content) of an upload."""

    activity_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class TaskReported(Event):
    task_id: int
    year: int
    report_id: int


@dataclass(frozen=True, slots=True)
class TaskReopened(Event):
    task_id: int
    year: int
    report_id: int


@dataclass(frozen=True, slots=True)
class BodyAssigned(Event):
    programme_id: int
    body: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TasksReminded(Event):
    unit_ids: tuple[int, ...]
    tasks: int
