"""“Sổ năm”: a pack in a year, unit by unit, with who has not held it; each figure opens to its activities."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types.packs import PackYear
from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.listing import Chip
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.activities.models import Template

YEARS = 4
PAGE_SIZE = 60


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def pack_year(request: Request, unit_id: int) -> HttpResponse:
    """The pack and year in the address; ``?don-vi=`` opens one unit, ``?tai=xlsx`` takes the record away."""
    packs = queries.yearly_packs()
    pack, year = _pack(request, packs), asked_year(request)
    if request.GET.get("don-vi"):
        return _of_unit(request, unit_id, pack, year)
    record = queries.pack_year(pack=pack, year=year, unit_id=unit_id, actor=request.actor)
    if request.GET.get("tai") == "xlsx":
        name = f"so-nam-{pack.pk}-{year}.xlsx"
        return taken_away(files.written(_sheet(record), FileType.XLSX), name, FileType.XLSX)
    this = request.actor.day.year
    asked = {"goi": pack.pk, "nam": str(year)}
    context = {
        "record": record,
        "page": page_of(request, record.held, size=PAGE_SIZE),
        "packs": [
            Chip(each.name, f"?{query(asked | {'goi': each.pk})}", each.pk == pack.pk)
            for each in packs
        ],
        "years": [
            Chip(str(each), f"?{query(asked | {'nam': str(each)})}", each == year)
            for each in range(this, this - YEARS, -1)
        ],
        "query": query(asked),
    }
    return render(request, "activities/manage/pack_year.html", context)


def _pack(request: Request, packs: "list[Template]") -> "Template":
    """The pack asked for, else the first; 404 for others."""
    asked = request.GET.get("goi", "")
    found = next((each for each in packs if asked in {"", each.pk}), None)
    if found is None:
        raise Http404
    return found


def asked_year(request: Request) -> int:
    """The year in the address, this one without; 404 for what is too long ago or to come."""
    this = request.actor.day.year
    asked = asked_number(request, "nam") or this
    if not this - YEARS < asked <= this:
        raise Http404
    return asked


def _of_unit(request: Request, unit_id: int, pack: "Template", year: int) -> HttpResponse:
    """The activities behind a unit's figures."""
    of, day = asked_number(request, "don-vi"), request.actor.day
    if of not in units.subtree_ids(unit_id=unit_id, day=day):
        raise Http404
    span = units.subtree_ids(unit_id=of, day=day)
    rows = queries.pack_activities(pack=pack, year=year, span=span, actor=request.actor)
    page = page_of(request, rows)
    names = units.names_at({of, *(row.unit_id for row in page)}, day)
    context = {
        "pack": pack,
        "year": year,
        "page": page,
        "of": names.get(of, ""),
        "unit_names": names,
        "query": query({"goi": pack.pk, "nam": str(year), "don-vi": str(of)}),
        "back": query({"goi": pack.pk, "nam": str(year)}),
    }
    return render(request, "activities/manage/pack_unit.html", context)


def _sheet(record: PackYear) -> Sheet:
    """Every unit that is to hold the pack; where nothing was held the cells are empty, not 0."""
    metrics = record.metrics
    return Sheet(
        title=_("Sổ năm"),
        headings=[
            _("Đơn vị"),
            _("Loại đơn vị"),
            _("Hoạt động đã tổ chức"),
            *(f"{each.name} ({each.unit_name})" for each in metrics),
        ],
        rows=[
            [
                unit.name,
                unit.kind,
                unit.activities or None,
                *(unit.amounts.get(each.pk) for each in metrics),
            ]
            for unit in record.units
        ],
        about=((_("Gói"), record.pack.name), (_("Năm"), str(record.year))),
    )
