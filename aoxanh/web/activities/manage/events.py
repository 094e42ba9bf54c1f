"""“Sự kiện năm”: what was held with its proofs, what still lacks one, and who has not held a kind."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.listing import Chip
from aoxanh.web.activities.manage.pack_years import YEARS, asked_year
from aoxanh.web.choices import choice
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def events(request: Request, unit_id: int) -> HttpResponse:
    """The kind and year in the address; with a kind also who directly below has not held it."""
    actor, year = request.actor, asked_year(request)
    kinds = queries.event_kinds()
    kind = request.GET.get("loai", "")
    if kind and kind not in {each.pk for each in kinds}:
        raise Http404
    asked: dict[str, Any] = {"actor": actor, "unit_id": unit_id, "year": year, "kind": kind}
    page = page_of(request, queries.events(**asked))
    kept = {"loai": kind, "nam": str(year)}
    context = {
        "page": page,
        "rows": queries.events_shown(page),
        "unit_names": units.short_names_at({row.unit_id for row in page}, actor.day),
        "counted": queries.evidenced_count(**asked),
        "missing": queries.units_without(**asked) if kind else [],
        "unit_id": unit_id,
        "year": year,
        "kind": next((each for each in kinds if each.pk == kind), None),
        "choices": [
            choice(
                request,
                "loai",
                _("Loại sự kiện"),
                _("Mọi loại"),
                ((each.pk, each.name) for each in kinds),
            )
        ],
        "kept": [("nam", str(year))],
        "years": [
            Chip(str(each), f"?{query(kept | {'nam': str(each)})}", each == year)
            for each in range(actor.day.year, actor.day.year - YEARS, -1)
        ],
        "query": query(kept),
    }
    return render(request, "activities/manage/events.html", context)
