"""Changing a unit: one page for every verb; refusals stand at their field and what was typed stays."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.units import actions, queries
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.units.changes import CHANGES, ChangeForm


if TYPE_CHECKING:
    from aoxanh.units.models import Unit


def _found(request: Request, pk: int) -> "Unit":
    try:
        return queries.unit(unit_id=pk, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def unit_change(request: Request, unit_id: int, pk: int, verb: str) -> HttpResponse:
    """Show the form of a change, or make the change."""
    found = _found(request, pk)
    if verb not in CHANGES or not request.actor.may(Permission.UNIT_EDIT, at=pk):
        raise Http404
    values = request.POST if request.method == "POST" else None
    form = CHANGES[verb](values, unit_id=pk, desk_id=unit_id, actor=request.actor)
    if form.is_bound and form.is_valid() and _is_made(request, form):
        messages.success(request, str(form.done))
        return redirect("manage:unit", unit_id=unit_id, pk=pk)
    context = {
        "unit_id": unit_id,
        "found": found,
        "form": form,
        "version": queries.version_at(unit_id=pk, day=request.actor.day),
    }
    return render(request, "units/change.html", context, status=422 if form.is_bound else 200)


def _is_made(request: Request, form: ChangeForm) -> bool:
    try:
        with transaction.atomic():
            form.apply(by=request.actor, now=timezone.now())
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True


@require_POST
@needs(Permission.UNIT_EDIT)
def change_take_back(request: Request, unit_id: int, pk: int, change_id: int) -> HttpResponse:
    """Drop a change prepared ahead."""
    _found(request, pk)
    try:
        with transaction.atomic():
            actions.take_back(by=request.actor, change_id=change_id, now=timezone.now())
    except (Missing, NotAllowed) as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại thay đổi, mọi thứ như chưa chuẩn bị."))
    return redirect("manage:unit", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.UNIT_EDIT)
def alias_remove(request: Request, unit_id: int, pk: int, alias_id: int) -> HttpResponse:
    """Take a search name away."""
    _found(request, pk)
    try:
        with transaction.atomic():
            actions.remove_alias(by=request.actor, alias_id=alias_id, now=timezone.now())
    except (Missing, NotAllowed) as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ tên gọi."))
    return redirect("manage:unit", unit_id=unit_id, pk=pk)
