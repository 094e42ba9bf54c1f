"""“Số đã chốt”: what figures were at the end of a period, beside what they come to now."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.types import Status
from aoxanh.programmes.types.frozen import FREEZE_JOB, Frozen
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.following import found_programme
from aoxanh.web.programmes.freezing_forms import FreezeForm
from aoxanh.web.programmes.programme import shown_programme
from aoxanh.web.request import Request
from aoxanh.work import actions as work


if TYPE_CHECKING:
    from aoxanh.programmes.models import Freeze

_WORDS = {
    "activities.LateEntryDecided": lazy("Xác nhận giờ bổ sung sau"),
    "activities.ObjectionAnswered": lazy("Trả lời ý kiến về giờ"),
    "activities.HeldRecorded": lazy("Ghi hoạt động đã tổ chức"),
    "activities.TotalsDeclared": lazy("Khai tổng số"),
    "programmes.FactAccepted": lazy("Xác nhận việc đã ghi"),
    "programmes.FactRecorded": lazy("Ghi việc kèm minh chứng"),
    "programmes.FactWithdrawn": lazy("Rút việc đã ghi"),
    "programmes.ProgrammeLoaded": lazy("Nạp lại chương trình"),
    "units.UnitClosed": lazy("Kết thúc đơn vị"),
    "units.UnitMoved": lazy("Chuyển đơn vị"),
    "units.UnitSplit": lazy("Chia tách đơn vị"),
    "units.UnitsMerged": lazy("Sáp nhập đơn vị"),
}
_GROUPS = {
    "activities": lazy("Sửa hoạt động, giờ, danh sách"),
    "inspections": lazy("Kiểm tra, công nhận"),
    "people": lazy("Cán bộ, người tham gia"),
    "practices": lazy("Kho mô hình"),
    "programmes": lazy("Quyết định, nhận định về số liệu"),
    "training": lazy("Lớp tập huấn"),
}
"""What else changed figures, by its context."""


@require_GET
@needs(Permission.PLAN_VIEW)
def freezes(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The periods whose figures were frozen, and those that wait for it."""
    actor = request.actor
    programme = shown_programme(request, code)
    page = page_of(request, queries.freezes(unit_id, programme=code, actor=actor))
    held = queries.programmes_at(unit_id, actor=actor).filter(code=code).first()
    waiting = queries.unfrozen_ends(held, unit_id=unit_id, day=actor.day) if held else []
    context = {
        "programme": programme,
        "page": page,
        "names": units.names_at({each.unit_id for each in page}, actor.day),
        "waiting": waiting if actor.may(Permission.PLAN_DECIDE, at=unit_id) else [],
    }
    return render(request, "programmes/frozen/freezes.html", context)


@needs(Permission.PLAN_DECIDE)
def freeze_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Freeze the figures of a period for the unit and those below: a worker does it."""
    programme = found_programme(request, unit_id, code)
    ends = queries.unfrozen_ends(programme, unit_id=unit_id, day=request.actor.day)
    form = FreezeForm(request.POST if request.method == "POST" else None, ends=ends)
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        decided_on = typed["decided_on"]
        job = work.enqueue(
            by=request.actor,
            kind=FREEZE_JOB,
            arguments={
                "code": code,
                "day": typed["day"],
                "number": typed["number"],
                "decided_on": decided_on.isoformat() if decided_on else "",
            },
            unit_id=unit_id,
            key=f"freeze:{unit_id}:{code}:{typed['day']}:{now:%Y%m%d%H}",
            now=now,
        )
        messages.success(request, _("Đang chốt số liệu."))
        return redirect("manage:job", unit_id=unit_id, code=job.code)
    context = {"programme": programme, "form": form, "ends": ends}
    status = 422 if form.errors else 200
    return render(request, "programmes/frozen/new.html", context, status=status)


def found_freeze(request: Request, unit_id: int, pk: int) -> "Freeze":
    """The freeze in the path, of the unit or one above. Raises ``Http404``."""
    try:
        return queries.freeze(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.INDICATOR_VIEW)
def freeze(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The figures of the unit as frozen and as of now side by side, and the corrections in between."""
    actor, found = request.actor, found_freeze(request, unit_id, pk)
    said = [(_("Chương trình"), found.programme.name), (_("Đến hết ngày"), vn_date(found.day))]
    filters = {"unit_id": unit_id, "freeze_id": pk}
    file = taken(request, unit_id, "frozen_figures", filters, said=said)
    if file is not None:
        return file
    rows = queries.frozen_rows(found, unit_id=unit_id, actor=actor)
    versions = page_of(request, queries.versions_of(found, actor=actor))
    named = {event["unit_id"] for version in versions for event in version.events}
    names = units.names_at({found.unit_id, unit_id, *named} - {None}, actor.day)
    context = {
        "found": found,
        "rows": [(row, _status(row.frozen), _status(row.now)) for row in rows],
        "changed": sum(row.is_changed for row in rows),
        "is_held": any(row.frozen for row in rows),
        "versions": [
            (
                version,
                [
                    (_said(event["event"]), names.get(event["unit_id"], ""), event["times"])
                    for event in version.events
                ],
            )
            for version in versions
            if version.number > 1
        ],
        "page": versions,
        "names": names,
    }
    return render(request, "programmes/frozen/freeze.html", context)


def _said(event: str) -> str:
    context = event.partition(".")[0]
    return str(_WORDS.get(event) or _GROUPS.get(context) or event)


def _status(one: Frozen | None) -> str:
    return str(Status(one.status).label) if one else ""
