"""“Việc đã ghi”: what units did with its proof, accepted or sent back by who lies above."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.access import queries as access
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.recorded import FactState
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.programmes.recorded_forms import FactForm, WhyForm
from aoxanh.web.programmes.tasks import years_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import RecordedFact

TONES = {
    FactState.SENT: "due",
    FactState.COUNTED: "ok",
    FactState.LATE: "stop",
    FactState.REFUSED: "stop",
    FactState.WITHDRAWN: "neutral",
}


@require_GET
@needs(Permission.PLAN_VIEW)
def recorded_facts(request: Request, unit_id: int) -> HttpResponse:
    """What the unit and those below recorded for a year, what waits to be accepted first."""
    actor = request.actor
    year, years = years_of(unit_id, request)
    said = [(_("Năm"), str(year))]
    file = taken(request, unit_id, "recorded_facts", {"unit_id": unit_id, "year": year}, said=said)
    if file is not None:
        return file
    page = page_of(request, queries.recorded_facts(unit_id, year=year, actor=actor))
    context = {
        "page": page,
        "rows": [(each, TONES[FactState(each.state)]) for each in page],
        "kinds": {kind.code: kind.name for kind in queries.fact_kinds()},
        "names": units.names_at({each.unit_id for each in page}, actor.day),
        "year": year,
        "years": years,
        "query": query({"nam": request.GET.get("nam", "")}),
        "may_write": actor.may(Permission.PLAN_REPORT, at=unit_id),
    }
    return render(request, "programmes/recorded/facts.html", context)


@needs(Permission.PLAN_REPORT)
def fact_new(request: Request, unit_id: int) -> HttpResponse:
    """Write a fact of the unit with its proof, or mark a unit below."""
    actor = request.actor
    decides = actor.may(Permission.PLAN_DECIDE, at=unit_id)
    kinds = [kind for kind in queries.fact_kinds() if decides or not kind.by_above]
    _year, years = years_of(unit_id, request)
    begun = [year for year in reversed(years) if year <= actor.day.year]
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    below = units.units(actor=actor, day=actor.day, within=unit_id, depth=1)
    form = FactForm(
        *sent,
        kinds=[(kind.code, kind.name) for kind in kinds],
        about=[(row.unit_id, row.name) for row in below if row.unit_id != unit_id],
        years=begun,
        initial={"on": actor.day, "kind": request.GET.get("loai", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.record_fact(
                    by=actor, unit_id=unit_id, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, made.get_state_display())
            return redirect("manage:recorded_fact", unit_id=unit_id, pk=made.pk)
    context = {"form": form, "kinds": kinds}
    status = 422 if form.errors else 200
    return render(request, "programmes/recorded/write.html", context, status=status)


def found_fact(request: Request, unit_id: int, pk: int) -> "RecordedFact":
    """The fact in the path, of the unit or one below. Raises ``Http404``."""
    try:
        return queries.recorded_fact(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def recorded_fact(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One fact with its proof, and what may be done with it from here."""
    return _fact_page(request, unit_id, found_fact(request, unit_id, pk), WhyForm())


def _fact_page(request: Request, unit_id: int, fact: "RecordedFact", form: WhyForm) -> HttpResponse:
    actor = request.actor
    kind = next((each for each in queries.fact_kinds() if each.code == fact.kind), None)
    named = {fact.unit_id, fact.recorded_by_id, fact.about_id, fact.decided_by_id} - {None}
    waits, decides = fact.state == FactState.SENT, actor.may(Permission.PLAN_DECIDE, at=unit_id)
    writes = decides if kind and kind.by_above else actor.may(Permission.PLAN_REPORT, at=unit_id)
    others = units.others_below(unit_id=unit_id, day=actor.day)
    context = {
        "fact": fact,
        "kind": kind,
        "tone": TONES[FactState(fact.state)],
        "names": units.names_at({pk for pk in named if pk is not None}, actor.day),
        "holders": access.names_of({pk for pk in (fact.account_id,) if pk}, actor=actor),
        "form": form,
        "may_decide": waits and decides and others.filter(descendant_id=fact.unit_id).exists(),
        "may_withdraw": writes
        and fact.state in {FactState.SENT, FactState.COUNTED}
        and units.keeper(unit_id=fact.recorded_by_id, day=actor.day) == unit_id,
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/recorded/fact.html", context, status=status)


@require_POST
@needs(Permission.PLAN_DECIDE)
def fact_accept(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Accept what a unit below sent."""
    found_fact(request, unit_id, pk)
    try:
        with transaction.atomic():
            fact = actions.accept_fact(
                by=request.actor, unit_id=unit_id, fact_id=pk, now=timezone.now()
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, fact.get_state_display())
    return redirect("manage:recorded_fact", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.PLAN_DECIDE)
def fact_refuse(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Send back what a unit below sent, with the reason."""

    def refuse(why: str) -> object:
        return actions.refuse_fact(
            by=request.actor, unit_id=unit_id, fact_id=pk, why=why, now=timezone.now()
        )

    return _taken_back(request, unit_id, pk, refuse, _("Đã trả lại kèm lý do."))


@require_POST
@needs(Permission.PLAN_REPORT)
def fact_withdraw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take back what the unit itself wrote."""

    def withdraw(why: str) -> object:
        return actions.withdraw_fact(
            by=request.actor, unit_id=unit_id, fact_id=pk, why=why, now=timezone.now()
        )

    return _taken_back(request, unit_id, pk, withdraw, _("Đã rút, lý do được giữ lại."))


def _taken_back(
    request: Request, unit_id: int, pk: int, act: Callable[[str], object], said: str
) -> HttpResponse:
    found, form = found_fact(request, unit_id, pk), WhyForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                act(form.cleaned_data["text"])
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, said)
            return redirect("manage:recorded_fact", unit_id=unit_id, pk=pk)
    return _fact_page(request, unit_id, found, form)
