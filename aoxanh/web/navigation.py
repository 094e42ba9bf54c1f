"""The officers' menu: what is used every day first, the rest in a few named groups.

An entry is one line, its groups are far apart: add it where its neighbours are. It is shown when its page exists and
the officer holds, somewhere, the permission that guards the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


if TYPE_CHECKING:
    from aoxanh.kernel.actors import Actor
    from aoxanh.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the desk. ``covers`` begins the names of the pages that lie behind it, its own besides."""

    page: str
    label: str | Promise
    icon: str
    covers: tuple[str, ...] = ()
    tab: str | Promise = ""
    """What it is called in the bar at the foot of a phone, when it stands there."""

    def nearness(self, view: str) -> int:
        """How closely the page called ``view`` lies behind this entry; 0 when it does not."""
        if view == self.page:
            return len(view) + 1
        return max((len(each) for each in self.covers if view.startswith(each)), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one name; without one they are always in sight."""

    label: str | Promise
    entries: tuple[Entry, ...]


_AT_ACTIVITIES = (
    "activity", "answer", "checkin", "hours", "kept_", "late_", "objection", "paper_roll", "question", "receiver_",
    "record_held", "sheet", "shift_", "signups", "slot_", "tally", "walk_in",
)  # fmt: skip

MENU = (
    Group(
        "",
        (
            Entry("todo", _("Việc cần làm"), "list-checks", tab=_("Cần làm")),
            Entry(
                "activities", _("Hoạt động"), "calendar-days", _AT_ACTIVITIES, tab=_("Hoạt động")
            ),
            Entry("campaigns", _("Chiến dịch"), "flag", ("campaign", "team")),
            Entry(
                "people",
                _("Con người"),
                "users-round",
                ("kept", "kept_lines", "person", "people"),
                tab=_("Con người"),
            ),
            Entry("certificates", _("Chứng nhận"), "award", ("certificate",)),
            Entry("quick_figures", _("Số liệu nhanh"), "trending-up", ("quick_",)),
        ),
    ),
    Group(
        _("Chương trình, kế hoạch"),
        (
            Entry(
                "dashboard",
                _("Tổng quan"),
                "chart-column",
                ("comparison", "families"),
                tab=_("Tổng quan"),
            ),
            Entry(
                "programmes",
                _("Chương trình"),
                "target",
                (
                    "programme",
                    "indicator",
                    "edition",
                    "plan_draft",
                    "decision",
                    "override",
                    "statement",
                    "rebasing",
                    "freeze",
                ),
            ),
            Entry(
                "tasks",
                _("Nhiệm vụ"),
                "clipboard-list",
                ("task", "obstacle", "board", "calendar"),
            ),
            Entry("plans", _("Kế hoạch"), "file-text", ("plan", "amendment", "recorded", "fact")),
            Entry("cooperations", _("Phối hợp"), "handshake", ("cooperation",)),
            Entry("budget", _("Kinh phí"), "banknote", ("budget_",)),
        ),
    ),
    Group(
        _("Kiểm tra, công trình"),
        (
            Entry("inspections", _("Kiểm tra"), "clipboard-check", ("visit", "draw", "remedy")),
            Entry("signals", _("Dấu hiệu cần xem"), "eye", ("signal", "sample")),
            Entry("works", _("Công trình"), "hammer", ("work",)),
        ),
    ),
    Group(
        _("Ghi nhận, học hỏi"),
        (
            Entry("commendations", _("Khen thưởng"), "star", ("commendation",)),
            Entry("service", _("Ngày tình nguyện"), "school", ("service", "elsewhere")),
            Entry("courses", _("Tập huấn"), "graduation-cap", ("course", "trained_", "trainee")),
            Entry(
                "practices",
                _("Mô hình hay"),
                "lightbulb",
                ("practice", "adoption", "round", "nomination", "recommendation", "handbook"),
            ),
            Entry("clusters", _("Cụm"), "users", ("cluster",)),
            Entry("ideas", _("Hộp ý tưởng"), "message-circle", ("idea",)),
        ),
    ),
    Group(
        _("Đơn vị, cán bộ"),
        (
            Entry("units", _("Đơn vị"), "network", ("unit",)),
            Entry("reorganisations", _("Sắp xếp tổ chức"), "merge", ("reorganisation",)),
            Entry("accounts", _("Tài khoản"), "key-round", ("invit", "vacancies")),
            Entry("it_use", _("Ứng dụng CNTT"), "monitor-smartphone", ("it_use",)),
            Entry("handovers", _("Bàn giao"), "handshake", ("handover",)),
        ),
    ),
    Group(
        _("Công cụ"),
        (
            Entry("begin", _("Bắt đầu"), "sprout", ("begin",)),
            Entry("lists", _("Nhập danh sách"), "upload", ("list",)),
            Entry("jobs", _("Việc chạy lâu"), "loader", ("job",)),
            Entry("outbox", _("Tin gửi đi"), "send"),
            Entry("audit", _("Nhật ký"), "scroll-text", ("audit",)),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Door:
    """An entry that the officer may open."""

    entry: Entry
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DoorGroup:
    """The entries of a group that the officer may open."""

    label: str
    doors: Sequence[Door]

    @property
    def is_current(self) -> bool:
        return any(door.is_current for door in self.doors)


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu of one officer at one desk."""

    groups: Sequence[DoorGroup]

    @property
    def tabs(self) -> list[Door]:
        """What stands at the foot of a phone."""
        return [door for group in self.groups for door in group.doors if door.entry.tab]


def address_of(page: str, *, unit_id: int, actor: "Actor") -> str:
    """The address of a page of the desk, or "" when the officer holds its permission nowhere.

    The permission is the one its view is guarded by, so that menu and guard cannot differ.
    """
    try:
        address = reverse(f"manage:{page}", kwargs={"unit_id": unit_id})
    except NoReverseMatch:
        return ""
    permission = _permission_of(page)
    return address if permission is None or actor.holds(permission) else ""


@cache
def _permission_of(page: str) -> "Permission | None":
    """By what the page is guarded; looked up once, for a menu stands on every page."""
    guarded = resolve(reverse(f"manage:{page}", kwargs={"unit_id": 1})).func
    return getattr(guarded, "permission", None)


def menu(*, unit_id: int, actor: "Actor", view: str) -> Menu:
    """The menu as it stands on the page called ``view``."""
    near = max(MENU_ENTRIES, key=lambda entry: entry.nearness(view))
    current = near if near.nearness(view) else None
    groups = []
    for group in MENU:
        found = [
            Door(entry, address, entry is current)
            for entry in group.entries
            if (address := address_of(entry.page, unit_id=unit_id, actor=actor))
        ]
        if found:
            groups.append(DoorGroup(str(group.label), found))
    return Menu(groups)


def _entries() -> Iterator[Entry]:
    for group in MENU:
        yield from group.entries


MENU_ENTRIES = tuple(_entries())
