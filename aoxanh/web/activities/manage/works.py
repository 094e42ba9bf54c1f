"""Officers' pages about youth works: the register, one work, finished and handed over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import PlaceMissing
from aoxanh.activities.types.works import WorkGiven, WorkKind, WorkStage
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.pack_years import YEARS, asked_year
from aoxanh.web.days import DayField
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Work


def _day(label: object) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[arg-type]  # a lazy sentence


class WorkForm(forms.Form):
    """What a work is, what it is measured in and what it is worth."""

    name = forms.CharField(label=gettext_lazy("Tên công trình, phần việc"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=WorkKind.choices)
    criterion = forms.ChoiceField(
        label=gettext_lazy("Phục vụ tiêu chí nông thôn mới"), required=False
    )
    started_on = _day(gettext_lazy("Bắt đầu"))
    amount = forms.CharField(
        label=gettext_lazy("Khối lượng"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit_name = forms.CharField(
        label=gettext_lazy("Đơn vị tính"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Ví dụ: m đường, bóng đèn, cây."),
    )
    value_vnd = forms.IntegerField(
        label=gettext_lazy("Trị giá (đồng)"),
        min_value=0,
        max_value=10**15,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    value_about = forms.BooleanField(label=gettext_lazy("Trị giá ước lượng"), required=False)
    sources = forms.CharField(
        label=gettext_lazy("Nguồn lực"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Ngân sách, đóng góp, ngày công."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        lines = [(each.code, each.name) for each in queries.criteria()]
        self.fields["criterion"].choices = [("", _("Không gắn tiêu chí")), *lines]  # type: ignore[attr-defined]  # a choice field


class HandOverForm(forms.Form):
    """To whom, on which day, by which paper."""

    day = _day(gettext_lazy("Ngày bàn giao"))
    receiver = forms.CharField(
        label=gettext_lazy("Nơi nhận bàn giao"), max_length=200, required=False
    )
    paper = forms.CharField(
        label=gettext_lazy("Biên bản bàn giao: số, ngày"), max_length=200, required=False
    )


def found(request: Request, unit_id: int, pk: int) -> "Work":
    """The work in the path. Raises ``Http404``."""
    try:
        return queries.work(pk, actor=request.actor, unit_id=unit_id)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def works(request: Request, unit_id: int) -> HttpResponse:
    """Works of the unit and those below it in a year."""
    actor, year = request.actor, asked_year(request)
    asked = request.GET.get("buoc", "")
    stage = asked if asked in WorkStage.values else ""
    page = page_of(request, queries.works(actor=actor, unit_id=unit_id, year=year, stage=stage))
    kept = {"nam": str(year), "buoc": stage}
    context = {
        "page": page,
        "unit_names": units.short_names_at({each.unit_id for each in page}, actor.day),
        "unit_id": unit_id,
        "year": year,
        "years": [
            (str(each), f"?{query(kept | {'nam': str(each)})}", each == year)
            for each in range(actor.day.year, actor.day.year - YEARS, -1)
        ],
        "stages": [
            (label, f"?{query(kept | {'buoc': value})}", value == stage)
            for value, label in (("", _("Tất cả")), *WorkStage.choices)
        ],
        "query": query(kept),
        "may_edit": actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
    }
    return render(request, "activities/manage/works.html", context)


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def work(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One work: where it stands and what comes next."""
    form = HandOverForm(initial={"day": request.actor.day})
    return _page(request, unit_id, found(request, unit_id, pk), form)


def _page(request: Request, unit_id: int, kept: "Work", form: HandOverForm) -> HttpResponse:
    context = {
        "work": kept,
        "unit_id": unit_id,
        "form": form,
        "may_edit": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/work.html", context, status=status)


def _given(request: Request, unit_id: int, form: WorkForm) -> WorkGiven:
    """What the form says; the work lies where the unit does. Raises ``PlaceMissing``."""
    place_id = units.version_at(unit_id=unit_id, day=request.actor.day).place_id
    if place_id is None:
        raise PlaceMissing
    values = {**form.cleaned_data, "kind": WorkKind(form.cleaned_data["kind"])}
    return WorkGiven(place_id=place_id, **values)


@needs(Permission.ACTIVITY_EDIT)
def work_new(request: Request, unit_id: int) -> HttpResponse:
    """Take a work on."""
    form = WorkForm(
        request.POST if request.method == "POST" else None,
        initial={"started_on": request.actor.day},
    )

    def act() -> "Work":
        given = _given(request, unit_id, form)
        return actions.take_on(by=request.actor, unit_id=unit_id, work=given, now=timezone.now())

    return _written(request, unit_id, form, act)


@needs(Permission.ACTIVITY_EDIT)
def work_edit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Describe a work anew."""
    kept = found(request, unit_id, pk)
    names = ("name", "kind", "started_on", "amount", "unit_name", "value_vnd", "value_about")
    initial = {name: getattr(kept, name) for name in (*names, "sources")}
    form = WorkForm(
        request.POST if request.method == "POST" else None,
        initial=initial | {"criterion": kept.criterion_id or ""},
    )

    def act() -> "Work":
        given = _given(request, unit_id, form)
        return actions.edit_work(by=request.actor, work_id=pk, work=given, now=timezone.now())

    return _written(request, unit_id, form, act)


def _written(
    request: Request, unit_id: int, form: WorkForm, act: Callable[[], "Work"]
) -> HttpResponse:
    if form.is_valid():
        try:
            with transaction.atomic():
                kept = act()
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu công trình."))
            return redirect("manage:work", unit_id=unit_id, pk=kept.pk)
    page = {"form": form, "unit_id": unit_id}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/work_form.html", page, status=status)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def work_finish(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """It is finished today."""
    found(request, unit_id, pk)
    try:
        with transaction.atomic():
            actions.finish_work(
                by=request.actor, work_id=pk, day=request.actor.day, now=timezone.now()
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi hoàn thành. Bàn giao khi có biên bản."))
    return redirect("manage:work", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def work_hand_over(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Hand it over to those who keep it."""
    kept, form = found(request, unit_id, pk), HandOverForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.hand_over_work(
                    by=request.actor, work_id=pk, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã bàn giao công trình."))
            return redirect("manage:work", unit_id=unit_id, pk=pk)
    return _page(request, unit_id, kept, form)
