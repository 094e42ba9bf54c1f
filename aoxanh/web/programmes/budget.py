"""“Kinh phí” of a unit: its estimate of a year, what it placed and spent, the schemes it integrates with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
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
from aoxanh.programmes.types.budget import OPEN_STATES, EstimateState, MoneyKind, YearState
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.money import written
from aoxanh.web.paging import query
from aoxanh.web.programmes.budget_asked import asked_of
from aoxanh.web.programmes.budget_forms import LineForm, MoneyForm, SchemeForm, SendForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import EstimateLine, MoneyEntry, Programme

KINDS = {"bo-tri": MoneyKind.PLACED, "chi": MoneyKind.SPENT}
"""What an entry of money is, as addresses name it."""


def found_programme(request: Request, unit_id: int, code: str) -> "Programme":
    """A programme with money that holds for the unit in the path. Raises ``Http404``."""
    try:
        return queries.budget_programme(unit_id, code=code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def budget(request: Request, unit_id: int) -> HttpResponse:
    """The unit's own estimate of a year with what was approved and spent, line by line."""
    asked, actor = asked_of(request, unit_id), request.actor
    if asked.programme is None:
        return render(request, "programmes/budget/own.html", {"asked": asked})
    filters = {"unit_id": unit_id, "programme": asked.programme.code, "year": asked.year}
    said = [(_("Chương trình"), asked.programme.name), (_("Năm"), str(asked.year))]
    file = taken(request, unit_id, "money_entries", filters, said=said)
    if file is not None:
        return file
    common: dict[str, Any] = {"programme": asked.programme, "year": asked.year, "actor": actor}
    lines = queries.own_lines(unit_id, **common)
    every = queries.year_budgets(asked.programme.pk, year=asked.year, actor=actor)
    estimates = queries.own_estimates(
        unit_id, programme_id=asked.programme.pk, year=asked.year, actor=actor
    )
    newest = every[-1].supplement if every else 0
    named = {each.supplement for each in every}
    shown = asked.supplement if asked.supplement in named else newest
    whole = next((each for each in every if each.supplement == shown), None)
    own, here = estimates.get(shown), [line for line in lines if line.supplement == shown]
    schemes = list(queries.schemes_at(unit_id, programme_id=asked.programme.pk, actor=actor))
    may_report = actor.may(Permission.PLAN_REPORT, at=unit_id)
    is_open = (
        shown == newest
        and (whole is None or whole.state == YearState.OPEN)
        and (own is None or own.state in OPEN_STATES)
    )
    context = {
        "asked": asked,
        "lines": here,
        "rounds": asked.chips(every, shown),
        "supplement": shown,
        "own": own,
        "is_returned": own is not None and own.state == EstimateState.RETURNED,
        "whole": whole,
        "rule": queries.rule_of(asked.programme, asked.year),
        "entries": queries.money_entries(unit_id, lines=lines, **common),
        "sums": queries.line_sums(here),
        "schemes": schemes,
        "joined": queries.tasks_of_schemes([each.pk for each in schemes], actor=actor),
        "may_report": may_report,
        "may_write": may_report and is_open,
        "may_import": may_report and is_open and actor.may(Permission.LIST_IMPORT, at=unit_id),
    }
    return render(request, "programmes/budget/own.html", context)


def back(unit_id: int, code: str, year: int, name: str = "budget") -> HttpResponse:
    """To a page of the budget, for this programme and year."""
    answer = redirect(f"manage:{name}", unit_id=unit_id)
    answer["Location"] += f"?{query({'ct': code, 'nam': year})}"
    return answer


def form_page(  # noqa: PLR0917  one page, told by its parts
    request: Request,
    programme: "Programme",
    year: int,
    form: forms.Form,
    title: str,
    button: str,
    lead: str = "",
    to: str = "budget",
) -> HttpResponse:
    """A page that asks one thing of a programme's year."""
    context = {
        "programme": programme,
        "year": year,
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "to": to,
        "query": query({"ct": programme.code, "nam": year}),
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/budget/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the action took what was typed; a refusal is told at its field."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True


def _line_form(
    request: Request, unit_id: int, programme: "Programme", line: "EstimateLine | None" = None
) -> LineForm:
    initial: dict[str, object] = {}
    if line is not None:
        amount = written(line.amount, is_about=line.is_about)
        initial = {
            "task": line.task_id,
            "source": line.source,
            "scheme": line.scheme_id,
            "content": line.content,
            "amount": amount,
        }
    actor = request.actor
    return LineForm(
        request.POST if request.method == "POST" else None,
        tasks=queries.budget_tasks(unit_id, programme_id=programme.pk, actor=actor),
        sources=queries.sources_of(programme),
        schemes=list(queries.schemes_at(unit_id, programme_id=programme.pk, actor=actor)),
        initial=initial,
    )


@needs(Permission.PLAN_REPORT)
def budget_line_new(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Write a line into the unit's estimate."""
    programme = found_programme(request, unit_id, code)
    form = _line_form(request, unit_id, programme)
    if request.method == "POST" and done(
        form,
        lambda: actions.set_line(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã thêm một dòng dự toán."))
        return back(unit_id, code, year)
    rule = queries.rule_of(programme, year)
    lead = ""
    if rule is not None:
        lead = _("Năm này tự cân đối trong dự toán đã giao theo %(basis)s.") % {"basis": rule.basis}
    title = _("Thêm dòng dự toán năm %(year)s") % {"year": year}
    return form_page(request, programme, year, form, title, _("Thêm dòng"), lead)


def _found_line(request: Request, unit_id: int, pk: int) -> "EstimateLine":
    try:
        return queries.budget_line(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@needs(Permission.PLAN_REPORT)
def budget_line(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Change a line of the unit's estimate."""
    line = _found_line(request, unit_id, pk)
    programme, year = line.estimate.budget.programme, line.estimate.budget.year
    form = _line_form(request, unit_id, programme, line)
    if request.method == "POST" and done(
        form,
        lambda: actions.set_line(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            line_id=pk,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã sửa dòng dự toán."))
        return back(unit_id, programme.code, year)
    title = _("Sửa dòng dự toán năm %(year)s") % {"year": year}
    return form_page(request, programme, year, form, title, _("Lưu"))


@require_POST
@needs(Permission.PLAN_REPORT)
def budget_line_remove(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take a line out of the unit's estimate."""
    line = _found_line(request, unit_id, pk)
    whole = line.estimate.budget
    try:
        with transaction.atomic():
            actions.remove_line(by=request.actor, unit_id=unit_id, line_id=pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ dòng dự toán."))
    return back(unit_id, whole.programme.code, whole.year)


@needs(Permission.PLAN_REPORT)
def budget_send(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Send the estimate to who consolidates."""
    programme = found_programme(request, unit_id, code)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(
        form,
        lambda: actions.send_estimate(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            assigned=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã gửi dự toán năm %(year)s.") % {"year": year})
        return back(unit_id, code, year)
    title = _("Gửi dự toán năm %(year)s") % {"year": year}
    lead = _("Gửi rồi thì chỉ sửa được khi đơn vị tổng hợp trả lại.")
    return form_page(request, programme, year, form, title, _("Gửi dự toán"), lead)


def _money_form(
    request: Request,
    unit_id: int,
    programme: "Programme",
    *,
    year: int,
    kind: MoneyKind,
    entry: "MoneyEntry | None" = None,
) -> MoneyForm:
    initial: dict[str, object] = {"document_on": request.actor.day}
    if entry is not None:
        initial = {
            "task": entry.task_id,
            "source": entry.source,
            "scheme": entry.scheme_id,
            "amount": written(entry.amount, is_about=entry.is_about),
            "document": entry.document,
            "document_on": entry.document_on,
            "note": entry.note,
        }
    actor = request.actor
    return MoneyForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        year=year,
        tasks=queries.spendable_tasks(programme.pk, actor=actor),
        sources=queries.sources_of(programme),
        schemes=list(queries.schemes_at(unit_id, programme_id=programme.pk, actor=actor)),
        initial=initial,
    )


@needs(Permission.PLAN_REPORT)
def budget_money_new(
    request: Request, unit_id: int, code: str, year: int, kind: str
) -> HttpResponse:
    """Record what the unit spent on a task, or placed for the programme."""
    programme = found_programme(request, unit_id, code)
    if kind not in KINDS:
        raise Http404(kind)
    form = _money_form(request, unit_id, programme, year=year, kind=KINDS[kind])
    if request.method == "POST" and done(
        form,
        lambda: actions.record_money(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi khoản kinh phí."))
        return back(unit_id, code, year)
    title = _("Ghi khoản đã chi năm %(year)s") % {"year": year}
    lead = _("Khoản không có trong dự toán vẫn ghi được và được đánh dấu.")
    if KINDS[kind] == MoneyKind.PLACED:
        title = _("Ghi ngân sách bố trí năm %(year)s") % {"year": year}
        lead = _("Ngân sách địa phương, dự toán của đơn vị đã bố trí cho chương trình.")
    return form_page(request, programme, year, form, title, _("Ghi khoản này"), lead)


@needs(Permission.PLAN_REPORT)
def budget_money(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Stand a right entry for a wrong one."""
    try:
        wrong = queries.entry(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    programme = wrong.programme
    kind = MoneyKind(wrong.entry)
    form = _money_form(request, unit_id, programme, year=wrong.year, kind=kind, entry=wrong)
    if request.method == "POST" and done(
        form,
        lambda: actions.correct_money(
            by=request.actor,
            unit_id=unit_id,
            entry_id=pk,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi bản sửa. Bản trước vẫn còn trong sổ."))
        return back(unit_id, programme.code, wrong.year)
    lead = _("Bản sửa thay bản đã ghi; bản trước vẫn còn trong sổ. Ghi 0 để rút khoản này.")
    title = _("Sửa khoản kinh phí")
    return form_page(request, programme, wrong.year, form, title, _("Ghi bản sửa"), lead)


@needs(Permission.PLAN_REPORT)
def budget_scheme_new(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Name another scheme with which tasks are carried out together."""
    programme = found_programme(request, unit_id, code)
    actor = request.actor
    others = [
        (each.code, each.name) for each in queries.programmes(actor=actor) if each.code != code
    ]
    form = SchemeForm(
        request.POST if request.method == "POST" else None,
        tasks=queries.spendable_tasks(programme.pk, actor=actor),
        programmes=others,
    )
    if request.method == "POST" and done(
        form,
        lambda: actions.link_scheme(
            by=actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã liên kết chương trình lồng ghép."))
        return back(unit_id, code, actor.day.year)
    title = _("Liên kết chương trình, đề án")
    lead = _("Nhiệm vụ làm chung với chương trình khác; tiền của chương trình đó chỉ tính một lần.")
    return form_page(request, programme, actor.day.year, form, title, _("Liên kết"), lead)
