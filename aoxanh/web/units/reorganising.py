"""“Sắp xếp tổ chức”: one decision about several units prepared, tried out, applied, until its day taken back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.units import actions, queries
from aoxanh.units.types import LineGiven, ReorganisationState, Report
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import PAGE_SIZE, page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.units.reorganising_forms import DecisionForm, LineForm, decided


if TYPE_CHECKING:
    from aoxanh.units.models import Reorganisation

UNITS_SHOWN = 20
"""Units named below one sentence of the report; the file names all."""


def _found(request: Request, unit_id: int, pk: int) -> "Reorganisation":
    try:
        return queries.reorganisation(reorganisation_id=pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _draft(request: Request, unit_id: int, pk: int) -> "Reorganisation":
    found = _found(request, unit_id, pk)
    if found.state != ReorganisationState.DRAFT:
        raise Http404
    return found


@require_GET
@needs(Permission.UNIT_EDIT)
def reorganisations(request: Request, unit_id: int) -> HttpResponse:
    """What was prepared here, the latest day first."""
    page = page_of(request, queries.reorganisations(unit_id=unit_id, actor=request.actor))
    context = {"unit_id": unit_id, "page": page, "day": request.actor.day}
    return render(request, "units/reorganisations/index.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def reorganisation_new(request: Request, unit_id: int) -> HttpResponse:
    """Begin with the decision and its day."""
    return _decision(request, unit_id, None)


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def reorganisation_edit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Say the decision and its day anew."""
    return _decision(request, unit_id, _draft(request, unit_id, pk))


def _decision(request: Request, unit_id: int, found: "Reorganisation | None") -> HttpResponse:
    values = request.POST if request.method == "POST" else None
    form = DecisionForm(values, initial=decided(found) if found else None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.prepare_reorganisation(
                    by=request.actor,
                    unit_id=unit_id,
                    given=form.given(),
                    reorganisation_id=found.pk if found else None,
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return redirect("manage:reorganisation", unit_id=unit_id, pk=made.pk)
    context = {"unit_id": unit_id, "form": form, "found": found}
    status = 422 if form.is_bound else 200
    return render(request, "units/reorganisations/decision.html", context, status=status)


@require_GET
@needs(Permission.UNIT_EDIT)
def reorganisation(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One reorganisation: its decision, its lines, and what can be done with it next."""
    found = _found(request, unit_id, pk)
    said = [(_("Quyết định"), found.decision_number), (_("Từ ngày"), vn_date(found.on))]
    filters = {"reorganisation_id": pk, "unit_id": unit_id}
    file = taken(request, unit_id, "reorganisation", filters, said=said)
    if file is not None:
        return file
    return _page(request, unit_id, found)


def _page(
    request: Request,
    unit_id: int,
    found: "Reorganisation",
    *,
    report: Report | None = None,
    refusal: str = "",
) -> HttpResponse:
    lines = queries.given_lines(found.pk)
    refused: Mapping[int, str] = report.refused if report else {}
    told_first = sorted(lines.items(), key=lambda each: each[0] not in refused)
    page = Paginator(told_first, PAGE_SIZE).get_page(request.GET.get("trang"))
    is_draft = found.state == ReorganisationState.DRAFT
    context = {
        "unit_id": unit_id,
        "found": found,
        "page": page,
        "lines": queries.lines_shown(dict(page.object_list), on=found.on, refused=refused),
        "report": report,
        "told_names": _told_names(report, found) if report else {},
        "units_shown": UNITS_SHOWN,
        "refusal": refusal,
        "is_draft": is_draft,
        "day": request.actor.day,
        "is_ahead": found.on > request.actor.day,
        "may_take_back": found.state == ReorganisationState.APPLIED
        and found.on > request.actor.day,
    }
    status = 422 if refusal else 200
    return render(request, "units/reorganisations/detail.html", context, status=status)


def _told_names(report: Report, found: "Reorganisation") -> dict[int, str]:
    told_of = {
        told.unit_id
        for chapter in report.chapters
        for group in chapter.groups
        for told in group.told[:UNITS_SHOWN]
    }
    return queries.names_at(told_of, found.on)


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def reorganisation_line_new(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Say what happens to one more unit."""
    found = _draft(request, unit_id, pk)

    def put(line: LineGiven) -> int:
        made = actions.put_lines(
            by=request.actor, reorganisation_id=pk, lines=[line], now=timezone.now()
        )
        return made[0].pk

    return _line(request, unit_id, found, None, put)


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def reorganisation_line(request: Request, unit_id: int, pk: int, line_id: int) -> HttpResponse:
    """Say anew what happens to a unit, and who of its officers goes along."""
    found = _draft(request, unit_id, pk)
    line = queries.given_lines(pk).get(line_id)
    if line is None:
        raise Http404

    def put(given: LineGiven) -> int:
        changed = actions.change_line(
            by=request.actor, line_id=line_id, line=given, now=timezone.now()
        )
        return changed.pk

    return _line(request, unit_id, found, line, put)


def _line(
    request: Request,
    unit_id: int,
    found: "Reorganisation",
    line: LineGiven | None,
    put: Callable[[LineGiven], int],
) -> HttpResponse:
    values = request.POST if request.method == "POST" else None
    form = LineForm(values, desk_id=unit_id, actor=request.actor, on=found.on, line=line)
    if form.is_bound and form.is_valid():
        given = form.given()
        try:
            with transaction.atomic():
                line_id = put(given)
        except (Missing, NotAllowed) as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return _after_line(unit_id, found.pk, line_id, given, is_new=line is None)
    context = {"unit_id": unit_id, "form": form, "found": found, "line": line}
    status = 422 if form.is_bound else 200
    return render(request, "units/reorganisations/line.html", context, status=status)


def _after_line(
    unit_id: int, pk: int, line_id: int, given: LineGiven, *, is_new: bool
) -> HttpResponse:
    """To the names when the decision names people, else back to the whole."""
    if is_new and given.officers == "NAMED":
        return redirect("manage:reorganisation_line", unit_id=unit_id, pk=pk, line_id=line_id)
    return redirect("manage:reorganisation", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.UNIT_EDIT)
def reorganisation_line_drop(request: Request, unit_id: int, pk: int, line_id: int) -> HttpResponse:
    """Take a unit out again."""
    _draft(request, unit_id, pk)
    if line_id not in queries.given_lines(pk):
        raise Http404
    with transaction.atomic():
        actions.drop_lines(by=request.actor, line_ids=[line_id], now=timezone.now())
    messages.success(request, _("Đã bỏ đơn vị khỏi đợt sắp xếp."))
    return redirect("manage:reorganisation", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.UNIT_EDIT)
def reorganisation_try(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The dry run: everything that would happen, and nothing of it written."""
    found = _draft(request, unit_id, pk)
    try:
        report = actions.try_reorganisation(
            by=request.actor, reorganisation_id=pk, now=timezone.now()
        )
    except DomainError as refusal:
        return _page(request, unit_id, found, refusal=str(refusal))
    return _page(request, unit_id, found, report=report)


@require_POST
@needs(Permission.UNIT_EDIT)
def reorganisation_apply(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Write everything with its day."""
    found = _draft(request, unit_id, pk)
    try:
        with transaction.atomic():
            actions.apply_reorganisation(by=request.actor, reorganisation_id=pk, now=timezone.now())
    except DomainError as refusal:
        return _page(request, unit_id, found, refusal=str(refusal))
    messages.success(
        request, _("Đã ghi. Mọi thay đổi có hiệu lực từ ngày %(day)s.") % {"day": vn_date(found.on)}
    )
    return redirect("manage:reorganisation", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.UNIT_EDIT)
def reorganisation_take_back(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Before its day all is as if it had never been applied."""
    _found(request, unit_id, pk)
    try:
        with transaction.atomic():
            actions.take_back_reorganisation(
                by=request.actor, reorganisation_id=pk, now=timezone.now()
            )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại cả đợt, mọi thứ như chưa ghi."))
    return redirect("manage:reorganisation", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.UNIT_EDIT)
def reorganisation_drop(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Throw a draft away."""
    _draft(request, unit_id, pk)
    with transaction.atomic():
        actions.drop_reorganisation(by=request.actor, reorganisation_id=pk, now=timezone.now())
    messages.success(request, _("Đã bỏ đợt sắp xếp đang chuẩn bị."))
    return redirect("manage:reorganisations", unit_id=unit_id)
