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
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.programmes.budget import back, done, found_programme
from aoxanh.web.programmes.budget_asked import Asked, asked_of
from aoxanh.web.programmes.budget_forms import ReasonForm, weigh_forms
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.programmes.models import Estimate, Opinion, Programme, YearBudget
    from aoxanh.programmes.types.budget import BodyYear, Doubled, LineShown
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
    every = queries.year_budgets(programme.pk, year=asked.year, actor=actor)
    named = {each.supplement for each in every}
    shown = asked.supplement if asked.supplement in named and len(every) > 1 else None
    money, bodies = queries.year_overview(unit_id, supplement=shown, **common)
    newest = every[-1] if every else None
    whole = next((each for each in every if each.supplement == shown), newest)
    state = whole.state if whole is newest and whole is not None else None
    reports = actor.may(Permission.PLAN_REPORT, at=unit_id)
    opinions = list(queries.opinions(whole, actor=actor)) if whole and whole.proposal else []
    return {
        "asked": asked,
        "money": money,
        "page": page_of(request, bodies),
        "bodies": len(bodies),
        "sent": sum(_is_given(row, whole) for row in bodies),
        "whole": whole,
        "rounds": _chips(asked, every, shown),
        "supplement": shown,
        "rule": queries.rule_of(programme, asked.year),
        **_named(request, queries.doubled(unit_id, **common), opinions),
        "may_decide": is_owner and actor.may(Permission.PLAN_DECIDE, at=unit_id),
        "may_propose": proposes and reports,
        "may_consent": consents and reports and unit_id not in {e.unit_id for e in opinions},
        "is_open": state == YearState.OPEN,
        "is_submitted": state == YearState.SUBMITTED,
        "is_decided": state == YearState.DECIDED,
        "query": asked.query if shown is None else asked.whole_query,
    }


def _is_given(row: "BodyYear", whole: "YearBudget | None") -> bool:
    """Whether a body has sent its part of the estimate that is looked at, not only of one before it."""
    return whole is not None and row.supplement == whole.supplement and row.state in GIVEN_STATES


def _chips(
    asked: Asked, every: "list[YearBudget]", shown: int | None
) -> list[tuple[str, str, bool]]:
    """The whole year, then each of its estimates, once there is more than one."""
    chips = asked.chips(every, shown)
    return [(_("Cả năm"), f"?{asked.query}", shown is None), *chips] if chips else []


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
        unit_id,
        programme=programme,
        year=year,
        supplement=asked_number(request, "dot"),
        actor=request.actor,
        on=timezone.now(),
    )
    return taken_away(content, name, WORD_TYPE)


def _body(
    request: Request, unit_id: int, code: str, year: int, body_id: int
) -> "tuple[Programme, Estimate]":
    """The estimate of one body that the unit in the path may open. Raises ``Http404``."""
    programme = found_programme(request, unit_id, code)
    try:
        found = queries.body_estimate(
            body_id,
            unit_id=unit_id,
            programme=programme,
            year=year,
            actor=request.actor,
            supplement=asked_number(request, "dot"),
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
