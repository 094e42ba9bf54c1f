"""Who took a model up, as a list, a map and a drawing; and what worked where."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.practices import queries
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.places import maps
from aoxanh.web.places.grounds import ground_of
from aoxanh.web.practices.drawing import spread
from aoxanh.web.practices.filters import asked_filter, shown
from aoxanh.web.request import Request


@require_GET
@public()
def adopters(request: Request, code: str) -> HttpResponse:
    """Who took a model up: where, when, and how it went."""
    try:
        found = queries.registered(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    day = local_day(timezone.now())
    takers = queries.takers(found.pk, day=day)
    ground = ground_of("", day)
    counts = ground.counted(Counter(each.place_code for each in takers if each.place_code), day)
    names = units.names_at({found.unit_id}, day)
    context = {
        "practice": found,
        "unit_name": names[found.unit_id],
        "takers": takers,
        "drawing": spread(names[found.unit_id], takers),
        "map": ground.drawn(counts, lambda _code: "") if counts else None,
        "inset": maps.country_inset(ground.code),
        "elsewhere": len(takers) - sum(counts.values()),
        "ground": ground,
    }
    return render(request, "practices/spread.html", context)


@require_GET
@public()
def what_worked(request: Request) -> HttpResponse:
    """What worked where: by kind of unit and by terrain, for the models that the address asks for."""
    day = local_day(timezone.now())
    asked = asked_filter(request, day)
    by_kind, by_ground = queries.went(asked, day=day)
    context = {**shown(request, asked, day), "by_kind": by_kind, "by_ground": by_ground}
    return render(request, "practices/worked.html", context)
