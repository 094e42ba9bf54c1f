"""“Khai tổng số”: what a unit says it has done in a period, apart from what the portal recorded."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.activities.manage_forms.recording import TotalsForm
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import DeclaredTotal

PAGE_SIZE = 12
ONE_DAY = timedelta(days=1)


@needs(Permission.DECLARATION_EDIT)
def declarations(request: Request, unit_id: int) -> HttpResponse:
    """What was declared so far, and the form for the next period or, with ``?sua=``, a correction."""
    file = taken(request, unit_id, "declared_totals", {"unit_id": unit_id})
    if file is not None:
        return file
    rows = queries.declared_totals(actor=request.actor, unit_id=unit_id)
    asked = request.GET.get("sua", "")
    corrected = rows.filter(pk=key_of(asked) or 0).first() if asked else None
    if asked and corrected is None:
        raise Http404
    form = TotalsForm(
        request.POST if request.method == "POST" else None,
        initial=_known(corrected) if corrected else _last_month(request.actor.day),
    )
    if request.method == "POST" and form.is_valid():
        try:
            tried(lambda: _declare(request, unit_id, corrected, form))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu số tự khai."))
            return redirect("manage:declarations", unit_id=unit_id)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "corrected": corrected,
        "rows": [(row, row.valid_to - ONE_DAY) for row in page],
        "page": page,
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/declarations.html", context, status=status)


def _declare(
    request: Request, unit_id: int, corrected: "DeclaredTotal | None", form: TotalsForm
) -> "DeclaredTotal":
    by, totals, now = request.actor, form.totals(), timezone.now()
    if corrected is not None:
        return actions.correct_totals(by=by, declaration_id=corrected.pk, totals=totals, now=now)
    return actions.declare_totals(by=by, unit_id=unit_id, totals=totals, now=now)


def _known(row: "DeclaredTotal") -> dict[str, object]:
    return {
        "first_day": row.valid_from,
        "last_day": row.valid_to - ONE_DAY,
        "activities": row.activities,
        "turns": row.turns,
        "persons": row.persons,
        "hours": row.hours,
        "note": row.note,
    }


def _last_month(day: date) -> dict[str, object]:
    last = day.replace(day=1) - ONE_DAY
    return {"first_day": last.replace(day=1), "last_day": last}
