"""How pages tell the course of an activity."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from aoxanh.activities.types import HELD_STATES, ActivityShown, ActivityState, ShiftShown
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.web.templatetags.aoxanh import vn_number


@dataclass(frozen=True, slots=True)
class RiverStep:
    """One step of the river: what, when, and ``done``, ``now`` or ``ahead``."""

    name: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot to choose: what stands, and the numbers that change with every sign-up, which are put in afterwards."""

    value: str
    title: str
    hours: str
    task: str
    capacity: int
    is_full: bool
    keeps_list: bool
    is_over: bool
    is_chosen: bool
    taken: str = ""
    left: str = ""

    def counted(self, counts: Mapping[str, str]) -> "SlotRow":
        """The same with its numbers, which stand under its name in ``counts``."""
        return replace(self, taken=counts[f"taken_{self.value}"], left=counts[f"left_{self.value}"])


def slot_rows(
    shown: ActivityShown, *, chosen: Collection[str], now: datetime
) -> tuple[SlotRow, ...]:
    """The slots of an activity in the order of their shifts, without their numbers."""
    return tuple(
        SlotRow(
            value=str(slot.pk),
            title=each.shift.name or vn_date(local_day(each.shift.starts_at)),
            hours=f"{vn_time(each.shift.starts_at)}–{vn_time(each.shift.ends_at)}",
            task=_task(each, slot.role_name),
            capacity=slot.capacity,
            is_full=slot.free <= 0,
            keeps_list=each.shift.waiting_until is not None and each.shift.waiting_until > now,
            is_over=each.shift.signup_until <= now,
            is_chosen=str(slot.pk) in chosen,
        )
        for each in shown.shifts
        for slot in each.slots
    )


def _task(shown: ShiftShown, role: str) -> str:
    parts = (role, shown.shift.task) if len(shown.slots) > 1 else (shown.shift.task,)
    return ": ".join(filter(None, parts))


def slot_counts(shown: ActivityShown) -> dict[str, str]:
    """How many places of each slot are spoken for and how many are left, by ``taken_…`` and ``left_…``."""
    counts = {}
    for each in shown.shifts:
        for slot in each.slots:
            counts[f"taken_{slot.pk}"] = str(slot.spoken_for)
            counts[f"left_{slot.pk}"] = vn_number(slot.free)
    return counts


def river(shown: ActivityShown) -> tuple[RiverStep, ...]:
    """From the plan to the certificate, as far as an activity has come."""
    told = _told(shown)
    first_open = next(
        (index for index, (*_told_of, done) in enumerate(told) if not done), len(told)
    )
    return tuple(
        RiverStep(name, when, "done" if done else "now" if index == first_open else "ahead")
        for index, (name, when, done) in enumerate(told)
    )


def _told(shown: ActivityShown) -> list[tuple[str, str, bool]]:
    activity = shown.activity
    opened, closed = activity.opened_at, activity.closed_at
    held = activity.state in HELD_STATES
    return [
        (_("Lên kế hoạch"), vn_date(local_day(activity.created_at)), True),
        (
            _("Mở đăng ký"),
            vn_date(local_day(opened)) if opened else _("sắp mở"),
            bool(opened) or held,
        ),
        (_("Cùng làm"), vn_date(activity.starts_on), held),
        (_("Xác nhận giờ"), vn_date(local_day(closed)) if closed else _("sau khi kết thúc"), held),
        (
            _("Giấy chứng nhận"),
            _("ai cũng tra cứu được"),
            activity.state == ActivityState.CLOSED,
        ),
    ]
