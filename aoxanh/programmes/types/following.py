"""The words of how units follow a plan: their own plans, acknowledgement, obstacles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class ObstacleState(TextChoices):
    """Whether an obstacle still waits for who can remove it."""

    OPEN = "OPEN", _("Chờ trả lời")
    ANSWERED = "ANSWERED", _("Đã trả lời")


class StepKind(TextChoices):
    """What was done with an obstacle."""

    FORWARDED = "FORWARDED", _("Chuyển lên")
    ANSWERED = "ANSWERED", _("Trả lời")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGiven:
    """A unit's own plan as it sends it: for one year, or for the whole time of the programme."""

    year: int | None
    title: str
    number: str = ""
    issued_on: date | None = None
    file: tuple[str, bytes] | None = None
    """(name, content) of an upload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFollows:
    """How one unit below stands to a programme: its own plan, and who acknowledged in and below it."""

    unit_id: int
    name: str
    plan: str
    plan_on: date | None
    file_code: str
    acknowledged: int
    units: int

    @property
    def has_plan(self) -> bool:
        return bool(self.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleGiven:
    """An obstacle as a unit writes it, and to whom."""

    title: str
    text: str
    proposal: str
    addressed_id: int | None = None
    programme_id: int | None = None
    board_id: int | None = None
    """The board in charge to which it goes, in place of a unit above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleCounts:
    """How many obstacles wait, how many were answered, and how long the oldest has waited."""

    waiting: int
    answered: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class OwnPlanSent(Event):
    programme_id: int
    plan_id: int
    year: int | None


@dataclass(frozen=True, slots=True)
class PlanAcknowledged(Event):
    programme_id: int
    on: date


@dataclass(frozen=True, slots=True)
class PlansAskedFor(Event):
    programme_id: int
    unit_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class ObstacleRaised(Event):
    obstacle_id: int
    addressed_unit_id: int


@dataclass(frozen=True, slots=True)
class ObstacleForwarded(Event):
    obstacle_id: int
    addressed_unit_id: int


@dataclass(frozen=True, slots=True)
class ObstacleAnswered(Event):
    obstacle_id: int
