"""“Nhật ký”: what was done, by whom and where; personal details only for those who may see the persons."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.audit import queries
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.audit.sentences import GROUPS, SENTENCES
from aoxanh.web.audit.wording import line, names_for
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day, asked_number, page_of, query
from aoxanh.web.request import Request


@require_GET
@needs(Permission.AUDIT_VIEW)
def audit(request: Request, unit_id: int) -> HttpResponse:
    """The trail of the units within reach, by days, unit and kind of event."""
    first, last = asked_day(request, "tu"), asked_day(request, "den")
    only_unit, event = asked_number(request, "don-vi"), request.GET.get("viec", "")
    rows = queries.entries(actor=request.actor)
    if first:
        rows = rows.filter(at__gte=start_of(first))
    if last and last < date.max:
        rows = rows.filter(at__lt=start_of(last + timedelta(days=1)))
    if only_unit:
        rows = rows.filter(unit_id=only_unit)
    if event in SENTENCES:
        rows = rows.filter(event=event)
    elif event in GROUPS:
        rows = rows.filter(event__startswith=f"{event}.")
    page = page_of(request, rows)
    names = names_for(page, actor=request.actor)
    filters = {"tu": first, "den": last, "don-vi": only_unit}
    shown = query(filters)
    context = {
        "unit_id": unit_id,
        "page": page,
        "lines": [line(entry, names, unit_id=unit_id) for entry in page],
        "first": first,
        "last": last,
        "only_unit": only_unit,
        "only_unit_name": units.names_at({only_unit}, request.actor.day).get(only_unit, "")
        if only_unit
        else "",
        "event": event,
        "chips": [
            (label, f"?{query(filters | {'viec': group})}", event.split(".")[0] == group)
            for group, label in GROUPS.items()
        ],
        "to_all": f"?{shown}",
        "query": query(filters | {"viec": event}),
    }
    return render(request, "audit/list.html", context)


@require_GET
@needs(Permission.AUDIT_VIEW)
def audit_entry(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One entry, with before and after for those who may see the person it is about."""
    entry = queries.entries(actor=request.actor).filter(pk=pk).first()
    if entry is None:
        raise Http404
    names = names_for([entry], actor=request.actor)
    detail = getattr(entry, "detail", None)
    may_read = entry.unit_id is not None and _may_read(request.actor, entry.unit_id)
    context = {
        "unit_id": unit_id,
        "line": line(entry, names, unit_id=unit_id),
        "entry": entry,
        "touches": len(entry.touches),
        "has_detail": bool(entry.detail_digest),
        "may_read": may_read,
        "changes": _changes(detail.payload) if detail is not None and may_read else [],
    }
    return render(request, "audit/entry.html", context)


def _may_read(actor: Actor, unit_id: int) -> bool:
    return actor.may(Permission.PERSON_VIEW, at=unit_id)


def _changes(payload: dict[str, dict[str, object]]) -> list[tuple[str, object, object]]:
    """(what, before, after) of a personal detail."""
    before, after = payload.get("before", {}), payload.get("after", {})
    labels = {
        "full_name": _("Họ và tên"),
        "phone": _("Số điện thoại"),
        "email": _("E-mail"),
        "birth_date": _("Ngày sinh"),
        "birth_year": _("Năm sinh"),
        "gender": _("Giới tính"),
        "youth_category": _("Đối tượng thanh niên"),
        "skills": _("Kỹ năng"),
        "availability": _("Thời gian rảnh"),
        "home_place_id": _("Nơi ở"),
        "paper": _("Số hoặc nơi lưu đơn"),
    }
    return [
        (label, before.get(name) or "–", after.get(name) or "–")
        for name, label in labels.items()
        if name in before or name in after
    ]
