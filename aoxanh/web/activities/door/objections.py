"""Objections to hours, for whoever answers: the organiser, and the unit above when nobody did."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from aoxanh.activities import actions, queries
from aoxanh.kernel import numbers
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.door.forms import HoursField
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import HoursObjection


class ObjectionAnswerForm(forms.Form):
    """What is written instead, and the words that go with it."""

    hours = HoursField(label=lazy("Số giờ ghi lại"), required=False)
    text = forms.CharField(
        label=lazy("Trả lời"),
        max_length=300,
        help_text=lazy("Người gửi đọc được; nếu sửa giờ, đây là lý do trên hồ sơ."),
        error_messages={"required": lazy("Hãy ghi câu trả lời: người gửi đọc được.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@needs(Permission.HOURS_RECORD)
def objections(request: Request, unit_id: int) -> HttpResponse:
    """What waits, the longest first."""
    now = timezone.now()
    rows = queries.objections_to_answer(actor=request.actor, unit_id=unit_id, now=now)
    page = page_of(request, rows)
    today = local_day(now)
    context = {
        "unit_id": unit_id,
        "page": page,
        "rows": [(row, (today - local_day(row.asked_at)).days) for row in page],
        "unit_names": units.names_at({row.activity.unit_id for row in page}, request.actor.day),
    }
    return render(request, "activities/door/objections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_RECORD)
def objection(request: Request, unit_id: int, objection_id: int) -> HttpResponse:
    """One of them: correct by a new entry, keep with a reason, or put it before the unit above."""
    rows = queries.objections_to_answer(actor=request.actor, unit_id=unit_id, now=timezone.now())
    row = rows.filter(pk=objection_id).first()
    if row is None:
        raise Http404
    if "up" in request.POST:
        actions.pass_up_objection(by=request.actor, objection_id=row.pk, now=timezone.now())
        messages.success(request, _("Đã chuyển lên cấp trên. Người gửi vẫn chờ câu trả lời."))
        return redirect("manage:objections", unit_id=unit_id)
    minutes: int | None = row.minutes  # type: ignore[attr-defined]  # annotated by the query
    form = ObjectionAnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"hours": numbers.hours(minutes or 0)},
    )
    if form.is_valid() and _answered(request, row, form):
        messages.success(request, _("Đã trả lời. Người gửi thấy câu trả lời ở trang giờ của mình."))
        return redirect("manage:objections", unit_id=unit_id)
    context = {
        "unit_id": unit_id,
        "row": row,
        "minutes": minutes,
        "is_own": row.activity.unit_id == unit_id,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/door/objection.html", context, status=status)


def _answered(request: Request, row: "HoursObjection", form: ObjectionAnswerForm) -> bool:
    given = form.cleaned_data
    shared = {"objection_id": row.pk, "answer": given["text"], "now": timezone.now()}
    try:
        if "keep" in request.POST:
            actions.keep_on_objection(by=request.actor, **shared)
        else:
            actions.correct_on_objection(by=request.actor, minutes=given["hours"], **shared)
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True
