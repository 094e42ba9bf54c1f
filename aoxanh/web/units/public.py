"""Units for everyone: a list to search, and each unit with whom to call and what is coming."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityFilters
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.people import queries as people
from aoxanh.recognition import queries as recognition
from aoxanh.units import queries
from aoxanh.units.types import Bond, Family
from aoxanh.web.guards import public
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request


COMING_SHOWN = 6
PAPERS_SHOWN = 5
SHOWN_FAMILIES = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.DOI_TNTP, Family.GROUP)


@require_GET
@public()
def index(request: Request) -> HttpResponse:
    """The units of today, by kind and name, found with or without diacritics: at most four statements."""
    day = local_day(timezone.now())
    everyone = Actor.system(cause="public units", day=day)
    text, family = request.GET.get("q", "").strip()[:100], request.GET.get("to-chuc", "")
    wanted = Family(family) if family in SHOWN_FAMILIES else None
    found = (
        queries.search(text=text, actor=everyone, day=day)
        if text
        else queries.units(actor=everyone, day=day)
    )
    rows = found.filter(kind__family__in=[wanted] if wanted else SHOWN_FAMILIES)
    page = page_of(request, rows)
    context = {
        "page": page,
        "parents": queries.names_at({row.parent_id for row in page if row.parent_id}, day),
        "text": text,
        "family": wanted,
        "chips": [
            (each.label, f"?{query({'q': text, 'to-chuc': each.value})}", each == wanted)
            for each in SHOWN_FAMILIES
        ],
        "to_all": f"?{query({'q': text})}",
        "query": query({"q": text, "to-chuc": family}),
    }
    return render(request, "units/index.html", context)


@require_GET
@public()
def unit(request: Request, code: str) -> HttpResponse:
    """One unit under today's name, or under its last with the way to its heirs: five statements."""
    day = local_day(timezone.now())
    try:
        version = queries.public_unit(code=code, day=day)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    kin = queries.kin(unit_id=version.unit_id, day=day)
    coming = activities.public_activities(
        filters=ActivityFilters(unit_code=code), now=timezone.now()
    )
    context = {
        "version": version,
        "is_closed": version.unit.closed_on <= day,
        "heirs": [each for each in kin if each.bond == Bond.HEIR],
        "forebears": [each for each in kin if each.bond == Bond.FOREBEAR],
        "above": [each for each in kin if each.bond == Bond.PARENT],
        "beside": [each for each in kin if each.bond == Bond.COUNTERPART],
        "focal": people.focal_person(version.unit_id, day),
        "coming": coming[:COMING_SHOWN],
        "papers": recognition.papers_of_unit(version.unit_id)[:PAPERS_SHOWN],
        "unit_names": {version.unit_id: version.name},
    }
    return render(request, "units/public.html", context)
