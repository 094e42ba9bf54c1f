"""Before anything stands: territory, names and the first account, for whoever bears the printed link."""

from typing import TYPE_CHECKING, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.access import actions as access
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.units import actions, queries
from aoxanh.units.types import BeginningStep
from aoxanh.web.access.welcoming import welcome
from aoxanh.web.beginning.forms import AdministratorForm, NamesForm, TerritoryForm
from aoxanh.web.beginning.steps import before_portal
from aoxanh.web.guards import bearer
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.units.models import Beginning


@require_GET
@bearer
def start(request: Request, token: str) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Go on where it stopped."""
    row = _begun(token)
    if row.place is None:
        return redirect("begin:territory", token)
    return redirect("begin:administrator" if row.names else "begin:names", token)


@require_http_methods(["GET", "POST"])
@bearer
def territory(request: Request, token: str) -> HttpResponse:
    """Which province or commune?"""
    row = _begun(token)
    day = request.actor.day
    initial = {"province": _province_code(row)}
    form = TerritoryForm(
        request.POST if request.method == "POST" else None, day=day, initial=initial
    )
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                actions.choose_place(
                    by=request.actor, token=token, place_code=form.code, now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return redirect("begin:names", token)
    return _page(request, token, BeginningStep.PLACE, form)


@require_http_methods(["GET", "POST"])
@bearer
def names(request: Request, token: str) -> HttpResponse:
    """How is it called?"""
    row = _begun(token)
    if row.place is None:
        return redirect("begin:territory", token)
    known = queries.names_given(row)
    initial = {name: getattr(known, name) for name in NamesForm.base_fields}
    form = NamesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            actions.choose_names(
                by=request.actor, token=token, names=form.names(known), now=timezone.now()
            )
        return redirect("begin:administrator", token)
    return _page(request, token, BeginningStep.NAMES, form)


@require_http_methods(["GET", "POST"])
@bearer
def administrator(request: Request, token: str) -> HttpResponse:
    """Who is the first administrator? The answer sets everything up at once."""
    row = _begun(token)
    if row.place is None or not row.names:
        return redirect("begin:start", token)
    form = AdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            with transaction.atomic():
                account = access.take_up_portal(
                    by=request.actor, token=token, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Cổng đã được thiết lập."))
            return welcome(request, account)
    return _page(request, token, BeginningStep.ADMIN, form)


def _begun(token: str) -> "Beginning":
    try:
        return queries.beginning_of(token)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _province_code(row: "Beginning") -> str:
    if row.place is None:
        return ""
    return row.place.parent.code if row.place.parent else row.place.code


def _page(request: Request, token: str, step: BeginningStep, form: object) -> HttpResponse:
    context = {
        "token": token,
        "form": form,
        "number": list(BeginningStep).index(step) + 1,
        "river": before_portal(step),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"beginning/{step.lower()}.html", context, status=status)
