"""Officers' pages about following a plan: own plans, acknowledgement, obstacles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.boards import BoardShown
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.programmes.following_forms import (
    AcknowledgeForm,
    AnswerForm,
    ObstacleForm,
    PlanForm,
)
from aoxanh.web.programmes.tasks import years_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import Obstacle, Programme


def found_programme(request: Request, unit_id: int, code: str) -> "Programme":
    """A programme that holds for the unit in the path. Raises ``Http404``."""
    try:
        return queries.programme_followed(unit_id, code=code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def plans(request: Request, unit_id: int) -> HttpResponse:
    """Own plans under one programme: the unit's, and which units below have one; who made it known."""
    actor = request.actor
    programmes = list(queries.programmes_at(unit_id, actor=actor))
    asked = request.GET.get("ct", "")
    programme = next((each for each in programmes if each.code == asked), None)
    programme = programme or (programmes[-1] if programmes else None)
    if programme is None:
        return render(request, "programmes/tasks/plans.html", {"programme": None})
    year, years = years_of(unit_id, request)
    given = {"unit_id": unit_id, "programme_id": programme.pk, "year": year}
    said = [(_("Chương trình"), programme.name), (_("Năm"), str(year))]
    file = taken(request, unit_id, "own_plans", given, said=said)
    if file is not None:
        return file
    rows = queries.units_following(actor=actor, **given)
    context = {
        "programme": programme,
        "programmes": programmes,
        "year": year,
        "years": years,
        "query": query({"ct": asked, "nam": request.GET.get("nam", "")}),
        "is_own": programme.unit_id == unit_id,
        "own": queries.own_plan(unit_id, programme_id=programme.pk, year=year, actor=actor),
        "known": queries.acknowledgement(unit_id, programme_id=programme.pk, actor=actor),
        "page": page_of(request, rows),
        "without": sum(not row.has_plan for row in rows),
        "acknowledged": sum(row.acknowledged for row in rows),
        "units": sum(row.units for row in rows),
        "may_report": actor.may(Permission.PLAN_REPORT, at=unit_id),
        "may_ask": actor.may(Permission.PLAN_DECIDE, at=unit_id),
    }
    return render(request, "programmes/tasks/plans.html", context)


def _back(unit_id: int, programme: "Programme") -> HttpResponse:
    answer = redirect("manage:plans", unit_id=unit_id)
    answer["Location"] += f"?{query({'ct': programme.code})}"
    return answer


@needs(Permission.PLAN_REPORT)
def plan_send(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Send the unit's own plan under a programme."""
    programme = found_programme(request, unit_id, code)
    years = range(programme.valid_from.year, programme.valid_to.year)
    sends = request.method == "POST"
    form = PlanForm(
        request.POST if sends else None,
        request.FILES if sends else None,
        years=years,
        initial={"year": str(request.actor.day.year)},
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.send_own_plan(
                    by=request.actor,
                    unit_id=unit_id,
                    programme_id=programme.pk,
                    given=form.given(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã gửi kế hoạch của đơn vị."))
            return _back(unit_id, programme)
    return _form_page(request, programme, form, _("Gửi kế hoạch của đơn vị"), _("Gửi kế hoạch"))


@needs(Permission.PLAN_REPORT)
def plan_acknowledge(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Say that the programme was made known to the members."""
    programme = found_programme(request, unit_id, code)
    sends = request.method == "POST"
    form = AcknowledgeForm(request.POST if sends else None, initial={"on": request.actor.day})
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.acknowledge(
                    by=request.actor,
                    unit_id=unit_id,
                    programme_id=programme.pk,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi là quán triệt."))
            return _back(unit_id, programme)
    return _form_page(request, programme, form, _("Đã quán triệt chương trình"), _("Ghi nhận"))


def _form_page(
    request: Request,
    programme: "Programme",
    form: PlanForm | AcknowledgeForm,
    title: str,
    button: str,
) -> HttpResponse:
    context = {"programme": programme, "form": form, "title": title, "button": button}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/follow.html", context, status=status)


@require_POST
@needs(Permission.PLAN_DECIDE)
def plans_ask(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Remind the units below that have no plan of their own this year."""
    programme = found_programme(request, unit_id, code)
    try:
        with transaction.atomic():
            count = actions.ask_for_plans(
                by=request.actor,
                unit_id=unit_id,
                programme_id=programme.pk,
                year=request.actor.day.year,
                now=timezone.now(),
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        said = ngettext("Đã nhắc %(count)s đơn vị.", "Đã nhắc %(count)s đơn vị.", count)
        messages.success(request, said % {"count": count})
    return _back(unit_id, programme)


@require_GET
@needs(Permission.PLAN_VIEW)
def obstacles(request: Request, unit_id: int) -> HttpResponse:
    """What stands in the way of the unit and of those below, what waits first."""
    actor = request.actor
    file = taken(request, unit_id, "obstacles", {"unit_id": unit_id})
    if file is not None:
        return file
    page = page_of(request, queries.obstacles(unit_id, actor=actor))
    named = {pk for each in page for pk in (each.unit_id, each.addressed_id)}
    awaited = set(queries.obstacles_to_answer(unit_id, actor=actor).values_list("pk", flat=True))
    context = {
        "page": page,
        "awaited": awaited,
        "names": units.names_at(named, actor.day),
        "counts": queries.obstacle_counts(unit_id, actor=actor),
        "to_answer": len(awaited),
        "may_write": actor.may(Permission.PLAN_REPORT, at=unit_id) and _is_heard(request, unit_id),
    }
    return render(request, "programmes/tasks/obstacles.html", context)


def _is_heard(request: Request, unit_id: int) -> bool:
    """Whether anybody takes what stands in the way of the unit: one statement for all but the topmost."""
    above = units.above(unit_id=unit_id, day=request.actor.day).filter(depth__gt=0)
    return above.exists() or bool(_boards(request, unit_id, _programmes(request, unit_id)))


def _programmes(request: Request, unit_id: int) -> list["Programme"]:
    return list(queries.programmes_at(unit_id, actor=request.actor).filter(closed_on=None))


def _boards(request: Request, unit_id: int, programmes: Sequence["Programme"]) -> list[BoardShown]:
    """The boards of other units in charge of a matter of the programmes."""
    found = queries.boards([each.pk for each in programmes], actor=request.actor)
    return [each for each in found if each.unit_id != unit_id]


@needs(Permission.PLAN_REPORT)
def obstacle_new(request: Request, unit_id: int) -> HttpResponse:
    """Write down what stands in the way."""
    actor = request.actor
    above = queries.units_above(unit_id, actor=actor)
    programmes = _programmes(request, unit_id)
    boards = _boards(request, unit_id, programmes)
    form = ObstacleForm(
        request.POST if request.method == "POST" else None,
        above=above,
        boards=boards,
        programmes=[(each.pk, each.name) for each in programmes],
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.raise_obstacle(
                    by=actor, unit_id=unit_id, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã gửi vướng mắc lên cấp trên."))
            return redirect("manage:obstacle", unit_id=unit_id, pk=made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "sendable": bool(above or boards)}
    return render(request, "programmes/tasks/obstacle_new.html", context, status=status)


def found_obstacle(request: Request, unit_id: int, pk: int) -> "Obstacle":
    """The obstacle in the path, of the unit or one below. Raises ``Http404``."""
    try:
        return queries.obstacle(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def obstacle(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One obstacle with everything that was done about it, and the answer when it is awaited from here."""
    found = found_obstacle(request, unit_id, pk)
    form = AnswerForm(above=queries.units_above(unit_id, actor=request.actor))
    return _obstacle_page(request, unit_id, found, form)


@require_POST
@needs(Permission.OBSTACLE_ANSWER)
def obstacle_answer(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Answer it, or send it on to a unit above."""
    found = found_obstacle(request, unit_id, pk)
    form = AnswerForm(request.POST, above=queries.units_above(unit_id, actor=request.actor))
    if form.is_valid():
        try:
            with transaction.atomic():
                said = _answer(request, unit_id, pk, form)
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, said)
            return redirect("manage:obstacle", unit_id=unit_id, pk=pk)
    return _obstacle_page(request, unit_id, found, form)


def _answer(request: Request, unit_id: int, pk: int, form: AnswerForm) -> str:
    text, to_id = form.cleaned_data["text"], form.cleaned_data["to"]
    by, now = request.actor, timezone.now()
    if to_id is None:
        actions.answer_obstacle(by=by, unit_id=unit_id, obstacle_id=pk, text=text, now=now)
        return _("Đã trả lời, đơn vị nêu nhận được tin.")
    actions.forward_obstacle(
        by=by, unit_id=unit_id, obstacle_id=pk, to_id=to_id, text=text, now=now
    )
    return _("Đã chuyển lên cấp trên.")


def _obstacle_page(
    request: Request, unit_id: int, found: "Obstacle", form: AnswerForm
) -> HttpResponse:
    actor = request.actor
    steps = list(queries.obstacle_steps(found.pk, actor=actor))
    named = {found.unit_id, found.addressed_id, *(step.unit_id for step in steps)}
    awaited = queries.obstacles_to_answer(unit_id, actor=actor).filter(pk=found.pk)
    context = {
        "obstacle": found,
        "steps": steps,
        "names": units.names_at(named, actor.day),
        "form": form,
        "may_answer": actor.may(Permission.OBSTACLE_ANSWER, at=unit_id) and awaited.exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/obstacle.html", context, status=status)
