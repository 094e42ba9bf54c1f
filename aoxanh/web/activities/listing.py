"""Activities for everyone: the list, the same on a map, and what is near a commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import queries
from aoxanh.activities.queries.public import PAGE_SIZE
from aoxanh.activities.types import ActivityFilters, ActivityMode, ActivityPage
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.text import fold
from aoxanh.places.queries import NATIONAL
from aoxanh.web.choices import Choice, choice, kept
from aoxanh.web.guards import public
from aoxanh.web.paging import asked_number
from aoxanh.web.places import maps, near
from aoxanh.web.places.grounds import Ground, ground_of
from aoxanh.web.request import Request


CHIPS = (("cuoi-tuan", _("Cuối tuần")), ("con-cho", _("Còn chỗ")), ("da-qua", _("Đã diễn ra")))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its words, the address with it turned over, whether it is set."""

    words: str
    address: str
    is_set: bool = False
    icon: str = ""


@public()
def activity_list(request: Request) -> HttpResponse:
    """Activities, narrowed by what the address says."""
    now = timezone.now()
    day = local_day(now)
    filters = _filters(request, day)
    page, numbered = _page(request, filters, now)
    return render(request, "activities/list.html", _context(request, filters, page, numbered, day))


@public()
def activity_map(request: Request) -> HttpResponse:
    """The same activities on the map, with the same list beside it; the address means the same as in the list."""
    now = timezone.now()
    day = local_day(now)
    filters = _filters(request, day)
    page, numbered = _page(request, filters, now)
    counts = queries.counts_by_place(filters=replace(filters, place_code=""), now=now)
    ground = ground_of(filters.place_code, day)
    shown = ground.counted(counts, day)
    drawn = ground.drawn(shown, lambda code: _narrowed(request, code))
    context = {
        **_context(request, filters, page, numbered, day),
        "ground": ground,
        "map": drawn,
        "inset": maps.country_inset(ground.code),
        "live": _live(request, ground),
        "elsewhere": sum(counts.values()) - sum(shown.values()),
        "to_whole": _address(request, without={"dia-ban", "trang"}) if filters.place_code else "",
    }
    return render(request, "activities/map.html", context)


@public()
def map_counts(request: Request) -> HttpResponse:
    """The pins of the map under the filters of the address, for the browser's own map."""
    now = timezone.now()
    day = local_day(now)
    filters = _filters(request, day)
    counts = queries.counts_by_place(filters=replace(filters, place_code=""), now=now)
    ground = ground_of(filters.place_code, day)
    pins = [
        {"code": code, "name": ground.names[code], "count": count, "href": _narrowed(request, code)}
        for code, count in ground.counted(counts, day).items()
    ]
    return JsonResponse({"pins": pins}, json_dumps_params={"ensure_ascii": False})


def _narrowed(request: Request, code: str) -> str:
    return reverse("activities:map") + _address(
        request, without={"dia-ban", "trang"}, **{"dia-ban": code}
    )


def _live(request: Request, ground: Ground) -> Mapping[str, str]:
    """What the browser's map is drawn from."""
    here = _address(request, without={"trang"}).rstrip("?")
    return {
        "outline": reverse("places:outline", args=[ground.code or NATIONAL]),
        "pins": reverse("activities:map_counts") + here,
        "tiles": settings.MAP_TILES,
        "credit": settings.MAP_CREDIT,
    }


@public(seconds=3600)
def near_me(request: Request) -> HttpResponse:
    """Which commune to be near: the browser finds it when asked to, or it is typed; only its code travels on."""
    typed = request.GET.get("xa", "").strip()[:100]
    day = local_day(timezone.now())
    found = _communes(typed, day) if typed else []
    if len(found) == 1:
        return redirect(f"{reverse('activities:list')}?gan={found[0][0]}")
    context = {"typed": typed, "found": found}
    return render(
        request, "activities/near.html", context, status=404 if typed and not found else 200
    )


def _communes(typed: str, day: date) -> list[tuple[str, str]]:
    """Communes whose name holds what was typed, with or without marks; a full name stands for itself."""
    wanted = fold(typed)
    holding = [
        (centre.code, centre.name)
        for centre in near.centres_at(day)
        if f" {wanted}" in f" {fold(centre.name)}"
    ]
    whole = [each for each in holding if fold(each[1]) == wanted]
    return whole or holding[:PAGE_SIZE]


def _filters(request: Request, day: date) -> ActivityFilters:
    filters = queries.filters_from(request.GET)
    centre = near.centre_of(filters.near_code, day) if filters.near_code else None
    if centre is None:
        return replace(filters, near_code="")
    return replace(filters, near=(centre.latitude, centre.longitude))


def _page(
    request: Request, filters: ActivityFilters, now: datetime
) -> tuple[ActivityPage, Page[int]]:
    number = max(1, asked_number(request, "trang") or 1)
    page = queries.public_page(filters=filters, now=now, offset=(number - 1) * PAGE_SIZE)
    return page, Paginator(range(page.total), PAGE_SIZE).get_page(number)


def _context(
    request: Request,
    filters: ActivityFilters,
    page: ActivityPage,
    numbered: Page[int],
    day: date,
) -> Mapping[str, object]:
    here = _address(request, without={"trang"})
    return {
        "page": page,
        "filters": filters,
        "numbered": numbered,
        "chips": _chips(request, filters, day),
        "choices": _choices(request),
        "kept_beside_text": kept(request, "q"),
        "kept_beside_choices": kept(request, "linh-vuc", "hinh-thuc"),
        "query": here[1:],
        "to_list": reverse("activities:list") + here.rstrip("?"),
        "to_map": reverse("activities:map") + here.rstrip("?"),
    }


def _address(request: Request, *, without: set[str], **more: str) -> str:
    stays = {key: value for key, value in request.GET.items() if key not in without}
    return "?" + urlencode(stays | more)


def _choices(request: Request) -> Sequence[Choice]:
    """What has more values than chips can show."""
    fields = ((each.code, each.name) for each in queries.fields_of_work())
    modes = ((each.value, str(each.label)) for each in ActivityMode)
    return (
        choice(request, "linh-vuc", _("Lĩnh vực"), _("Mọi lĩnh vực"), fields),
        choice(request, "hinh-thuc", _("Hình thức"), _("Mọi hình thức"), modes),
    )


def _chips(request: Request, filters: ActivityFilters, day: date) -> list[Chip]:
    centre = near.centre_of(filters.near_code, day) if filters.near_code else None
    if centre:
        words = _("Gần %(commune)s") % {"commune": centre.name}
        away = _address(request, without={"gan", "trang"})
        chips = [Chip(words, away, is_set=True, icon="locate-fixed")]
    else:
        chips = [Chip(_("Gần tôi"), reverse("activities:near"), icon="locate-fixed")]
    for key, words in CHIPS:
        is_set = request.GET.get(key) == "1"
        more = {} if is_set else {key: "1"}
        chips.append(Chip(words, _address(request, without={key, "trang"}, **more), is_set))
    for each in _choices(request):
        away = _address(request, without={each.name, "trang"})
        chips += [
            Chip(words, away, is_set=True) for _value, words, is_set in each.options if is_set
        ]
    if filters.place_code:
        words = ground_of(filters.place_code, day).name_of(filters.place_code) or _("Một địa bàn")
        chips.append(Chip(words, _address(request, without={"dia-ban", "trang"}), is_set=True))
    return chips
