"""Where one came from with a list, and what is done with its rows next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.request import Request


@dataclass(frozen=True, slots=True)
class Next:
    """The step after a list was saved: a page of the desk for who holds ``permission`` there."""

    page: str
    permission: Permission
    label: str | Promise
    why: str | Promise


NEXT = {
    "invitees": Next(
        "invitations",
        Permission.ACCOUNT_INVITE,
        _("Tạo thư mời và tin nhắn"),
        _("Chưa ai nhận được gì: bước sau tạo cho mỗi người một thư để in và một tin để gửi."),
    ),
    "officers": Next(
        "invite_officers",
        Permission.ACCOUNT_INVITE,
        _("Mời cán bộ vào cổng"),
        _("Ai chưa có tài khoản thì nhận một thư mời để đặt mật khẩu."),
    ),
    "reorganisation": Next(
        "reorganisations",
        Permission.UNIT_EDIT,
        _("Chạy thử đợt sắp xếp"),
        _("Đơn vị chưa thay đổi gì: bước sau chạy thử, xem mọi hệ quả rồi mới ghi."),
    ),
}
"""By the code of a kind of list."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link and its words."""

    href: str
    label: str
    why: str = ""


def way_back(request: Request, unit_id: int) -> Way:
    """To the first setting up while it lasts, else to all lists."""
    if units.unfinished_beginning(actor=request.actor) is not None:
        return Way(reverse("manage:begin", args=[units.instance().root_id]), str(_("Bắt đầu")))
    return Way(reverse("manage:lists", args=[unit_id]), str(_("Nhập danh sách")))


def way_on(request: Request, unit_id: int, kind: str) -> Way | None:
    """What comes after a list of this kind."""
    step = NEXT.get(kind)
    if step is None or not request.actor.may(step.permission, at=unit_id):
        return None
    return Way(reverse(f"manage:{step.page}", args=[unit_id]), str(step.label), str(step.why))
