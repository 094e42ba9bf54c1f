"""Officers' pages about tasks: what the unit owes, how those below stand, who must do what."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.activities import queries as activities
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types import TaskRole
from aoxanh.programmes.types.duties import DONE_STATES, Duty, DutyState
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.programmes.task_forms import BodyForm, DoneForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


ACTIVITIES_OFFERED = 40
TONES = {
    DutyState.OVERDUE: "stop",
    DutyState.SOON: "due",
    DutyState.OPEN: "neutral",
    DutyState.DONE: "ok",
    DutyState.DONE_LATE: "ok",
}


def years_of(unit_id: int, request: Request) -> tuple[int, list[int]]:
    """The year that is asked for, and those in which a programme holds for the unit."""
    programmes = list(queries.programmes_at(unit_id, actor=request.actor))
    today = request.actor.day.year
    first = min((each.valid_from.year for each in programmes), default=today)
    last = max((each.valid_to.year for each in programmes), default=today + 1)
    offered = list(range(first, max(last, today + 1)))
    asked = asked_number(request, "nam")
    return (asked if asked in offered else today), offered


@require_GET
@needs(Permission.PLAN_VIEW)
def tasks(request: Request, unit_id: int) -> HttpResponse:
    """What the unit leads in a year, the most pressing first, and what it helps with."""
    year, years = years_of(unit_id, request)
    found = queries.duties(unit_id, actor=request.actor, year=year)
    leads = [each for each in found if each.role == TaskRole.LEAD]
    context = {
        "year": year,
        "years": years,
        "groups": _groups(leads),
        "helps": [each for each in found if each.role != TaskRole.LEAD],
        "total": len(leads),
        "done": sum(each.state in DONE_STATES for each in leads),
        "may_report": request.actor.may(Permission.PLAN_REPORT, at=unit_id),
    }
    return render(request, "programmes/tasks/tasks.html", context)


def _groups(leads: Sequence[Duty]) -> list[tuple[str, str, list[Duty]]]:
    """(name, tone, tasks) of each state that has any; what was done late stands with what was done."""
    order = (
        (_("Quá hạn"), {DutyState.OVERDUE}),
        (_("Sắp đến hạn"), {DutyState.SOON}),
        (_("Trong năm"), {DutyState.OPEN}),
        (_("Đã xong"), DONE_STATES),
    )
    named = [
        (name, TONES[next(iter(states))], [each for each in leads if each.state in states])
        for name, states in order
    ]
    return [group for group in named if group[2]]


def found_duty(request: Request, unit_id: int, task_id: int, year: int) -> Duty:
    """The task of the unit in the path. Raises ``Http404``."""
    try:
        return queries.duty(unit_id, task_id=task_id, year=year, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def task(request: Request, unit_id: int, task_id: int, year: int) -> HttpResponse:
    """One task of the unit: what the document asks, and what proves that it was done."""
    duty = found_duty(request, unit_id, task_id, year)
    may_report = request.actor.may(Permission.PLAN_REPORT, at=unit_id)
    context = {
        "duty": duty,
        "tone": TONES[duty.state],
        "board": queries.board_of_task(task_id, actor=request.actor),
        "activities": _linked(request, duty),
        "is_lead": duty.role == TaskRole.LEAD,
        "may_report": may_report and duty.role == TaskRole.LEAD,
    }
    return render(request, "programmes/tasks/task.html", context)


def _linked(request: Request, duty: Duty) -> list[object]:
    """The activities that prove it, as far as the reader may see them."""
    if duty.done is None or not duty.done.activities:
        return []
    ids = queries.activities_of_report(duty.done.pk, actor=request.actor)
    return list(activities.activities(actor=request.actor).filter(pk__in=ids))


@needs(Permission.PLAN_REPORT)
def task_done(request: Request, unit_id: int, task_id: int, year: int) -> HttpResponse:
    """Say that it is done, with what proves it."""
    duty = found_duty(request, unit_id, task_id, year)
    own = activities.activities(actor=request.actor, unit_id=unit_id).filter(
        starts_on__gte=duty.term.opens, starts_on__lte=request.actor.day
    )
    sends = request.method == "POST"
    form = DoneForm(
        request.POST if sends else None,
        request.FILES if sends else None,
        activities=own[:ACTIVITIES_OFFERED],
        initial={"done_on": request.actor.day},
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.report_task(
                    by=request.actor,
                    unit_id=unit_id,
                    task_id=task_id,
                    year=year,
                    given=form.given(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã báo xong nhiệm vụ."))
            return redirect("manage:tasks", unit_id=unit_id)
    context = {"duty": duty, "form": form}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/done.html", context, status=status)


@require_POST
@needs(Permission.PLAN_REPORT)
def task_reopen(request: Request, unit_id: int, task_id: int, year: int) -> HttpResponse:
    """Take back that it is done."""
    duty = found_duty(request, unit_id, task_id, year)
    if duty.done is None:
        messages.warning(request, _("Nhiệm vụ này chưa báo xong."))
    else:
        actions.reopen_task(by=request.actor, report_id=duty.done.pk, now=timezone.now())
        messages.success(request, _("Đã mở lại nhiệm vụ. Báo cáo trước vẫn còn trong nhật ký."))
    return redirect("manage:task", unit_id=unit_id, task_id=task_id, year=year)


@require_GET
@needs(Permission.PLAN_VIEW)
def task_units(request: Request, unit_id: int) -> HttpResponse:
    """How the units below stand in a year, those with most overdue first."""
    year, years = years_of(unit_id, request)
    filters = {"unit_id": unit_id, "year": year}
    file = taken(request, unit_id, "task_units", filters, said=[(_("Năm"), str(year))])
    if file is not None:
        return file
    rows = queries.unit_duties(unit_id, actor=request.actor, year=year)
    context = {
        "year": year,
        "years": years,
        "page": page_of(request, rows),
        "late": sum(bool(row.overdue) for row in rows),
        "query": query({"nam": request.GET.get("nam", "")}),
    }
    return render(request, "programmes/tasks/units.html", context)


@require_GET
@needs(Permission.PLAN_VIEW)
def task_matrix(request: Request, unit_id: int) -> HttpResponse:
    """Body × task of the programmes that hold for the unit; the file has a line for each body and task."""
    actor = request.actor
    programmes = list(queries.programmes_at(unit_id, actor=actor))
    ids = [each.pk for each in programmes]
    file = taken(request, unit_id, "task_matrix", {"programmes": ids})
    if file is not None:
        return file
    own = [each.pk for each in programmes if each.unit_id == unit_id]
    decides = own and actor.may(Permission.PLAN_DECIDE, at=unit_id)
    context = {
        "page": page_of(request, queries.matrix(ids, actor=actor)),
        "bodies": queries.bodies(own, actor=actor) if decides else (),
    }
    return render(request, "programmes/tasks/matrix.html", context)


@needs(Permission.PLAN_DECIDE)
def task_body(request: Request, unit_id: int, body_id: int) -> HttpResponse:
    """Which units a body of the unit's own programme is."""
    try:
        body = queries.body(body_id, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    offered = queries.units_for(body, actor=request.actor)
    sends = request.method == "POST"
    form = BodyForm(
        request.POST if sends else None,
        offered=offered,
        initial={"units": queries.units_named(body.pk, actor=request.actor)},
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.assign_body(
                    by=request.actor,
                    body_id=body.pk,
                    unit_ids=form.cleaned_data["units"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi đơn vị của %(name)s.") % {"name": body.name})
            return redirect("manage:task_matrix", unit_id=unit_id)
    context = {"body": body, "form": form, "offered": len(offered)}
    status = 422 if form.errors else 200
    return render(request, "programmes/tasks/body.html", context, status=status)
