"""One activity for its officers: what is next, its stages, safety, shifts, numbers and papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types import (
    HELD_STATES,
    PENDING_STATES,
    ActivityState,
    FeedbackShown,
    KindFamily,
    Requirement,
    SignupState,
    Turnout,
)
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries as programmes
from aoxanh.programmes.types import MissedWindow
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import seen
from aoxanh.web.activities.manage.stages import stages_shown
from aoxanh.web.activities.manage.standing import Facts, Seats, next_step
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

_RIGHTS = {
    "edit": Permission.ACTIVITY_EDIT,
    "publish": Permission.ACTIVITY_PUBLISH,
    "check": Permission.ACTIVITY_CHECK,
    "door": Permission.CHECKIN_RUN,
    "signups": Permission.SIGNUP_VIEW,
    "decide": Permission.SIGNUP_DECIDE,
    "certificates": Permission.CERTIFICATE_ISSUE,
}
ONE_DAY = timedelta(days=1)
_NOBODY = Turnout(turns=0, persons=0, left=0, minutes=0)
_BEFORE = (ActivityState.DRAFT, ActivityState.PLANNED)


@dataclass(frozen=True, slots=True)
class Refused:
    """What a small form of the page was refused for: which one, why, what was typed."""

    at: str
    sentence: str
    typed: Mapping[str, str] = field(default_factory=dict)


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def activity_detail(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """One activity; what may not be changed here is only shown."""
    return activity_page(request, unit_id, activity_id)


def activity_page(
    request: Request, unit_id: int, activity_id: int, refused: Refused | None = None
) -> HttpResponse:
    """The page, with the refusal of one of its forms at that form."""
    activity = seen(request, activity_id)
    shifts = queries.shifts_of(activity)
    facts = _facts(request, activity, Seats.of(shifts))
    hosts = list(activity.hosts.all())
    names = units.names_at(
        {activity.unit_id, *(host.host_unit_id for host in hosts)}, request.actor.day
    )
    context = {
        "activity": activity,
        "next": next_step(facts),
        "facts": facts,
        "rights": _rights(request, unit_id, activity),
        "stages": stages_shown(activity, activity.stages.all(), day=request.actor.day),
        "shifts": shifts,
        "unit_names": names,
        "hosts": hosts,
        "pending": _pending(request, activity),
        "untold": _untold(request, unit_id, activity),
        "preparing": activity.state in PENDING_STATES,
        "feedback": _feedback(request, activity),
        "checked": sum(item.checked_at is not None for item in activity.safety_items.all()),
        "refused": refused,
        "may_view_papers": request.actor.may(Permission.PAPER_VIEW, at=unit_id),
        "may_open": request.actor.may(Permission.FILE_VIEW, at=unit_id),
        "last_day": activity.ends_on - ONE_DAY,
        "linked": list(queries.linked_parties(activity_id=activity.pk, actor=request.actor)),
        "counted_in": list(queries.campaigns_of(activity_id=activity.pk, actor=request.actor)),
        "missed": _missed(request, activity),
        "day": request.actor.day,
    }
    status = 200 if refused is None else 422
    return render(request, "activities/manage/detail.html", context, status=status)


def _facts(request: Request, activity: "Activity", seats: Seats) -> Facts:
    requirements: tuple[Requirement, ...] = ()
    if activity.state in _BEFORE:
        requirements = queries.readiness(activity_id=activity.pk, actor=request.actor)
        turnout = _NOBODY
    else:
        turnout = queries.turnout(activity_id=activity.pk, actor=request.actor)
    return Facts(
        activity=activity,
        day=request.actor.day,
        requirements=requirements,
        seats=seats,
        turnout=turnout,
    )


def _rights(request: Request, unit_id: int, activity: "Activity") -> dict[str, bool]:
    """What the officer may do here: everything is done at the desk of the unit that runs the activity."""
    inherited = activity.unit.closed_on <= request.actor.day
    if activity.unit_id != unit_id and not inherited:
        return {}
    return {name: request.actor.may(each, at=activity.unit_id) for name, each in _RIGHTS.items()}


def _pending(request: Request, activity: "Activity") -> int:
    if not activity.needs_approval or activity.state in {*_BEFORE, *HELD_STATES}:
        return 0
    pending = (SignupState.PENDING,)
    return queries.signups(activity_id=activity.pk, actor=request.actor, states=pending).count()


def _untold(request: Request, unit_id: int, activity: "Activity") -> int:
    """How many of those who signed up wait for the organiser's own word."""
    if activity.state in _BEFORE or activity.unit_id != unit_id:
        return 0
    return queries.untold_people(activity_id=activity.pk, actor=request.actor)


def _missed(request: Request, activity: "Activity") -> list[MissedWindow]:
    """Indicators for which an event does not count on its day."""
    if activity.kind.family != KindFamily.EVENT or activity.state == ActivityState.CANCELLED:
        return []
    return programmes.missed_windows(
        actor=request.actor,
        unit_id=activity.unit_id,
        kind=activity.kind_id,
        day=activity.starts_on,
    )


def _feedback(request: Request, activity: "Activity") -> FeedbackShown | None:
    """What those who took part said, once it is over."""
    if activity.state != ActivityState.CLOSED:
        return None
    return queries.feedback_of(activity_id=activity.pk, actor=request.actor)
