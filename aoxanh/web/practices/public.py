"""The library of models for everyone: found, read, and who took them up."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.practices import queries
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.paging import page_of, query
from aoxanh.web.practices.filters import asked_filter, shown
from aoxanh.web.practices.shown import emphasised, scene_of
from aoxanh.web.request import Request


LIBRARY_PAGE = 24


@require_GET
@public()
def library(request: Request) -> HttpResponse:
    """Cards of the models in the registry: at most four statements."""
    day = local_day(timezone.now())
    asked = asked_filter(request, day)
    page = page_of(request, queries.Hits(asked), size=LIBRARY_PAGE)
    names = units.short_names_at({each.unit_id for each in page}, day)
    context = {
        **shown(request, asked, day),
        "page": page,
        "most": queries.MOST_FOUND,
        "is_more": bool(asked.text) and page.paginator.count > queries.MOST_FOUND,
        "cards": [(each, names[each.unit_id], scene_of(each)) for each in page],
        "query": query({key: held for key, held in request.GET.items() if key != "trang"}),
    }
    return render(request, "practices/library.html", context)


@require_GET
@public()
def practice(request: Request, code: str) -> HttpResponse:
    """One model that another unit can act on tomorrow: at most five statements."""
    try:
        found = queries.registered(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    adoptions = list(queries.adoptions_of(found.pk))
    day = local_day(timezone.now())
    names = units.names_at({found.unit_id, *(each.unit_id for each in adoptions)}, day)
    context = {
        "practice": found,
        "alike": [(each, scene_of(each)) for each in queries.similar(found)],
        "scene": scene_of(found),
        "unit_name": names[found.unit_id],
        "adoptions": [(each, names[each.unit_id]) for each in adoptions],
        "result": emphasised(found),
    }
    return render(request, "practices/practice.html", context)
