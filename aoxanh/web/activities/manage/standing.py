"""What the page of an activity says first: what is to be done next, and the one button for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.activities.types import ActivityState as S
from aoxanh.activities.types import Requirement, ShiftShown, Turnout
from aoxanh.kernel import numbers
from aoxanh.kernel.dates import vn_date


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@dataclass(frozen=True, slots=True)
class Next:
    """The heading, and the solid button: ``path`` is a URL name, sent as a form when ``posts``."""

    heading: str
    label: str = ""
    path: str = ""
    icon: str = ""
    posts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Places of all shifts together."""

    capacity: int
    taken: int
    waiting: int

    @classmethod
    def of(cls, shifts: Sequence[ShiftShown]) -> "Seats":
        slots = [slot for shown in shifts for slot in shown.slots]
        return cls(
            capacity=sum(slot.capacity for slot in slots),
            taken=sum(slot.taken for slot in slots),
            waiting=sum(slot.waiting for slot in slots),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the next step follows from."""

    activity: "Activity"
    day: date
    requirements: Sequence[Requirement] = ()
    seats: Seats
    turnout: Turnout

    @property
    def unmet(self) -> int:
        return sum(not each.met for each in self.requirements)


def next_step(facts: Facts) -> Next:
    """The next thing to do by the state of an activity and the day."""
    activity = facts.activity
    if activity.state in {S.DRAFT, S.PLANNED}:
        return _before(facts)
    if activity.state in {S.OPEN, S.RUNNING}:
        return _during(facts)
    if activity.state == S.CLOSED:
        hours = numbers.hours(facts.turnout.minutes)
        values = {"turns": numbers.number(facts.turnout.turns), "hours": hours}
        return Next(_("%(turns)s lượt tham gia, %(hours)s giờ đã ghi") % values)
    if activity.state == S.RECORDED:
        turns = numbers.number(activity.declared_turns or 0)
        return Next(_("Đã ghi nhận, %(turns)s lượt tự khai") % {"turns": turns})
    return Next(_("Đã hủy: %(reason)s") % {"reason": activity.cancel_reason})


def _before(facts: Facts) -> Next:
    if facts.activity.ends_on <= facts.day:
        return Next(
            _("Ngày tổ chức đã qua mà chưa mở đăng ký"),
            _("Đổi ngày"),
            "manage:activity_edit",
            "calendar-clock",
        )
    if facts.unmet:
        words = ngettext(
            "Còn %(count)s việc trước khi mở đăng ký",
            "Còn %(count)s việc trước khi mở đăng ký",
            facts.unmet,
        )
        return Next(words % {"count": facts.unmet})
    places = numbers.number(facts.seats.capacity)
    label = _("Mở đăng ký %(places)s chỗ") % {"places": places}
    return Next(_("Sẵn sàng mở đăng ký"), label, "manage:activity_publish", "door-open", posts=True)


def _during(facts: Facts) -> Next:
    activity, day, seats = facts.activity, facts.day, facts.seats
    if activity.ends_on <= day:
        return Next(
            _("Đã qua ngày tổ chức, còn bước kết thúc"),
            _("Kết thúc và ghi kết quả"),
            "manage:activity_close",
            "clipboard-check",
        )
    if activity.starts_on <= day:
        values = {"came": numbers.number(facts.turnout.turns), "taken": numbers.number(seats.taken)}
        heading = _("Đang diễn ra: %(came)s lượt có mặt, %(taken)s người đăng ký") % values
        return Next(heading, _("Điểm danh"), "manage:checkin", "scan-line")
    values = {
        "taken": numbers.number(seats.taken),
        "places": numbers.number(seats.capacity),
        "day": vn_date(activity.starts_on),
    }
    heading = _("Đang mở đăng ký: %(taken)s trên %(places)s chỗ") % values
    label = _("Danh sách đăng ký, %(taken)s người") % values
    return Next(heading, label, "manage:signups", "users-round")
