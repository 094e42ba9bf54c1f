"""The public front: one question, what can be done now, and where."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityFilters
from aoxanh.kernel.dates import local_day
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.places import maps
from aoxanh.web.request import Request
from aoxanh.web.seasons import season_marks


SHOWN = 4


@public(seconds=60)
def home(request: Request) -> HttpResponse:
    """What is coming, with a map of the province beside it; before anything is set up, how to begin."""
    if not units.instance().is_set_up:
        return render(request, "front/empty.html")
    day = local_day(timezone.now())
    counts = activities.coming_by_place(day=day)
    shown = activities.public_page(filters=ActivityFilters(), day=day, limit=SHOWN)
    context = {
        "page": shown,
        "open_total": sum(counts.values()),
        "open_communes": len(counts),
        "day": day,
        **_season(day),
        **_map(counts),
    }
    return render(request, "front/home.html", context)


def _season(day: date) -> dict[str, object]:
    """The campaign of the season with its days to come, for the band."""
    root_id = units.instance().root_id
    season = activities.season_campaign(day=day, unit_id=root_id) if root_id else None
    if season is None:
        return {}
    marks = season_marks(season.campaign, season.branches, open_total=season.open_total, day=day)
    return {"season": season.campaign, "season_marks": marks}


def _map(counts: dict[str, int]) -> dict[str, object]:
    place_id = units.instance().place_id
    province = maps.province_at(place_id, local_day(timezone.now())) if place_id else None
    if province is None:
        return {}
    to_list = reverse("activities:list")
    hrefs = {code: f"{to_list}?dia-ban={code}" for code in counts}
    drawn = maps.province_map(province.code, names=province.communes, counts=counts, hrefs=hrefs)
    return {"map": drawn, "inset": maps.country_inset(province.code)}
