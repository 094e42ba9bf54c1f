"""“Hoạt động”: what a unit plans, runs and has done; every filter is in the address."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from aoxanh.activities import queries
from aoxanh.activities.types import ActivityState as S
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


PAGE_SIZE = 25
FIRST_YEAR = 2000
YEARS_OFFERED = 3
STATES: dict[str, tuple[str | Promise, tuple[S, ...]]] = {
    "chuan-bi": (_("Đang chuẩn bị"), (S.DRAFT, S.PLANNED)),
    "mo-dang-ky": (_("Đang mở đăng ký"), (S.OPEN,)),
    "dang-dien-ra": (_("Đang diễn ra"), (S.RUNNING,)),
    "da-to-chuc": (_("Đã tổ chức"), (S.CLOSED, S.RECORDED)),
    "da-huy": (_("Đã hủy"), (S.CANCELLED,)),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its words, the address with it turned over, whether it is set."""

    words: str | Promise
    address: str
    is_set: bool


def _year(request: Request) -> int | None:
    asked = request.GET.get("nam", "")
    if not (asked.isdecimal() and len(asked) == 4):
        return None
    return min(max(int(asked), FIRST_YEAR), request.actor.day.year + 1)


def _unit_ids(request: Request, unit_id: int) -> Collection[int]:
    chosen = key_of(request.GET.get("don-vi", ""))
    if request.GET.get("pham-vi") != "tat-ca" and chosen is None:
        kept = units.kept_by(unit_id=unit_id, day=request.actor.day)
        return set(kept.values_list("descendant_id", flat=True))
    below = units.subtree_ids(unit_id=unit_id, day=request.actor.day)
    return below if chosen is None else below & {chosen}


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def activity_list(request: Request, unit_id: int) -> HttpResponse:
    """Activities of the unit, or of everything below it, narrowed by what the address says."""
    state = request.GET.get("trang-thai", "")
    year = _year(request)
    period = Period.year(year) if year else None
    filters: dict[str, Any] = {
        "unit_ids": sorted(_unit_ids(request, unit_id)),
        "text": request.GET.get("q", "")[:100],
        "states": STATES[state][1] if state in STATES else (),
        "first_day": period.start.isoformat() if period else "",
        "end": period.end.isoformat() if period else "",
    }
    words = ", ".join(str(chip.words) for chip in _chips(request) if chip.is_set)
    file = taken(request, unit_id, "activities", filters, said=[(str(_("Bộ lọc")), words)])
    if file is not None:
        return file
    rows = queries.activities_asked(request.actor, filters)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    kept = [(key, value) for key, value in request.GET.items() if key not in {"q", "trang"}]
    context = {
        "page": page,
        "text": request.GET.get("q", ""),
        "kept": kept,
        "chips": _chips(request),
        "query": urlencode([(k, v) for k, v in request.GET.items() if k != "trang"]),
        "unit_names": units.names_at({row.unit_id for row in page}, request.actor.day),
        "scope_wide": request.GET.get("pham-vi") == "tat-ca",
        "is_filtered": bool(request.GET.keys() - {"trang", "pham-vi"}),
        "may_declare": request.actor.may(Permission.DECLARATION_EDIT, at=unit_id),
        "may_open": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
        "day": request.actor.day,
    }
    return render(request, "activities/manage/list.html", context)


def _chips(request: Request) -> list[Chip]:
    day = request.actor.day
    chips = [_chip(request, "pham-vi", "tat-ca", _("Cả đơn vị bên dưới"))]
    chosen = key_of(request.GET.get("don-vi", ""))
    if chosen is not None:
        name = units.names_at({chosen}, day).get(chosen, "")
        chips.append(_chip(request, "don-vi", str(chosen), name or _("Một đơn vị")))
    chips += [_chip(request, "trang-thai", key, words) for key, (words, _states) in STATES.items()]
    years = range(day.year + (day.month == 12), day.year - YEARS_OFFERED, -1)
    chips += [_chip(request, "nam", str(year), str(year)) for year in years]
    return chips


def _chip(request: Request, key: str, value: str, words: str | Promise) -> Chip:
    is_set = request.GET.get(key) == value
    others = {k: v for k, v in request.GET.items() if k not in {key, "trang"}}
    address = "?" + urlencode(others if is_set else others | {key: value})
    return Chip(words, address, is_set)
