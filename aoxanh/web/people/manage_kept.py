"""“Giữ đến bao giờ”: what of the unit is kept for a time, when it goes, and what went already."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aoxanh.audit import queries as trail
from aoxanh.kernel import retention
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
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
