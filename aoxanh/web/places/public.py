"""What place fields ask while someone types, and the points by which a browser finds the nearest commune."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone

from aoxanh.kernel.dates import local_day
from aoxanh.places import queries as places
from aoxanh.places.errors import OutlineMissing
from aoxanh.web.guards import public
from aoxanh.web.places.geojson import geojson
from aoxanh.web.places.near import centres_at
from aoxanh.web.places.province import home_province
from aoxanh.web.request import Request


LEAST_LETTERS = 2


@public(seconds=3600)
def suggest(request: Request) -> HttpResponse:
    """Lines for a half typed name, those of the portal's province first; nothing below two letters."""
    text = request.GET.get("q", "").strip()[:100]
    day = local_day(timezone.now())
    lines = []
    if len(text) >= LEAST_LETTERS:
        lines = places.suggest(text=text, day=day, within_province=home_province(day))
        lines = lines or places.suggest(text=text, day=day)
    return JsonResponse({"lines": lines}, json_dumps_params={"ensure_ascii": False})


@public(seconds=86400)
def centres(request: Request) -> HttpResponse:  # noqa: ARG001  a view
    """Code, name and centre of every commune: the browser looks for the nearest, and keeps its position to itself."""
    rows = centres_at(local_day(timezone.now()))
    told = [[row.code, row.name, row.latitude, row.longitude] for row in rows]
    return JsonResponse({"communes": told}, json_dumps_params={"ensure_ascii": False})


@public(seconds=86400)
def outline(request: Request, code: str) -> HttpResponse:  # noqa: ARG001  a view
    """The illustrative outline of a province or of the country as GeoJSON, far islands as points."""
    try:
        told = geojson(code)
    except OutlineMissing as refusal:
        raise Http404(str(refusal)) from refusal
    return JsonResponse(told, json_dumps_params={"separators": (",", ":")})
