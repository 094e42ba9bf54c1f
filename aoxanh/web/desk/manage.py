"""“Việc cần làm”: what is due, what waits for a decision, what runs meanwhile."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.activities import queries as activities
from aoxanh.kernel.dates import local_day, week_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.desk import work as rows
from aoxanh.web.desk.asked import asked
from aoxanh.web.desk.duties import duties
from aoxanh.web.desk.first_steps import first_steps
from aoxanh.web.desk.office import office
from aoxanh.web.desk.reorganising import reorganising
from aoxanh.web.desk.waiting import waiting
from aoxanh.web.guards import needs
from aoxanh.web.request import Request
from aoxanh.work import queries as jobs
from aoxanh.work.types import JobState


WEEK_SHOWN = 6
JOBS_SHOWN = 3
PENDING = (JobState.QUEUED, JobState.RUNNING)


@needs(Permission.UNIT_VIEW)
def todo(request: Request, unit_id: int) -> HttpResponse:
    """The officers' home."""
    day = local_day(timezone.now())
    items = activities.todo(actor=request.actor, unit_id=unit_id, day=day)
    monday, next_monday = week_of(day)
    week = activities.activities(actor=request.actor).filter(
        starts_on__gte=monday, starts_on__lt=next_monday
    )
    groups = rows.groups(items, unit_id=unit_id, today=day)
    groups += duties(unit_id, actor=request.actor)
    groups += asked(unit_id, actor=request.actor)
    groups += waiting(unit_id, actor=request.actor)
    groups += office(unit_id, actor=request.actor)
    groups += reorganising(unit_id, actor=request.actor)
    info = units.instance()
    begins = info.is_beginning and unit_id == info.root_id
    context = {
        "groups": groups,
        "first_steps": () if items else first_steps(unit_id, actor=request.actor),
        "is_beginning": begins and request.actor.may(Permission.UNIT_EDIT, at=unit_id),
        "may_open": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
        "todo_count": sum(len(group.rows) for group in groups),
        "day": day,
        "week": week.order_by("starts_on", "pk")[:WEEK_SHOWN],
        "jobs": jobs.jobs(actor=request.actor).filter(state__in=PENDING)[:JOBS_SHOWN],
    }
    return render(request, "desk/todo.html", context)
