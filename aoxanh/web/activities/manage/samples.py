"""“Kiểm tra mẫu”: a drawn sample for calls and visits, what each showed, and the draw repeated."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types.samples import CheckOutcome, SampleGiven
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.web.days import DayField
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Sample

USUAL_DAYS = timedelta(days=90)


def _day_field(label: object) -> DayField:
    return DayField(
        label=label,  # type: ignore[arg-type]  # words of the reader's language
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": lazy("Hãy chọn ngày."), "invalid": lazy("Hãy chọn ngày.")},
    )


class SampleForm(forms.Form):
    """From which days, and how many."""

    first_day = _day_field(lazy("Từ ngày"))
    last_day = _day_field(lazy("Đến hết ngày"))
    size = forms.IntegerField(
        label=lazy("Số lượt rút"),
        initial=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": lazy("Hãy ghi số lượt, ví dụ 10."),
            "invalid": lazy("Hãy ghi số lượt bằng chữ số, ví dụ 10."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_CONFIRM)
def samples(request: Request, unit_id: int) -> HttpResponse:
    """Every draw so far; a new one."""
    today = request.actor.day
    form = SampleForm(
        request.POST if request.method == "POST" else None,
        initial={"first_day": today - USUAL_DAYS, "last_day": today},
    )
    if form.is_valid() and (drawn := _drawn(request, unit_id, form)) is not None:
        return redirect("manage:sample", unit_id=unit_id, sample_id=drawn.pk)
    rows = queries.samples(actor=request.actor, unit_id=unit_id)
    context = {"unit_id": unit_id, "page": page_of(request, rows), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/samples.html", context, status=status)


def _drawn(request: Request, unit_id: int, form: SampleForm) -> "Sample | None":
    try:
        return actions.draw_sample(
            by=request.actor,
            unit_id=unit_id,
            given=SampleGiven(**form.cleaned_data),
            now=timezone.now(),
        )
    except DomainError as refusal:
        tell(form, refusal)
        return None


@require_safe
@needs(Permission.HOURS_CONFIRM)
def sample(request: Request, unit_id: int, sample_id: int) -> HttpResponse:
    """The drawn presences with what each check showed; with “doi-chieu” the draw repeated."""
    drawn = _found(request, unit_id, sample_id)
    checks = list(queries.sample_checks(sample_id=drawn.pk, actor=request.actor))
    persons = {check.participation.person_id for check in checks}
    organisers = {check.participation.organiser_unit_id for check in checks}
    context = {
        "unit_id": unit_id,
        "sample": drawn,
        "checks": checks,
        "seen": people.persons_by_id(persons, actor=request.actor),
        "unit_names": units.names_at(organisers, request.actor.day),
        "outcomes": [each for each in CheckOutcome if each != CheckOutcome.WAITING],
        "redrawn": queries.redrawn(drawn) if "doi-chieu" in request.GET else None,
        "done": sum(check.outcome != CheckOutcome.WAITING for check in checks),
    }
    return render(request, "activities/manage/sample.html", context)


def _found(request: Request, unit_id: int, sample_id: int) -> "Sample":
    rows = queries.samples(actor=request.actor, unit_id=unit_id)
    found = rows.filter(pk=sample_id).first()
    if found is None:
        raise Http404
    return found


@require_POST
@needs(Permission.HOURS_CONFIRM)
def sample_check(request: Request, unit_id: int, sample_id: int, check_id: int) -> HttpResponse:
    """Write down what one check showed."""
    drawn = _found(request, unit_id, sample_id)
    checks = queries.sample_checks(sample_id=drawn.pk, actor=request.actor)
    check = checks.filter(pk=check_id).first()
    outcome = request.POST.get("outcome", "")
    if check is None or outcome not in CheckOutcome.values:
        raise Http404
    try:
        actions.record_check(
            by=request.actor,
            check_id=check.pk,
            outcome=CheckOutcome(outcome),
            note=request.POST.get("note", ""),
            now=timezone.now(),
        )
    except DomainError as refusal:
        name = people.shown_name(check, check.participation.person)
        messages.error(request, f"{name}: {refusal}")
    else:
        messages.success(request, _("Đã ghi kết quả kiểm tra."))
    return redirect("manage:sample", unit_id=unit_id, sample_id=drawn.pk)
