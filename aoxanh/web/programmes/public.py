"""“Số liệu đã xác nhận”: how each public figure is counted, and the units it is made of."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.programmes import queries
from aoxanh.units import queries as units
from aoxanh.web.guards import public
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
