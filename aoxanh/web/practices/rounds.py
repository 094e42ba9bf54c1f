"""Yearly rounds: nominations come in, are appraised by criteria, and the results are announced."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.practices.types import NominationOutcome
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.practices.round_forms import NominateForm, PointsForm, RoundForm
from aoxanh.web.practices.saving import saved, status_of
from aoxanh.web.request import Request


OUTCOMES = (
    NominationOutcome.HONOURED,
    NominationOutcome.RECOGNISED,
    NominationOutcome.DECLINED,
)


@require_GET
@needs(Permission.PRACTICE_VIEW)
def rounds(request: Request, unit_id: int) -> HttpResponse:
    """The unit's rounds by year, and what waits for the next one."""
    waiting = queries.waiting_nominations(actor=request.actor, unit_id=unit_id)
    page = {
        "rounds": queries.rounds(actor=request.actor, unit_id=unit_id),
        "waiting": waiting,
        "unit_id": unit_id,
        "may_edit": request.actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/rounds.html", page)


@needs(Permission.PRACTICE_EDIT)
def round_new(request: Request, unit_id: int) -> HttpResponse:
    """Open the round of a year."""
    form = RoundForm(request.POST or None, initial={"year": request.actor.day.year})

    def act() -> None:
        actions.open_round(
            by=request.actor, unit_id=unit_id, now=timezone.now(), **form.cleaned_data
        )

    if saved(request, form, act):
        messages.success(request, _("Đã mở đợt xét chọn. Các đơn vị bên dưới có thể đề cử."))
        return redirect("manage:round", unit_id=unit_id, year=form.cleaned_data["year"])
    page = {"form": form, "unit_id": unit_id, "criteria": queries.criteria()}
    return render(request, "practices/manage/round_new.html", page, status=status_of(form))


@require_GET
@needs(Permission.PRACTICE_VIEW)
def round_(request: Request, unit_id: int, year: int) -> HttpResponse:
    """One round: its nominations, the best ones first, with what each got."""
    actor = request.actor
    try:
        found = queries.round_of(year, unit_id=unit_id, actor=actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    nominations = queries.nominations(found, actor=actor)
    names = units.names_at({each.nomination.unit_id for each in nominations}, actor.day)
    page = {
        "round": found,
        "criteria": queries.criteria_of(found),
        "nominations": [(each, names[each.nomination.unit_id]) for each in nominations],
        "outcomes": [(outcome.value, outcome.label) for outcome in OUTCOMES],
        "unit_id": unit_id,
        "may_edit": actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/round.html", page)


@require_POST
@needs(Permission.PRACTICE_EDIT)
def round_announce(request: Request, unit_id: int, year: int) -> HttpResponse:
    """Announce what became of every nomination."""
    try:
        with transaction.atomic():
            found = queries.round_of(year, unit_id=unit_id, actor=request.actor)
            actions.announce(
                by=request.actor, round_id=found.pk, outcomes=_outcomes(request), now=timezone.now()
            )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã công bố. Danh sách tôn vinh ai cũng xem được."))
    return redirect("manage:round", unit_id=unit_id, year=year)


def _outcomes(request: Request) -> dict[int, NominationOutcome]:
    """What was chosen for each nomination, by its key."""
    typed = {
        key_of(name.removeprefix("kq-")): str(chosen)
        for name, chosen in request.POST.items()
        if name.startswith("kq-")
    }
    return {
        key: NominationOutcome(chosen)
        for key, chosen in typed.items()
        if key is not None and chosen in NominationOutcome.values
    }


@needs(Permission.PRACTICE_EDIT)
def nomination(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One nomination, to be given points by criterion."""
    try:
        found = queries.nomination(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    criteria = queries.criteria_of(found.round) if found.round else ()
    own = queries.own_appraisal(pk, actor=request.actor)
    initial = {**own.points, "note": own.note} if own else {}
    form = PointsForm(request.POST or None, criteria=criteria, initial=initial)

    def act() -> None:
        actions.appraise(
            by=request.actor,
            nomination_id=pk,
            points=form.points(),
            note=form.cleaned_data["note"],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã ghi điểm."))
        return redirect("manage:round", unit_id=unit_id, year=found.round.year)  # type: ignore[union-attr]  # a nomination in a round
    page = {
        "form": form,
        "nomination": found,
        "unit_id": unit_id,
        "from_unit": units.names_at({found.unit_id}, request.actor.day)[found.unit_id],
    }
    return render(request, "practices/manage/nomination.html", page, status=status_of(form))


@needs(Permission.PRACTICE_EDIT)
def practice_nominate(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Bring a model of the registry forward, at any time."""
    try:
        practice = queries.registered(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    form = NominateForm(request.POST or None)

    def act() -> None:
        actions.nominate(
            by=request.actor,
            unit_id=unit_id,
            practice_id=practice.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã đề cử. Đơn vị xét chọn sẽ thấy trong đợt của năm."))
        return redirect("practices:practice", code=code)
    page = {"form": form, "practice": practice, "unit_id": unit_id}
    return render(request, "practices/manage/nominate.html", page, status=status_of(form))
