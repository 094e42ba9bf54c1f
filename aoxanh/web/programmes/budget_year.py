"""The consolidated estimate of a programme's year: body by body, submitted, proposed, weighed and decided."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.documents.types import WORD_TYPE
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.budget import GIVEN_STATES, EstimateState, YearState
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.programmes.budget import Asked, asked_of, back, done, form_page, found_programme
from aoxanh.web.programmes.budget_forms import OpinionForm, PaperForm, ReasonForm, weigh_forms
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.programmes.models import Estimate, Opinion, Programme
    from aoxanh.programmes.types.budget import Doubled, LineShown
    from aoxanh.web.programmes.budget_forms import WeighForm


@require_GET
@needs(Permission.PLAN_VIEW)
def budget_year(request: Request, unit_id: int) -> HttpResponse:
    """What every body asks for, was given and spent in a year; by source; how far the year has come."""
    asked = asked_of(request, unit_id)
    programme = asked.programme
    if programme is None:
        return render(request, "programmes/budget/own.html", {"asked": asked})
    filters = {"unit_id": unit_id, "programme": programme.code, "year": asked.year}
    said = [(_("Chương trình"), programme.name), (_("Năm"), str(asked.year))]
    file = taken(request, unit_id, "estimates", filters, said=said)
    if file is not None:
        return file
    context = _year_context(request, unit_id, asked, programme)
    return render(request, "programmes/budget/year.html", context)


def _year_context(
    request: Request, unit_id: int, asked: Asked, programme: "Programme"
) -> dict[str, object]:
    actor, is_owner = request.actor, programme.unit_id == unit_id
    proposes = queries.proposes(unit_id, programme=programme, actor=actor)
    consents = queries.consents(unit_id, programme=programme, actor=actor)
    common: dict[str, Any] = {
        "programme": programme,
        "year": asked.year,
        "actor": actor,
        "is_whole": is_owner or proposes or consents,
    }
    money, bodies = queries.year_overview(unit_id, **common)
    whole = queries.year_budget(programme.pk, year=asked.year, actor=actor)
    reports = actor.may(Permission.PLAN_REPORT, at=unit_id)
    opinions = list(queries.opinions(whole, actor=actor)) if whole and whole.proposal else []
    return {
        "asked": asked,
        "money": money,
        "page": page_of(request, bodies),
        "bodies": len(bodies),
        "sent": sum(row.state in GIVEN_STATES for row in bodies),
        "whole": whole,
        "rule": queries.rule_of(programme, asked.year),
        **_named(request, queries.doubled(unit_id, **common), opinions),
        "may_decide": is_owner and actor.may(Permission.PLAN_DECIDE, at=unit_id),
        "may_propose": proposes and reports,
        "may_consent": consents and reports and unit_id not in {e.unit_id for e in opinions},
        "is_open": whole is None or whole.state == YearState.OPEN,
        "is_submitted": whole is not None and whole.state == YearState.SUBMITTED,
        "query": asked.query,
    }


def _named(
    request: Request, doubled: "list[Doubled]", opinions: "list[Opinion]"
) -> dict[str, object]:
    """What several bodies name, and what bodies said, with the names of the units."""
    pks = {each.unit_id for each in opinions} | {pk for each in doubled for pk in each.unit_ids}
    names = units.names_at(pks, request.actor.day) if pks else {}
    return {
        "doubled": [
            (each, "; ".join(sorted(names.get(pk, "") for pk in each.unit_ids))) for each in doubled
        ],
        "opinions": [(names.get(each.unit_id, ""), each) for each in opinions],
    }


@require_GET
@needs(Permission.PLAN_VIEW)
def budget_paper(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """The consolidated estimate as a Word paper to submit."""
    programme = found_programme(request, unit_id, code)
    name, content = queries.budget_paper(
        unit_id, programme=programme, year=year, actor=request.actor, on=timezone.now()
    )
    return taken_away(content, name, WORD_TYPE)


def _body(
    request: Request, unit_id: int, code: str, year: int, body_id: int
) -> "tuple[Programme, Estimate]":
    """The estimate of one body that the unit in the path may open. Raises ``Http404``."""
    programme = found_programme(request, unit_id, code)
    try:
        found = queries.body_estimate(
            body_id, unit_id=unit_id, programme=programme, year=year, actor=request.actor
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    return programme, found


def _body_page(
    request: Request,
    unit_id: int,
    programme: "Programme",
    estimate: "Estimate",
    reason: ReasonForm | None = None,
) -> HttpResponse:
    actor, whole = request.actor, estimate.budget
    is_owner = programme.unit_id == unit_id
    waits = whole.state == YearState.SUBMITTED and estimate.state == EstimateState.SENT
    may_cut = is_owner and actor.may(Permission.PLAN_DECIDE, at=unit_id)
    may_weigh = waits and (
        may_cut
        or (
            not is_owner
            and queries.proposes(unit_id, programme=programme, actor=actor)
            and actor.may(Permission.PLAN_REPORT, at=unit_id)
        )
    )
    lines = queries.body_lines(estimate, actor=actor, weighing=may_cut)
    data = request.POST if request.method == "POST" and reason is None else None
    rows = weigh_forms(data, lines, is_owner=is_owner) if may_weigh else []
    is_faulty = data is not None and not _weighed(request, unit_id, programme, estimate, rows)
    if data is not None and not is_faulty:
        messages.success(request, _("Đã ghi số cân đối."))
        return back(unit_id, programme.code, whole.year, "budget_year")
    name = units.names_at({estimate.unit_id}, actor.day)[estimate.unit_id]
    context = {
        "programme": programme,
        "estimate": estimate,
        "whole": whole,
        "name": name,
        "lines": lines,
        "rows": rows,
        "sums": queries.line_sums(lines),
        "is_owner": is_owner,
        "reason": reason or ReasonForm(),
        "may_return": may_cut
        and whole.state == YearState.OPEN
        and estimate.state == EstimateState.SENT,
        "query": query({"ct": programme.code, "nam": whole.year}),
    }
    refused = is_faulty or (reason is not None and bool(reason.errors))
    status = 422 if refused else 200
    return render(request, "programmes/budget/body.html", context, status=status)


def _weighed(
    request: Request,
    unit_id: int,
    programme: "Programme",
    estimate: "Estimate",
    rows: "list[tuple[LineShown, WeighForm]]",
) -> bool:
    """Whether every line's amount was taken; what is refused is told at its line."""
    faults = [form for _line, form in rows if not form.is_valid()]
    if faults or not rows:
        return False
    try:
        with transaction.atomic():
            actions.weigh_estimate(
                by=request.actor,
                unit_id=unit_id,
                programme_id=programme.pk,
                year=estimate.budget.year,
                body_unit_id=estimate.unit_id,
                amounts={line.pk: form.given() for line, form in rows},
                now=timezone.now(),
            )
    except DomainError as refusal:
        at = refusal.values.get("line")
        tell(next((form for line, form in rows if line.pk == at), rows[0][1]), refusal)
        return False
    return True


@require_GET
@needs(Permission.PLAN_VIEW)
def budget_body(request: Request, unit_id: int, code: str, year: int, body_id: int) -> HttpResponse:
    """One body's estimate, line by line."""
    programme, estimate = _body(request, unit_id, code, year, body_id)
    return _body_page(request, unit_id, programme, estimate)


@require_POST
@needs(Permission.PLAN_REPORT)
def budget_weigh(
    request: Request, unit_id: int, code: str, year: int, body_id: int
) -> HttpResponse:
    """Note what is approved, or proposed, for the lines of one body."""
    programme, estimate = _body(request, unit_id, code, year, body_id)
    return _body_page(request, unit_id, programme, estimate)


@require_POST
@needs(Permission.PLAN_DECIDE)
def budget_return(
    request: Request, unit_id: int, code: str, year: int, body_id: int
) -> HttpResponse:
    """Send a body's estimate back with a reason."""
    programme, estimate = _body(request, unit_id, code, year, body_id)
    form = ReasonForm(request.POST)
    if done(
        form,
        lambda: actions.return_estimate(
            by=request.actor,
            programme_id=programme.pk,
            year=year,
            body_unit_id=estimate.unit_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã trả lại dự toán để đơn vị sửa."))
        return back(unit_id, code, year, "budget_year")
    return _body_page(request, unit_id, programme, estimate, form)


def _owned(request: Request, unit_id: int, code: str) -> "Programme":
    """The unit's own programme, whose year it consolidates. Raises ``Http404``."""
    programme = found_programme(request, unit_id, code)
    if programme.unit_id != unit_id:
        raise Http404(code)
    return programme


@needs(Permission.PLAN_DECIDE)
def budget_submit(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Submit the year's estimate by a paper."""
    programme = _owned(request, unit_id, code)
    form = PaperForm(request.POST if request.method == "POST" else None, body=_("Trình cơ quan"))
    if request.method == "POST" and done(
        form,
        lambda: actions.submit_year(
            by=request.actor,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi là trình dự toán năm %(year)s.") % {"year": year})
        return back(unit_id, code, year, "budget_year")
    title = _("Trình dự toán năm %(year)s") % {"year": year}
    lead = _("Các dự toán đã gửi được giữ nguyên từ lúc trình cho tới khi có quyết định.")
    return form_page(request, programme, year, form, title, _("Ghi đã trình"), lead, "budget_year")


@require_POST
@needs(Permission.PLAN_DECIDE)
def budget_reopen(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Take back what was submitted."""
    programme = _owned(request, unit_id, code)
    try:
        with transaction.atomic():
            actions.reopen_year(
                by=request.actor, programme_id=programme.pk, year=year, now=timezone.now()
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại. Các đơn vị sửa được khi dự toán được trả lại."))
    return back(unit_id, code, year, "budget_year")


@needs(Permission.PLAN_DECIDE)
def budget_decide(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Record the decision that approves the year."""
    programme = _owned(request, unit_id, code)
    form = PaperForm(
        request.POST if request.method == "POST" else None, body=_("Cơ quan quyết định")
    )
    if request.method == "POST" and done(
        form,
        lambda: actions.decide_year(
            by=request.actor,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(
            request, _("Đã ghi quyết định duyệt dự toán năm %(year)s.") % {"year": year}
        )
        return back(unit_id, code, year, "budget_year")
    title = _("Ghi quyết định duyệt dự toán năm %(year)s") % {"year": year}
    lead = _("Dòng chưa cân đối được duyệt theo đề xuất, không có đề xuất thì theo đề nghị.")
    return form_page(
        request, programme, year, form, title, _("Ghi quyết định"), lead, "budget_year"
    )


@needs(Permission.PLAN_REPORT)
def budget_propose(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Propose by a paper how the year's money is placed."""
    programme = found_programme(request, unit_id, code)
    if not queries.proposes(unit_id, programme=programme, actor=request.actor):
        raise Http404(code)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(
        form,
        lambda: actions.propose_year(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi đề xuất bố trí kinh phí."))
        return back(unit_id, code, year, "budget_year")
    title = _("Đề xuất bố trí kinh phí năm %(year)s") % {"year": year}
    lead = _("Giảm từng dòng ở trang của đơn vị trước; dòng không giảm được đề xuất đúng đề nghị.")
    return form_page(request, programme, year, form, title, _("Ghi đề xuất"), lead, "budget_year")


@needs(Permission.PLAN_REPORT)
def budget_opinion(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Agree or not with the proposal."""
    programme = found_programme(request, unit_id, code)
    if not queries.consents(unit_id, programme=programme, actor=request.actor):
        raise Http404(code)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(
        form,
        lambda: actions.give_opinion(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            agrees=form.cleaned_data["agrees"],
            note=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi ý kiến của đơn vị."))
        return back(unit_id, code, year, "budget_year")
    title = _("Ý kiến về đề xuất bố trí kinh phí năm %(year)s") % {"year": year}
    return form_page(request, programme, year, form, title, _("Gửi ý kiến"), "", "budget_year")
