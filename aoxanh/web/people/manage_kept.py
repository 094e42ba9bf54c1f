"""“Giữ đến bao giờ”: what of the unit is kept for a time, when it goes, and what went already."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from aoxanh.audit import queries as trail
from aoxanh.kernel import retention
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request
from aoxanh.work import queries


SOON = timedelta(days=30)
FORGOTTEN = "work.DataForgotten"
_SHOWN = 20


@require_GET
@needs(Permission.PERSON_VIEW)
def kept(request: Request, unit_id: int) -> HttpResponse:
    """What the unit, and those whose books it keeps, keep for a time only."""
    day = request.actor.day
    own = units.kept_by(unit_id=unit_id, day=day)
    found = queries.kept(unit_ids=own, day=day, within=SOON)
    labels = {each.code: each.label for each in retention.holdings()}
    gone = trail.noted_at(event=FORGOTTEN, unit_ids=own)[:_SHOWN]
    context = {
        "unit_id": unit_id,
        "rows": found,
        "going": sum(each.going for each in found),
        "today": day,
        "gone": [
            (labels.get(row.values["holding"], ""), row.values["rows"], local_day(row.at))
            for row in gone
        ],
    }
    return render(request, "people/kept.html", context)


_PAGES = {
    "unverified_guests": ("manage:person", "code", Permission.PERSON_VIEW),
    "answers": ("manage:signups", "activity_id", Permission.SIGNUP_VIEW),
    "pasted_lists": ("manage:nominate", "activity_id", Permission.NOMINATION_SEND),
    "consent_papers": ("manage:nominate", "activity_id", Permission.NOMINATION_SEND),
    "imported_lines": ("manage:list", "code", Permission.LIST_IMPORT),
}
"""Where the lines of a holding are shown whole, and who may read that."""


@require_GET
@needs(Permission.PERSON_VIEW)
def kept_lines(request: Request, unit_id: int, holding: str) -> HttpResponse:
    """The lines that one number of “Giữ đến bao giờ” counted, the first to go first."""
    actor, day = request.actor, request.actor.day
    own = units.kept_by(unit_id=unit_id, day=day)
    try:
        known = queries.holding(holding)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    page = page_of(request, queries.kept_keys(holding, unit_ids=own, day=day, within=SOON))
    lines = queries.lines_kept(holding, list(page), day=day, within=SOON)
    name, argument, permission = _PAGES[holding]
    opens = actor.may(permission, at=unit_id)
    context = {
        "unit_id": unit_id,
        "holding": known,
        "period": queries.periods()[holding],
        "page": page,
        "rows": [
            (each, reverse(name, kwargs={"unit_id": unit_id, argument: each.line.code}))
            for each in lines
        ],
        "opens": opens,
        "today": day,
    }
    return render(request, "people/kept_lines.html", context)
