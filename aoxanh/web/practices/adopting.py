"""Taking another unit's model up, and telling how it went."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.web.guards import needs
from aoxanh.web.practices.forms import AdoptForm, ReportForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@needs(Permission.PRACTICE_VIEW)
def adoptions(request: Request, unit_id: int) -> HttpResponse:
    """What the unit took up."""
    rows = queries.adoptions(actor=request.actor, unit_id=unit_id)
    may_edit = request.actor.may(Permission.PRACTICE_EDIT, at=unit_id)
    page = {"adoptions": rows, "may_edit": may_edit, "unit_id": unit_id}
    return render(request, "practices/manage/adoptions.html", page)


@needs(Permission.PRACTICE_EDIT)
def practice_adopt(request: Request, unit_id: int, code: str) -> HttpResponse:
    """One sentence, one day."""
    try:
        practice = queries.registered(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    form = AdoptForm(
        request.POST if request.method == "POST" else None,
        initial={"started_on": request.actor.day},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.adopt(
                    by=request.actor,
                    unit_id=unit_id,
                    practice_id=practice.pk,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi. Khi có kết quả, hãy quay lại cập nhật."))
            return redirect("manage:adoptions", unit_id=unit_id)
    page = {"form": form, "practice": practice}
    return render(
        request, "practices/manage/adopt.html", page, status=422 if form.is_bound else 200
    )


@needs(Permission.PRACTICE_EDIT)
def adoption_report(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """How it went here."""
    adoption = queries.adoptions(actor=request.actor, unit_id=unit_id).filter(pk=pk).first()
    if adoption is None:
        raise Http404
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={
            "result": adoption.result,
            "worked": {True: "1", False: "0"}.get(adoption.worked),  # type: ignore[arg-type]  # None has no words
            "cost": adoption.cost,
            "ended_on": adoption.ended_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.report(
                    by=request.actor, adoption_id=pk, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu kết quả."))
            return redirect("manage:adoptions", unit_id=unit_id)
    page = {"form": form, "adoption": adoption}
    return render(
        request, "practices/manage/report.html", page, status=422 if form.is_bound else 200
    )
