"""What lists of activities are asked by, and what they answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Evidence, Output, Shift, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilters:
    """What the list may be narrowed by; every value comes from the URL. Empty means “all”.

    ``last_day`` is included. ``near_code`` is a commune to be near, ``near`` its centre (latitude, longitude):
    nearest first instead of soonest first. Nobody's own position is ever part of an address.
    """

    text: str = ""
    place_code: str = ""
    field: str = ""
    kind: str = ""
    mode: str = ""
    unit_code: str = ""
    campaign_code: str = ""
    first_day: date | None = None
    last_day: date | None = None
    weekend: bool = False
    free: bool = False
    past: bool = False
    near_code: str = ""
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One page of the public list; ``rows`` carry ``places``, ``free`` and ``first_shift_at`` besides their columns."""

    rows: "tuple[Activity, ...]"
    total: int
    unit_names: dict[int, str]


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """A shift with its slots, in order."""

    shift: "Shift"
    slots: "tuple[Slot, ...]"

    @property
    def capacity(self) -> int:
        return sum(slot.capacity for slot in self.slots)

    @property
    def free(self) -> int:
        return sum(slot.free for slot in self.slots)


@dataclass(frozen=True, slots=True)
class ActivityShown:
    """All that the public page of one activity says."""

    activity: "Activity"
    unit_name: str
    shifts: tuple[ShiftShown, ...]
    outputs: "tuple[Output, ...]" = ()
    photos: "tuple[Evidence, ...]" = ()

    @property
    def mark(self) -> str | None:
        """Another one wherever the page says something else, but for places; None once it shows results."""
        if self.outputs or self.photos:
            return None
        activity = self.activity
        rows = (activity, activity.kind, activity.primary_field, activity.place, *self._times)
        said = [[each for name, each in vars(row).items() if name[0] != "_"] for row in rows]
        return f"{self.unit_name} {said}"

    @property
    def _times(self) -> Iterator["Shift"]:
        return (each.shift for each in self.shifts)

    @property
    def capacity(self) -> int:
        return sum(shown.capacity for shown in self.shifts)

    @property
    def free(self) -> int:
        return sum(shown.free for shown in self.shifts)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of “Trước khi mở đăng ký”."""

    text: str | Promise
    met: bool


class TodoKind(TextChoices):
    """Why something stands in “Việc cần làm”."""

    SAFETY_OPEN = "SAFETY_OPEN", _("Danh mục an toàn chưa xong")
    HOST_WAITING = "HOST_WAITING", _("Đơn vị bạn chờ trả lời")
    TO_CLOSE = "TO_CLOSE", _("Hoạt động cần kết thúc")
    DRAFT = "DRAFT", _("Bản nháp chờ mở đăng ký")
    NOMINATE = "NOMINATE", _("Cử người theo chỉ tiêu")
    NOMINATIONS_SENT = "NOMINATIONS_SENT", _("Danh sách được cử chờ nhận")
    QUOTAS_SHORT = "QUOTAS_SHORT", _("Đơn vị còn thiếu người")
    SIGNUPS_PENDING = "SIGNUPS_PENDING", _("Đăng ký chờ duyệt")
    LATE_ENTRIES = "LATE_ENTRIES", _("Giờ bổ sung chờ xác nhận")
    OBJECTIONS = "OBJECTIONS", _("Ý kiến về giờ chờ trả lời")
    SCANS_KEPT = "SCANS_KEPT", _("Lượt quét cần xem lại")
    UNTOLD = "UNTOLD", _("Người chưa được báo tin")
    NO_CHECK_OUT = "NO_CHECK_OUT", _("Người chưa điểm danh ra")


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do: about an activity, with how many things it asks for and by when.

    ``since`` is the day from which somebody has waited for an answer.
    """

    kind: TodoKind
    activity_id: int
    title: str
    count: int
    day: date
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many came, how many of them left again, and the minutes on record."""

    turns: int
    persons: int
    left: int
    minutes: int
