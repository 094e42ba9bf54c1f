"""The library of models for everyone: found, read, and who took them up."""

from itertools import groupby
from typing import TYPE_CHECKING

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
from aoxanh.web.practices.shown import emphasised, scene_of, together_of, units_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.practices.models import Candidate


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
    marks = queries.marks_of(found.pk)
    day = local_day(timezone.now())
    versions = units.versions_at(units_of(found) | {each.unit_id for each in adoptions}, day)
    keeper = versions[found.unit_id]
    context = {
        "marks": marks,
        "checks": [mark for mark in marks if mark.found],
        "practice": found,
        "alike": [(each, scene_of(each)) for each in queries.similar(found)],
        "scene": scene_of(found),
        "unit_name": keeper.name,
        "unit_code": keeper.unit.code,
        "together": together_of(found, versions),
        "adoptions": [(each, versions[each.unit_id].name) for each in adoptions],
        "result": emphasised(found),
    }
    return render(request, "practices/practice.html", context)


@require_GET
@public()
def honours(request: Request) -> HttpResponse:
    """What rounds honoured and recognised, year by year: at most four statements."""
    page = page_of(request, queries.honoured())
    ids = {each.to_unit_id for each in page} | {each.practice.unit_id for each in page}
    names = units.names_at(ids, local_day(timezone.now()))
    rows = [(each, names[each.practice.unit_id], names[each.to_unit_id]) for each in page]
    years = [(year, list(told)) for year, told in groupby(rows, _year)]
    return render(request, "practices/honours.html", {"page": page, "years": years})


def _year(row: "tuple[Candidate, str, str]") -> int:
    nomination = row[0]
    return nomination.round.year if nomination.round else 0
