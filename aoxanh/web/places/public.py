"""What place fields ask while someone types."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from aoxanh.kernel.dates import local_day
from aoxanh.places import queries as places
from aoxanh.web.guards import public
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
