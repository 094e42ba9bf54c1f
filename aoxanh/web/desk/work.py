"""Things to do as rows of work: where each leads, what its button says, how pressing it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.activities.types import TodoItem, TodoKind
from aoxanh.kernel.dates import vn_date


SOON = timedelta(days=3)
LONG = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of “Việc cần làm”."""

    title: str
    reason: str
    due: str
    tone: str
    icon: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Lines of one urgency."""

    name: str
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    icon: str
    path: str
    label: str | Promise
    title: str | Promise
    decides: bool = False
    is_of_unit: bool = False
    """Whether its page is one for all activities; the row leads to the place of its own there."""


_KINDS = {
    TodoKind.HOST_WAITING: _Kind(
        "handshake",
        "manage:hosting",
        lazy("Trả lời"),
        lazy("Cho phép hoạt động trên địa bàn: %(title)s"),
        decides=True,
    ),
    TodoKind.TO_CLOSE: _Kind(
        "clipboard-check", "manage:activity_close", lazy("Kết thúc"), lazy("Kết thúc “%(title)s”")
    ),
    TodoKind.SAFETY_OPEN: _Kind(
        "shield-check",
        "manage:activity",
        lazy("Mở danh mục"),
        lazy("An toàn cho “%(title)s”: còn %(count)s mục"),
    ),
    TodoKind.SIGNUPS_PENDING: _Kind(
        "user-check",
        "manage:signups",
        lazy("Duyệt %(count)s người"),
        lazy("Duyệt đăng ký “%(title)s”"),
        decides=True,
    ),
    TodoKind.NOMINATE: _Kind(
        "user-plus",
        "manage:nominate",
        lazy("Cử %(count)s người"),
        lazy("Cử người cho “%(title)s”: còn thiếu %(count)s"),
    ),
    TodoKind.NOMINATIONS_SENT: _Kind(
        "user-check",
        "manage:quotas",
        lazy("Xem và nhận"),
        lazy("Nhận %(count)s người được cử cho “%(title)s”"),
        decides=True,
    ),
    TodoKind.QUOTAS_SHORT: _Kind(
        "bell",
        "manage:quotas",
        lazy("Nhắc"),
        lazy("%(count)s đơn vị còn thiếu người cho “%(title)s”"),
    ),
    TodoKind.LATE_ENTRIES: _Kind(
        "history",
        "manage:late_confirm",
        lazy("Xem và xác nhận"),
        lazy("Bổ sung sau: %(count)s người, “%(title)s”"),
        decides=True,
        is_of_unit=True,
    ),
    TodoKind.OBJECTIONS: _Kind(
        "message-circle",
        "manage:objections",
        lazy("Trả lời"),
        lazy("%(count)s ý kiến về giờ, “%(title)s”"),
        decides=True,
        is_of_unit=True,
    ),
    TodoKind.SCANS_KEPT: _Kind(
        "scan-line",
        "manage:checkin",
        lazy("Xem lại"),
        lazy("%(count)s lượt quét cần xem lại, “%(title)s”"),
        decides=True,
    ),
    TodoKind.UNTOLD: _Kind(
        "megaphone",
        "manage:activity_tell",
        lazy("Báo %(count)s người"),
        lazy("Còn %(count)s người chưa biết tin, “%(title)s”"),
    ),
    TodoKind.NO_CHECK_OUT: _Kind(
        "log-out",
        "manage:checkin",
        lazy("Mở danh sách"),
        lazy("%(count)s người chưa điểm danh ra, “%(title)s”"),
    ),
    TodoKind.DRAFT: _Kind(
        "file-pen", "manage:activity", lazy("Mở bản nháp"), lazy("Mở đăng ký “%(title)s”")
    ),
}


def _due(day: date, today: date) -> tuple[str, str]:
    """(words, tone) of a day seen from today."""
    if day < today:
        days = (today - day).days
        return _("Quá hạn %(days)s ngày") % {"days": days}, "stop"
    if day <= today + SOON:
        return _("Ngày %(day)s") % {"day": vn_date(day)}, "due"
    return _("Ngày %(day)s") % {"day": vn_date(day)}, ""


def _waited(since: date, today: date) -> tuple[str, str]:
    """(words, tone) of what somebody has waited for since a day."""
    days = max((today - since).days, 0)
    if not days:
        return _("Gửi hôm nay"), ""
    tone = "stop" if days >= LONG.days else "due" if days >= SOON.days else ""
    return _("Đã chờ %(days)s ngày") % {"days": days}, tone


def _address(kind: _Kind, unit_id: int, activity_id: int) -> str:
    if kind.is_of_unit:
        return f"{reverse(kind.path, args=[unit_id])}#hd-{activity_id}"
    return reverse(kind.path, args=[unit_id, activity_id])


def _row(item: TodoItem, unit_id: int, today: date) -> WorkRow:
    kind = _KINDS[item.kind]
    due, tone = _due(item.day, today)
    if item.since is not None:
        due, tone = _waited(item.since, today)
    elif kind.decides:
        due, tone = _("Ngày %(day)s") % {"day": vn_date(item.day)}, ""
    values = {"title": item.title, "count": item.count}
    return WorkRow(
        title=str(kind.title) % values,
        reason=str(item.kind.label),
        due=due,
        tone=tone,
        icon=kind.icon,
        href=_address(kind, unit_id, item.activity_id),
        label=str(kind.label) % values,
    )


def groups(items: Iterable[TodoItem], *, unit_id: int, today: date) -> tuple[WorkGroup, ...]:
    """Due and overdue first, then what waits for a decision, then what is being prepared."""
    due: list[WorkRow] = []
    decide: list[WorkRow] = []
    prepare: list[WorkRow] = []
    for item in sorted(items, key=lambda each: each.day):
        row = _row(item, unit_id, today)
        if _KINDS[item.kind].decides:
            decide.append(row)
        elif row.tone:
            due.append(row)
        else:
            prepare.append(row)
    named = (
        (_("Đến hạn và quá hạn"), due),
        (_("Chờ quyết định"), decide),
        (_("Đang chuẩn bị"), prepare),
    )
    return tuple(WorkGroup(name, tuple(rows)) for name, rows in named if rows)
