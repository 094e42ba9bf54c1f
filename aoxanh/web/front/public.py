"""The public front: one question, what can be done now, where, in which season, and what has come of it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityFilters
from aoxanh.kernel.dates import local_day
from aoxanh.programmes import queries as programmes
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.places import maps
from aoxanh.web.places.grounds import ground_of
from aoxanh.web.request import Request
from aoxanh.web.seasons import season_marks


SHOWN = 3


@public(seconds=60)
def home(request: Request) -> HttpResponse:
    """What is coming, with a map beside it; the season's campaign; confirmed figures: five statements.

    Before anything is set up, how to begin.
    """
    if not units.instance().is_set_up:
        return render(request, "front/empty.html")
    now = timezone.now()
    day = local_day(now)
    counts = activities.coming_by_place(day=day)
    coming = activities.public_activities(filters=ActivityFilters(), now=now)
    context = {
        "rows": list(coming[:SHOWN]),
        "open_total": sum(counts.values()),
        "open_communes": len(counts),
        **_map(counts, day),
        **_season(day),
        **_figures(day),
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


def _map(counts: dict[str, int], day: date) -> dict[str, object]:
    to_map = reverse("activities:map")
    ground = ground_of("", day)
    shown = ground.counted(counts, day)
    drawn = ground.drawn(shown, lambda code: f"{to_map}?dia-ban={code}")
    return {"map": drawn, "inset": maps.country_inset(ground.code)}


def _figures(day: date) -> dict[str, object]:
    """The portal's own figures of the year; none before it is set up."""
    root_id = units.instance().root_id
    period = programmes.public_year(day)
    found = programmes.public_figures(unit_ids=[root_id], period=period) if root_id else {}
    figures = found.get(root_id) if root_id else None
    return {"figures": figures, "first": period.start, "last": min(day, period.last_day)}
