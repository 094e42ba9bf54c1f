"""The words about signals: what a unit above should look at, with the rows behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SignalKind(TextChoices):
    """What is looked at. A signal asks for a look; it accuses nobody."""

    LATE = "late", _("Nhiều giờ ghi bổ sung sau")
    UNKNOWN_CONTACT = "unknown_contact", _("Giờ do nơi nhận xác nhận qua liên hệ mới")
    SAME_MINUTES = "same_minutes", _("Nhiều người cùng đúng một số phút")
    ONE_DEVICE = "one_device", _("Một máy điểm danh rất nhiều người trong một giờ")
    ABOVE_PLACES = "above_places", _("Người có mặt nhiều hơn số chỗ")
    TWO_PLACES = "two_places", _("Một người ở hai nơi cùng lúc")
    BEFORE_DEADLINE = "before_deadline", _("Giờ cũ ghi dồn trước hạn báo cáo")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many on a figure says anything, and from which figure it is shown."""

    least: int
    above: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRules:
    """Thresholds by kind, and when reports are due."""

    thresholds: Mapping[SignalKind, Threshold]
    deadlines: tuple[tuple[int, int], ...]
    days_before: int
    days_old: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One figure of one organiser that reached its threshold; ``of`` is 0 where it is no share."""

    kind: SignalKind
    unit_id: int
    number: int
    of: int = 0

    @property
    def share(self) -> int:
        """In percent."""
        return self.number * 100 // self.of if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One row behind a signal: an activity, the day, who, and what is seen."""

    activity_id: int
    title: str
    day: date
    full_name: str
    words: str
