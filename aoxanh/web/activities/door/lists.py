"""The list at the door: one shift, one tab, one page of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries
from aoxanh.activities.types import DoorCounts, RosterRow
from aoxanh.kernel.text import fold
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

PAGE_SIZE = 100


def _is_awaited(row: RosterRow) -> bool:
    return not row.is_present


def _is_here(row: RosterRow) -> bool:
    return row.is_present and row.checked_out_at is None


def _has_left(row: RosterRow) -> bool:
    return row.checked_out_at is not None


_TABS: dict[str, tuple[str | Promise, Callable[[RosterRow], bool]]] = {
    "chua-den": (_("Chưa đến"), _is_awaited),
    "co-mat": (_("Có mặt"), _is_here),
    "da-ve": (_("Đã về"), _has_left),
    "tat-ca": (_("Tất cả"), lambda row: row is not None),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list, with how many it holds."""

    words: str | Promise
    address: str
    is_current: bool
    count: int


@dataclass(frozen=True, slots=True)
class DoorList:
    """All that the check-in page shows of who is expected and who came."""

    page: "Page[RosterRow]"
    counts: DoorCounts
    total: int
    tabs: tuple[Tab, ...]
    tab: str
    text: str
    query: str


def door_list(
    request: Request, activity: "Activity", shift_id: int | None, *, text: str = ""
) -> DoorList:
    """The list as the address narrows it; ``text`` keeps names that contain it, with or without marks."""
    rows = queries.roster(activity_id=activity.pk, actor=request.actor, shift_id=shift_id)
    asked = request.GET.get("xem", "")
    tab = asked if asked in _TABS else _first_tab(rows)
    wanted = [row for row in rows if _TABS[tab][1](row)]
    if text:
        wanted = [row for row in rows if fold(text) in fold(row.full_name)]
    return DoorList(
        page=Paginator(wanted, PAGE_SIZE).get_page(request.GET.get("trang")),
        counts=queries.door_counts(rows),
        total=len(rows),
        tabs=tuple(_tab(request, key, rows, current=not text and key == tab) for key in _TABS),
        tab=tab,
        text=text,
        query=urlencode([(k, v) for k, v in request.GET.items() if k != "trang"]),
    )


def _first_tab(rows: Sequence[RosterRow]) -> str:
    if any(map(_is_awaited, rows)) or not rows:
        return "chua-den"
    return "co-mat" if any(map(_is_here, rows)) else "da-ve"


def _tab(request: Request, key: str, rows: Sequence[RosterRow], *, current: bool) -> Tab:
    words, belongs = _TABS[key]
    kept = {k: v for k, v in request.GET.items() if k not in {"xem", "trang"}}
    address = "?" + urlencode(kept | {"xem": key})
    return Tab(words, address, current, sum(map(belongs, rows)))
