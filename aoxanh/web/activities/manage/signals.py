"""“Dấu hiệu cần xem”: figures of organisers below that are worth a look, each opening to its rows."""

from datetime import date, timedelta
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types.signals import Signal, SignalKind
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.numbers import number
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request


SPANS = (30, 90, 365)
USUAL = 90


def span_of(request: Request) -> tuple[int, Period]:
    """How many days back are looked at, from the address."""
    asked = request.GET.get("ngay", "")
    days = next((each for each in SPANS if str(each) == asked), USUAL)
    today: date = request.actor.day
    return days, Period(today - timedelta(days=days), today + timedelta(days=1))


@require_safe
@needs(Permission.HOURS_CONFIRM)
def signals(request: Request, unit_id: int) -> HttpResponse:
    """Organisers below with what is to be looked at, the most signals first."""
    days, span = span_of(request)
    found = queries.signals(actor=request.actor, unit_id=unit_id, span=span)
    of_units = [(unit, list(rows)) for unit, rows in groupby(found, key=lambda each: each.unit_id)]
    names = units.names_at({unit for unit, _rows in of_units}, request.actor.day)
    of_units.sort(key=lambda each: (-len(each[1]), names[each[0]], each[0]))
    context = {
        "unit_id": unit_id,
        "days": days,
        "spans": SPANS,
        "page": page_of(request, of_units),
        "names": names,
        "words": {each: said(each) for each in found},
        "query": f"ngay={days}",
    }
    return render(request, "activities/manage/signals.html", context)


def said(found: Signal) -> str:
    """The figure in words."""
    words = {"number": number(found.number), "of": number(found.of), "share": found.share}
    if found.kind == SignalKind.ABOVE_PLACES:
        return _("%(number)s người, %(of)s chỗ") % words
    if found.of:
        return _("%(share)s%%: %(number)s trong %(of)s lượt") % words
    return _("%(number)s lượt") % words


@require_safe
@needs(Permission.HOURS_CONFIRM)
def signal_rows(request: Request, unit_id: int, kind: str) -> HttpResponse:
    """The rows behind one signal of one organiser."""
    organiser_id = key_of(request.GET.get("don-vi", ""))
    if kind not in SignalKind.values or organiser_id is None:
        raise Http404
    days, span = span_of(request)
    rows = queries.signal_rows(
        kind=SignalKind(kind),
        organiser_id=organiser_id,
        actor=request.actor,
        unit_id=unit_id,
        span=span,
    )
    names = units.names_at({organiser_id}, request.actor.day) if rows else {}
    context = {
        "unit_id": unit_id,
        "days": days,
        "kind": SignalKind(kind),
        "organiser": names.get(organiser_id, ""),
        "page": page_of(request, rows),
        "query": f"don-vi={organiser_id}&ngay={days}",
    }
    return render(request, "activities/manage/signal_rows.html", context)
