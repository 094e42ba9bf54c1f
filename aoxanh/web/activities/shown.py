"""How pages tell the course of an activity."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from aoxanh.activities.types import HELD_STATES, ActivityShown, ActivityState
from aoxanh.kernel.dates import local_day, vn_date


@dataclass(frozen=True, slots=True)
class RiverStep:
    """One step of the river: what, when, and ``done``, ``now`` or ``ahead``."""

    name: str
    when: str
    state: str


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
