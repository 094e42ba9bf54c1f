"""“Đối chiếu”: what is not on the portal though plans, declarations or papers speak of it, unit by unit."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownIndicator
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.request import Request


@require_GET
@needs(Permission.INDICATOR_VIEW)
def reconciliation(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The gap between what is recorded and what is known otherwise, the widest first."""
    actor = request.actor
    try:
        each = queries.indicator(code, actor=actor)
    except UnknownIndicator as refusal:
        raise Http404(str(refusal)) from refusal
    if not each.is_share_of_declared:
        raise Http404
    years = list(range(each.period.start.year, min(each.period.last_day.year, actor.day.year) + 1))
    asked = asked_number(request, "nam")
    year = asked if asked in years else max(years, default=actor.day.year)
    said = [(_("Chỉ tiêu"), f"{each.code}. {each.name}"), (_("Năm"), str(year))]
    file = taken(request, unit_id, "reconciliation", {"unit_id": unit_id, "year": year}, said=said)
    if file is not None:
        return file
    rows = queries.reconciliation(unit_id, year=year, actor=actor)
    context = {
        "each": each,
        "rows": rows,
        "page": page_of(request, rows),
        "gap": sum(row.gap for row in rows),
        "units_with_gap": sum(bool(row.gap) for row in rows),
        "year": year,
        "years": years,
        "query": query({"nam": request.GET.get("nam", "")}),
    }
    return render(request, "programmes/reconciliation.html", context)
