"""“Số liệu đã xác nhận”: how each public figure is counted, and the units it is made of."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownProgramme
from aoxanh.programmes.types import IndicatorType
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.programmes.plans import targets_in_words
from aoxanh.web.request import Request


@public(seconds=600)
def confirmed(request: Request) -> HttpResponse:
    """The portal's own figures with their units right below, by name: four statements."""
    day = local_day(timezone.now())
    period = queries.public_year(day)
    root_id = units.instance().root_id
    everyone = Actor.system(cause="public figures", day=day)
    below = list(units.children_of(unit_id=root_id, actor=everyone, day=day)) if root_id else []
    wanted = {each.unit_id for each in below} | ({root_id} if root_id else set())
    figures = queries.public_figures(unit_ids=wanted, period=period)
    context = {
        "whole": figures.get(root_id) if root_id else None,
        "rows": [(each, figures[each.unit_id]) for each in below if each.unit_id in figures],
        "silent": sum(each.unit_id not in figures for each in below),
        "year": period.start.year,
        "day": min(day, period.last_day),
    }
    return render(request, "programmes/public.html", context)


@public(seconds=600)
def programmes(request: Request) -> HttpResponse:
    """The programmes and plans the portal works by."""
    day = local_day(timezone.now())
    everyone = Actor.system(cause="public programmes", day=day)
    found = queries.programmes(actor=everyone)
    context = {
        "running": [each for each in found if day in each.period],
        "past": [each for each in found if day not in each.period],
    }
    return render(request, "programmes/public_programmes.html", context)


@public(seconds=600)
def programme(request: Request, code: str) -> HttpResponse:
    """What a programme promises to whom and by when, beside the confirmed figures of its unit: three statements.

    How single units stand is for those who are in charge of them.
    """
    day = local_day(timezone.now())
    everyone = Actor.system(cause="public programmes", day=day)
    try:
        shown = queries.programme(code, actor=everyone)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal
    promised = queries.indicators(actor=everyone, programme=code)
    period = queries.public_year(day)
    context = {
        "programme": shown,
        "promised": [
            (
                each,
                targets_in_words(each, is_percent=queries.is_percent(each.type, each.definition)),
            )
            for each in promised
        ],
        "in_words": sum(each.type == IndicatorType.QUALITATIVE for each in promised),
        "phases": promised[0].phases if promised else (),
        "figures": queries.public_figures(unit_ids=[shown.unit_id], period=period).get(
            shown.unit_id
        ),
        "year": period.start.year,
        "day": day,
    }
    return render(request, "programmes/public_programme.html", context)
