"""“Phụ trách”: who is in charge of a programme or of one matter, what reaches them, who is put in charge."""

from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.boards import BoardShown
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.programmes.board_forms import BoardForm, EndForm, TermForm
from aoxanh.web.programmes.following import found_programme
from aoxanh.web.programmes.tasks import TONES, years_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


HOLDERS_DEEP = 1
"""How far below the owner a unit may lie that is offered; a department is named beside it."""


@require_GET
@needs(Permission.PLAN_VIEW)
def boards(request: Request, unit_id: int) -> HttpResponse:
    """Who is in charge of what in the programmes that hold for the unit."""
    actor = request.actor
    programmes = list(queries.programmes_at(unit_id, actor=actor).filter(closed_on=None))
    found = queries.boards([each.pk for each in programmes], actor=actor)
    of_programme = {
        key: list(rows) for key, rows in groupby(found, key=lambda each: each.programme_id)
    }
    decides = actor.may(Permission.PLAN_DECIDE, at=unit_id)
    context = {
        "groups": [
            (each, of_programme.get(each.pk, []), decides and each.unit_id == unit_id)
            for each in programmes
        ],
        "held": sum(each.unit_id == unit_id and each.since is not None for each in found),
    }
    return render(request, "programmes/tasks/boards.html", context)


def _found(request: Request, unit_id: int, board_id: int) -> BoardShown:
    """The board in the path, of a programme that holds for the unit. Raises ``Http404``."""
    programmes = queries.programmes_at(unit_id, actor=request.actor).values_list("pk", flat=True)
    try:
        return queries.board(board_id, programme_ids=list(programmes), actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def board(request: Request, unit_id: int, board_id: int) -> HttpResponse:
    """One board: who is and was in charge; for those in charge, what came in and what is missing."""
    form = EndForm(initial={"on": request.actor.day})
    return _board_page(request, unit_id, _found(request, unit_id, board_id), form)


def _board_page(request: Request, unit_id: int, shown: BoardShown, form: EndForm) -> HttpResponse:
    actor = request.actor
    year, years = years_of(unit_id, request)
    rows = queries.received(shown, unit_id=unit_id, year=year, actor=actor)
    context = {
        "board": shown,
        "terms": queries.board_terms(shown.pk, actor=actor),
        "year": year,
        "years": years,
        "rows": [(row, TONES[row.duty.state]) for row in rows],
        "missing": sum(row.duty.done is None for row in rows),
        "reads": unit_id in {shown.unit_id, shown.owner_id},
        "decides": shown.owner_id == unit_id and actor.may(Permission.PLAN_DECIDE, at=unit_id),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/board.html", context, status=status)


@needs(Permission.PLAN_DECIDE)
def board_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Delegate a matter of the unit's own programme."""
    programme = found_programme(request, unit_id, code)
    if programme.unit_id != unit_id:
        raise Http404
    offered = queries.tasks_offered(programme.pk, actor=request.actor)
    sends = request.method == "POST"
    form = BoardForm(request.POST if sends else None, tasks=offered)
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.add_board(
                    by=request.actor,
                    programme_id=programme.pk,
                    given=form.given(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã thêm. Hãy giao cho đơn vị, bộ phận phụ trách."))
            return redirect("manage:board_give", unit_id=unit_id, board_id=made.pk)
    context = {"form": form, "title": _("Giao thêm việc phụ trách"), "lead": programme.name}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/board_form.html", context, status=status)


def _own(request: Request, unit_id: int, board_id: int) -> BoardShown:
    """The board in the path, of the unit's own programme. Raises ``Http404``."""
    shown = _found(request, unit_id, board_id)
    if shown.owner_id != unit_id:
        raise Http404
    return shown


@needs(Permission.PLAN_DECIDE)
def board_give(request: Request, unit_id: int, board_id: int) -> HttpResponse:
    """Put somebody in charge from a day."""
    actor = request.actor
    shown = _own(request, unit_id, board_id)
    near = units.units(actor=actor, day=actor.day, within=unit_id, depth=HOLDERS_DEEP)
    offered = [(each.unit_id, each.name) for each in near]
    offered.sort(key=lambda each: each[0] != unit_id)
    sends = request.method == "POST"
    form = TermForm(
        request.POST if sends else None, units=offered, initial={"valid_from": actor.day}
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.give_board(
                    by=actor, board_id=shown.pk, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã giao phụ trách."))
            return redirect("manage:board", unit_id=unit_id, board_id=shown.pk)
    context = {"form": form, "title": _("Giao ai phụ trách?"), "lead": shown.name}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/board_form.html", context, status=status)


@needs(Permission.PLAN_DECIDE)
def board_change(request: Request, unit_id: int, board_id: int) -> HttpResponse:
    """Tell a matter that was delegated by hand differently."""
    actor = request.actor
    shown = _own(request, unit_id, board_id)
    if not shown.is_by_hand:
        raise Http404
    sends = request.method == "POST"
    form = BoardForm(
        request.POST if sends else None,
        tasks=queries.tasks_offered(shown.programme_id, actor=actor, board_id=shown.pk),
        initial={
            "name": shown.name,
            "groups": ", ".join(shown.groups),
            "is_standing": shown.is_standing,
            "tasks": list(shown.task_ids),
        },
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.change_board(
                    by=actor, board_id=shown.pk, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("manage:board", unit_id=unit_id, board_id=shown.pk)
    context = {"form": form, "title": _("Sửa việc phụ trách"), "lead": shown.name}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/board_form.html", context, status=status)


@require_POST
@needs(Permission.PLAN_DECIDE)
def board_end(request: Request, unit_id: int, board_id: int) -> HttpResponse:
    """Say from which day nobody is in charge any more."""
    shown = _own(request, unit_id, board_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.end_board_term(
                    by=request.actor,
                    board_id=shown.pk,
                    on=form.cleaned_data["on"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi ngày thôi phụ trách."))
            return redirect("manage:board", unit_id=unit_id, board_id=shown.pk)
    return _board_page(request, unit_id, shown, form)


@require_POST
@needs(Permission.PLAN_DECIDE)
def board_drop(request: Request, unit_id: int, board_id: int) -> HttpResponse:
    """Take back a board that was added by hand."""
    shown = _own(request, unit_id, board_id)
    try:
        with transaction.atomic():
            actions.take_board_back(by=request.actor, board_id=shown.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ “%(name)s”.") % {"name": shown.name})
    return redirect("manage:boards", unit_id=unit_id)
