"""The list at the door: one shift, one tab, one page of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries
from aoxanh.activities.types import DoorCounts, DoorPart, RosterRow
from aoxanh.kernel.text import fold
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from django.core.paginator import Page

    from aoxanh.activities.models import Activity

PAGE_SIZE = 100


_TABS: dict[str, tuple[str | Promise, DoorPart]] = {
    "chua-den": (_("Chưa đến"), DoorPart.AWAITED),
    "co-mat": (_("Có mặt"), DoorPart.HERE),
    "da-ve": (_("Đã về"), DoorPart.LEFT),
    "tat-ca": (_("Tất cả"), DoorPart.ALL),
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
    here, actor = activity.pk, request.actor
    counts = queries.door_counts(activity_id=here, actor=actor, shift_id=shift_id)
    named = request.GET.get("xem", "")
    tab = named if named in _TABS else _first_tab(counts)
    part = DoorPart.ALL if text else _TABS[tab][1]
    rows = queries.door_rows(
        activity_id=here,
        actor=actor,
        shift_id=shift_id,
        part=part,
        text=fold(text),
        length=None if text else counts.of(part),
    )
    return DoorList(
        page=page_of(request, rows, size=PAGE_SIZE),
        counts=counts,
        total=counts.total,
        tabs=tuple(_tab(request, key, counts, current=not text and key == tab) for key in _TABS),
        tab=tab,
        text=text,
        query=urlencode([(k, v) for k, v in request.GET.items() if k != "trang"]),
    )


def _first_tab(counts: DoorCounts) -> str:
    """Those still awaited, then those there, then those who left."""
    filled = (key for key, (_words, part) in _TABS.items() if counts.of(part))
    return next(filled, "chua-den")


def _tab(request: Request, key: str, counts: DoorCounts, *, current: bool) -> Tab:
    words, part = _TABS[key]
    kept = {k: v for k, v in request.GET.items() if k not in {"xem", "trang"}}
    address = "?" + urlencode(kept | {"xem": key})
    return Tab(words, address, current, counts.of(part))
