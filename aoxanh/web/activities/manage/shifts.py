"""Shifts of an activity: adding one, changing hours, texts and places."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.types import ShiftShown
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.activities.manage_forms.shifts import ShiftForm
from aoxanh.web.activities.manage_forms.slots import SlotForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


def _roles(activity: "Activity") -> list[dict[str, str]]:
    template = activity.template
    return list(template.definition["roles"]) if template else []


@needs(Permission.ACTIVITY_EDIT)
def shift_add(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Add a shift with one role."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    form = ShiftForm(
        request.POST if request.method == "POST" else None,
        roles=_roles(activity),
        initial={"day": activity.starts_on, "keeps_list": True},
    )
    if request.method == "POST" and form.is_valid():
        try:
            tried(
                lambda: actions.add_shift(
                    by=request.actor,
                    activity_id=activity.pk,
                    shift=form.shift(),
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã thêm ca."))
            return _back(unit_id, activity_id)
    return _page(request, activity, form)


@needs(Permission.ACTIVITY_EDIT)
def shift_edit(request: Request, unit_id: int, activity_id: int, shift_id: int) -> HttpResponse:
    """Change a shift and the places of its roles, together or not at all."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    shown = _shift(activity, shift_id)
    form = ShiftForm(
        request.POST if request.method == "POST" else None,
        slots=shown.slots,
        initial=ShiftForm.initial_of(shown.shift),
    )
    if request.method == "POST" and form.is_valid():
        try:
            tried(lambda: _change(request, shown, form))
        except DomainError as refusal:
            if not isinstance(refusal, errors.CapacityBelowTaken) or not form.errors:
                tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu ca."))
            return _back(unit_id, activity_id)
    return _page(request, activity, form, shown)


@needs(Permission.ACTIVITY_EDIT)
def slot_add(request: Request, unit_id: int, activity_id: int, shift_id: int) -> HttpResponse:
    """Add the places of one more role to a shift."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    shown = _shift(activity, shift_id)
    form = SlotForm(
        request.POST if request.method == "POST" else None,
        roles=_roles(activity),
        taken=[slot.role_code for slot in shown.slots],
    )
    if form.is_bound and form.is_valid():
        code, name = form.named()
        try:
            tried(
                lambda: actions.add_slot(
                    by=request.actor,
                    shift_id=shift_id,
                    role_code=code,
                    role_name=name,
                    capacity=form.cleaned_data["capacity"],
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã thêm vai trò “%(role)s”.") % {"role": name})
            return _back(unit_id, activity_id)
    context = {"activity": activity, "form": form, "shown": shown}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/slot.html", context, status=status)


def _shift(activity: "Activity", shift_id: int) -> ShiftShown:
    for shown in queries.shifts_of(activity):
        if shown.shift.pk == shift_id:
            return shown
    raise Http404


def _change(request: Request, shown: ShiftShown, form: ShiftForm) -> None:
    now, by = timezone.now(), request.actor
    actions.edit_shift(by=by, shift_id=shown.shift.pk, shift=form.shift(), now=now)
    for slot in shown.slots:
        name = form.capacity_name(slot)
        capacity = form.cleaned_data[name]
        if capacity == slot.capacity:
            continue
        try:
            actions.change_capacity(by=by, slot_id=slot.pk, capacity=capacity, now=now)
        except errors.CapacityBelowTaken as refusal:
            form.add_error(name, str(refusal))
            raise


def _page(
    request: Request, activity: "Activity", form: ShiftForm, shown: ShiftShown | None = None
) -> HttpResponse:
    context = {
        "activity": activity,
        "form": form,
        "shown": shown,
        "capacities": [form[form.capacity_name(slot)] for slot in form.slots],
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/shift.html", context, status=status)


def _back(unit_id: int, activity_id: int) -> HttpResponse:
    answer = redirect("manage:activity", unit_id=unit_id, activity_id=activity_id)
    answer["Location"] += "#ca"
    return answer
