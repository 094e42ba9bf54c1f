"""What is decided or said of a programme's figures: the list, and the forms that write it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from aoxanh.access import queries as access
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types import IndicatorShown, IndicatorType
from aoxanh.programmes.types.decisions import DecisionKind
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.decision_forms import (
    DecisionForm,
    OverrideForm,
    RebasingForm,
    StatementForm,
    WithdrawForm,
)
from aoxanh.web.programmes.programme import shown_programme
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import FigureDecision, Indicator


@require_GET
@needs(Permission.PLAN_VIEW)
def decisions(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Everything decided or said of a programme's figures for the unit and those below, what holds first."""
    actor = request.actor
    programme = shown_programme(request, code)
    filters: dict[str, Any] = {"unit_id": unit_id, "programme": code}
    said = [(_("Chương trình"), programme.name)]
    file = taken(request, unit_id, "figure_decisions", filters, said=said)
    if file is not None:
        return file
    page = page_of(request, queries.figure_decisions(actor=actor, **filters))
    named = {pk for each in page for pk in (each.unit_id, each.decided_by_id)}
    context = {
        "programme": programme,
        "page": page,
        "names": units.names_at(named, actor.day),
        "holders": access.names_of(
            {each.account_id for each in page if each.account_id}, actor=actor
        ),
        "kinds": {kind.code: kind.name for kind in units.kinds()},
    }
    return render(request, "programmes/decisions/decisions.html", context)


def found_indicator(request: Request, unit_id: int, code: str) -> "Indicator":
    """The indicator in the path, of a programme that holds for the unit. Raises ``Http404``."""
    try:
        return queries.indicator_decided(code, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@needs(Permission.PLAN_DECIDE)
def override_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Stand a figure beside the computed one of a unit below."""
    indicator, actor = found_indicator(request, unit_id, code), request.actor
    each = queries.indicator(code, actor=actor)
    if each.type == IndicatorType.QUALITATIVE:
        raise Http404
    owner = indicator.programme.unit_id
    about = queries.units_decided(unit_id, owner_id=owner, actor=actor)
    form = OverrideForm(*_sent(request), years=_dues(each, request), about=about)

    def write() -> "FigureDecision":
        return actions.override_figure(
            by=actor,
            unit_id=unit_id,
            code=code,
            about_id=form.cleaned_data["about"],
            given=form.given(),
            now=timezone.now(),
        )

    return _written(request, unit_id, each, form, write)


@needs(Permission.PLAN_REPORT)
def statement_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Say in words what the unit did of an indicator in a year."""
    found_indicator(request, unit_id, code)
    each = queries.indicator(code, actor=request.actor)
    until = min(each.period.last_day.year, request.actor.day.year)
    years = [(year, str(year)) for year in range(until, each.period.start.year - 1, -1)]
    form = StatementForm(*_sent(request), years=years)

    def write() -> "FigureDecision":
        return actions.state_in_words(
            by=request.actor, unit_id=unit_id, code=code, given=form.given(), now=timezone.now()
        )

    return _written(request, unit_id, each, form, write)


@needs(Permission.PLAN_DECIDE)
def rebasing_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Decide which units a duty asks when those of its document ceased."""
    indicator = found_indicator(request, unit_id, code)
    if indicator.programme.unit_id != unit_id or "across" not in indicator.definition:
        raise Http404
    each = queries.indicator(code, actor=request.actor)
    years = [
        (year, str(year)) for year in range(each.period.start.year, each.period.last_day.year + 1)
    ]
    kinds = [(kind.code, kind.name) for kind in units.kinds()]
    form = RebasingForm(
        *_sent(request), years=years, kinds=kinds, initial={"year": request.actor.day.year}
    )

    def write() -> "FigureDecision":
        return actions.rebase_duty(
            by=request.actor, unit_id=unit_id, code=code, given=form.given(), now=timezone.now()
        )

    return _written(request, unit_id, each, form, write)


def _sent(request: Request) -> tuple[object, object]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _dues(each: IndicatorShown, request: Request) -> list[tuple[int, str]]:
    """The stretches begun, the newest first, by their last year."""
    return [
        (due.period.last_day.year, due.label)
        for due in reversed(queries.dues(each, request.actor.day))
    ]


_SAID = {
    DecisionKind.OVERRIDE: lazy("Đã ghi số điều chỉnh bên cạnh số cổng tính."),
    DecisionKind.STATEMENT: lazy("Đã ghi nhận định của đơn vị."),
    DecisionKind.REBASING: lazy("Đã ghi quyết định. Chỉ tiêu tính theo đơn vị mới."),
}


def _written(
    request: Request,
    unit_id: int,
    each: IndicatorShown,
    form: DecisionForm,
    write: Callable[[], "FigureDecision"],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                write()
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _SAID[form.kind])
            return redirect("manage:decisions", unit_id=unit_id, code=each.programme_code)
    context = {"each": each, "form": form, "kind": form.kind.value}
    status = 422 if form.errors else 200
    return render(request, "programmes/decisions/write.html", context, status=status)


@needs(Permission.PLAN_REPORT)
def decision_withdraw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take back what the unit decided or said; the reason is kept."""
    try:
        found = queries.figure_decision(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    each = queries.indicator(found.indicator.code, actor=request.actor)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.withdraw_decision(
                    by=request.actor,
                    unit_id=unit_id,
                    decision_id=pk,
                    why=form.cleaned_data["text"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã thu hồi, lý do được giữ lại."))
            return redirect("manage:decisions", unit_id=unit_id, code=each.programme_code)
    context = {
        "found": found,
        "each": each,
        "form": form,
        "names": units.names_at({found.unit_id}, request.actor.day),
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/decisions/withdraw.html", context, status=status)
