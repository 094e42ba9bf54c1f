"""“Ngày tình nguyện”: how much of this year's service I reached, what it is made of, what I did elsewhere."""

from datetime import date, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.recognition import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.paging import asked_day
from aoxanh.web.people.own import own_page
from aoxanh.web.recognition.service_forms import ElsewhereForm
from aoxanh.web.recognition.shown import shown_year
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


_ONE_DAY = timedelta(days=1)


def _year_of(request: Request) -> date:
    """A day of the year asked for: today, or the last day of the year before a day in the address."""
    return min(asked_day(request, "ngay") or request.actor.day, request.actor.day)


@own_page
@require_http_methods(["GET", "POST"])
def service(request: Request) -> HttpResponse:
    """My year of service by the rule of my unit, and the form for what I did elsewhere."""
    form = ElsewhereForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            _declare(request, form)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else "paper", str(refusal))
        else:
            messages.success(request, _("Đã gửi minh chứng, chờ đơn vị xác nhận."))
            return redirect("mine:service")
    actor = request.actor
    own = queries.own_service(
        person_id=actor.person_id or 0, day=actor.day, actor=actor, year_of=_year_of(request)
    )
    context: dict[str, object] = {"own": own, "form": form}
    if own is not None:
        names = units.names_at(
            {own.unit_id, *(row.organiser_unit_id for row in own.rows)}, actor.day
        )
        context |= shown_year(own, names) | {"before": own.year.period.start - _ONE_DAY}
    return render(request, "mine/service.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _declare(request: Request, form: ElsewhereForm) -> None:
    paper = form.cleaned_data["paper"]
    actions.declare_elsewhere(
        by=request.actor,
        person_id=request.actor.person_id or 0,
        given=form.given(),
        name=paper.name,
        content=paper.read(),
        now=timezone.now(),
    )


@own_page
@require_GET
def service_proof(request: Request) -> HttpResponse:
    """The proof of the year as a sealed PDF; where no rule is gone by, the page that says so."""
    try:
        content = queries.service_proof_pdf(
            person_id=request.actor.person_id or 0,
            year_of=_year_of(request),
            actor=request.actor,
            on=timezone.now(),
        )
    except Missing:
        return redirect("mine:service")
    return taken_away(content, "ngay-tinh-nguyen.pdf", FileType.PDF)


@own_page
@require_POST
def elsewhere_take_back(request: Request, pk: int) -> HttpResponse:
    """Take back what nobody decided yet."""
    try:
        actions.take_back_elsewhere(by=request.actor, proof_id=pk, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút minh chứng."))
    return redirect("mine:service")
