"""Officers' pages about inspections: a year's plan, a draw, a visit and what it asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.inspections import actions, queries
from aoxanh.inspections.types import Mark, VisitState
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.inspections.forms import (
    ChecklistForm,
    ConclusionForm,
    DrawForm,
    ProofForm,
    RemedyForm,
)
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from django import forms

    from aoxanh.inspections.models import Visit

YEARS = 3


def _year(request: Request) -> int:
    """The year in the address, this one without; 404 for what is too long ago or too far ahead."""
    this = request.actor.day.year
    asked = asked_number(request, "nam") or this
    if not this - YEARS < asked <= this + 1:
        raise Http404
    return asked


def found(request: Request, unit_id: int, pk: int) -> "Visit":
    """The visit in the path. Raises ``Http404``."""
    try:
        return queries.visit(pk, actor=request.actor, unit_id=unit_id)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def inspections(request: Request, unit_id: int) -> HttpResponse:
    """What the unit inspects in a year, what came to itself, and what is still to be mended."""
    actor, year = request.actor, _year(request)
    page = page_of(request, queries.visits(actor=actor, unit_id=unit_id, year=year))
    received = list(queries.visits_to(actor=actor, unit_id=unit_id)[:YEARS])
    remedies = list(queries.open_remedies(actor=actor, unit_id=unit_id))
    ids = {each.unit_id for each in page} | {each.plan.unit_id for each in received}
    names = units.names_at(ids | {each.visit.unit_id for each in remedies}, actor.day)
    context = {
        "page": page,
        "rows": [(each, names.get(each.unit_id, "")) for each in page],
        "received": [(each, names.get(each.plan.unit_id, "")) for each in received],
        "remedies": [(each, names.get(each.visit.unit_id, "")) for each in remedies],
        "draws": queries.draws_of(actor=actor, unit_id=unit_id, year=year),
        "progress": queries.progress(actor=actor, unit_id=unit_id, year=year),
        "unit_id": unit_id,
        "year": year,
        "day": actor.day,
        "years": [
            (str(each), f"?nam={each}", each == year)
            for each in range(actor.day.year + 1, actor.day.year + 1 - YEARS, -1)
        ],
        "query": query({"nam": year}),
        "may_run": actor.may(Permission.INSPECTION_RUN, at=unit_id),
    }
    return render(request, "inspections/list.html", context)


def _choice(
    request: Request, unit_id: int, form: "forms.Form", template: str, year: int
) -> HttpResponse:
    """The page on which units are ticked, narrowed to one kind."""
    rows = queries.to_choose(actor=request.actor, unit_id=unit_id)
    kinds = {row.kind_id: row.kind.name for row in rows}
    asked = request.GET.get("loai", "")
    kind = asked if asked in kinds else next(iter(kinds), "")
    ticked = request.POST.getlist("units")
    context = {
        "form": form,
        "rows": [row for row in rows if row.kind_id == kind],
        "ticked": set(keys_of(ticked)),
        "visited": queries.visited(actor=request.actor, unit_id=unit_id, year=year),
        "kinds": [
            (name, f"?{query({'loai': code, 'nam': year})}", code == kind)
            for code, name in kinds.items()
        ],
        "unit_id": unit_id,
        "year": year,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _ticked(request: Request) -> list[int]:
    return keys_of(request.POST.getlist("units"))


@needs(Permission.INSPECTION_RUN)
def visits_plan(request: Request, unit_id: int) -> HttpResponse:
    """Choose the units to be inspected in a year."""
    year = _year(request)
    form = ChecklistForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = actions.plan_visits(
                    by=request.actor,
                    unit_id=unit_id,
                    year=year,
                    unit_ids=_ticked(request),
                    checklist=form.cleaned_data["checklist"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = _("Đã đưa %(n)s đơn vị vào kế hoạch kiểm tra.")
            messages.success(request, said % {"n": len(made)})
            return redirect("manage:inspections", unit_id=unit_id)
    return _choice(request, unit_id, form, "inspections/plan.html", year)


@needs(Permission.INSPECTION_RUN)
def draw_new(request: Request, unit_id: int) -> HttpResponse:
    """Draw units by lot: the pool is what is ticked."""
    year = _year(request)
    form = DrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = actions.draw_visits(
                    by=request.actor,
                    unit_id=unit_id,
                    year=year,
                    pool_ids=_ticked(request),
                    seed=form.cleaned_data["seed"],
                    count=form.cleaned_data["count"],
                    checklist=form.cleaned_data["checklist"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return redirect("manage:draw", unit_id=unit_id, pk=made.pk)
    return _choice(request, unit_id, form, "inspections/draw_new.html", year)


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def draw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One draw with everything that is needed to repeat it."""
    try:
        kept = queries.draw(pk, actor=request.actor, unit_id=unit_id)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    context = {
        "draw": kept,
        "unit_id": unit_id,
        "drawn": [(code, kept.names[code]) for code in kept.drawn],
        "pool": [(code, kept.names[code]) for code in kept.pool],
        "is_repeated": queries.is_repeated(kept),
    }
    return render(request, "inspections/draw.html", context)


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def visit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One visit: what was looked at, what was found, what is to be mended."""
    return _visit_page(request, unit_id, found(request, unit_id, pk), RemedyForm())


def _visit_page(request: Request, unit_id: int, kept: "Visit", form: RemedyForm) -> HttpResponse:
    actor = request.actor
    names = units.names_at({kept.unit_id, kept.plan.unit_id}, actor.day)
    marks = dict(Mark.choices)
    context = {
        "visit": kept,
        "unit_id": unit_id,
        "unit_name": names[kept.unit_id],
        "by_name": names[kept.plan.unit_id],
        "is_concluded": kept.state == VisitState.CONCLUDED,
        "lines": [
            (
                item["text"],
                kept.marks.get(item["code"], ""),
                marks.get(kept.marks.get(item["code"], "")),
            )
            for item in kept.items
        ],
        "day": actor.day,
        "form": form,
        "may_run": kept.plan.unit_id == unit_id
        and actor.may(Permission.INSPECTION_RUN, at=unit_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/visit.html", context, status=status)


@needs(Permission.INSPECTION_RUN)
def visit_conclude(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Record what the visit found."""
    kept = found(request, unit_id, pk)
    form = ConclusionForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": request.actor.day},
        visit=kept,
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.conclude(
                    by=request.actor, visit_id=pk, visit=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết luận. Nêu việc cần khắc phục nếu có."))
            return redirect("manage:visit", unit_id=unit_id, pk=pk)
    name = units.names_at({kept.unit_id}, request.actor.day)[kept.unit_id]
    page = {"form": form, "visit": kept, "unit_name": name, "unit_id": unit_id}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/conclude.html", page, status=status)


@require_POST
@needs(Permission.INSPECTION_RUN)
def remedy_ask(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Say what is to be mended by when."""
    kept, form = found(request, unit_id, pk), RemedyForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.ask_remedy(
                    by=request.actor, visit_id=pk, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã nêu việc cần khắc phục, đơn vị thấy ngay."))
            return redirect("manage:visit", unit_id=unit_id, pk=pk)
    return _visit_page(request, unit_id, kept, form)


def _told(request: Request, act: Callable[[], object], said: str) -> None:
    """Do it and tell how it went. Raises ``Http404`` for what is not there."""
    try:
        with transaction.atomic():
            act()
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)


@require_POST
@needs(Permission.INSPECTION_RUN)
def visit_drop(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take a unit off the plan."""
    found(request, unit_id, pk)

    def act() -> None:
        actions.drop_visit(by=request.actor, visit_id=pk, now=timezone.now())

    _told(request, act, _("Đã bỏ khỏi kế hoạch kiểm tra."))
    return redirect("manage:inspections", unit_id=unit_id)


@require_POST
@needs(Permission.INSPECTION_RUN)
def remedy_close(request: Request, unit_id: int, pk: int, remedy_id: int) -> HttpResponse:
    """Record what shows that it was mended."""
    kept, form = found(request, unit_id, pk), ProofForm(request.POST)
    if remedy_id not in {each.pk for each in kept.remedies.all()}:
        raise Http404
    proof = form.cleaned_data["proof"] if form.is_valid() else ""

    def act() -> None:
        actions.close_remedy(by=request.actor, remedy_id=remedy_id, proof=proof, now=timezone.now())

    _told(request, act, _("Đã ghi là khắc phục xong."))
    return redirect("manage:visit", unit_id=unit_id, pk=pk)
