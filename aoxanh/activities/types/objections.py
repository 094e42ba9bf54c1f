"""The words about objections to hours that cross the context's border."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types.attendance import ParticipationShown
from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, HoursObjection


class ObjectionState(TextChoices):
    WAITING = "WAITING", _("Chờ trả lời")
    CORRECTED = "CORRECTED", _("Đã sửa giờ")
    KEPT = "KEPT", _("Giữ nguyên")


@dataclass(frozen=True, slots=True)
class OwnHours:
    """One person's hours of one activity, and what they said against them."""

    activity: "Activity"
    rows: tuple[ParticipationShown, ...]
    objections: "tuple[HoursObjection, ...]"
    is_open: bool

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True, slots=True)
class HoursObjected(Event):
    activity_id: int
    objection_id: int


@dataclass(frozen=True, slots=True)
class ObjectionAnswered(Event):
    activity_id: int
    objection_id: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class ObjectionPassedUp(Event):
    activity_id: int
    objection_id: int
