"""The first steps of a unit that has not opened anything yet: its home says what to do, not that it is empty."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do first; the first of them is the main one."""

    title: str
    reason: str
    icon: str
    href: str


_STEPS = (
    (Permission.UNIT_EDIT, "manage:units_found", "network"),
    (Permission.ACCOUNT_INVITE, "manage:list_new", "user-plus"),
    (Permission.PERSON_EDIT, "manage:person_new", "users-round"),
)
_ABOUT = {"manage:list_new": ("invitees",)}
"""What follows the unit in the address of a step."""


def first_steps(unit_id: int, *, actor: Actor) -> tuple[FirstStep, ...]:
    """What the actor can begin with at a unit that never opened an activity; nothing once it has."""
    if not actor.may(Permission.ACTIVITY_EDIT, at=unit_id):
        return ()
    if activities.activities(actor=actor).filter(unit_id=unit_id).exists():
        return ()
    words = {
        "manage:units_found": (
            _("Lập đơn vị trực thuộc"),
            _("Chi đoàn, trường học, câu lạc bộ: mỗi dòng một tên"),
        ),
        "manage:list_new": (
            _("Mời cán bộ cùng làm"),
            _("Từ Excel hoặc dán danh sách; in thư mời hoặc gửi Zalo"),
        ),
        "manage:person_new": (
            _("Ghi đoàn viên, hội viên"),
            _("Để cử người, ghi giờ theo danh sách"),
        ),
    }
    opening = FirstStep(
        _("Mở hoạt động đầu tiên"),
        _("Chọn mẫu, trả lời bốn câu, mở đăng ký: chừng ba phút"),
        "plus",
        reverse("manage:activity_new", args=[unit_id]),
    )
    later = tuple(
        FirstStep(*words[page], icon, reverse(page, args=[unit_id, *_ABOUT.get(page, ())]))
        for permission, page, icon in _STEPS
        if actor.may(permission, at=unit_id)
    )
    return (opening, *later)
