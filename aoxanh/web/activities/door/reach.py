"""Finding the activity of a door page, or answering 404."""

from typing import TYPE_CHECKING

from django.http import Http404

from aoxanh.activities import queries
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


def run_here(
    request: Request, unit_id: int, activity_id: int, permission: Permission
) -> "Activity":
    """An activity of the unit in the path, or of a closed unit it took over; others answer 404."""
    activity = _seen(request, activity_id)
    if not is_run_by(request, activity, unit_id, permission):
        raise Http404
    return activity


def is_run_by(request: Request, activity: "Activity", unit_id: int, permission: Permission) -> bool:
    """Whether the unit in the path runs ``activity`` today."""
    if activity.unit_id == unit_id:
        return True
    is_inherited = activity.unit.closed_on <= request.actor.day
    return is_inherited and request.actor.may(permission, at=activity.unit_id)


def run_or_overseen(request: Request, unit_id: int, activity_id: int) -> tuple["Activity", bool]:
    """The activity, and whether the unit in the path only oversees who runs it; others answer 404."""
    activity = _seen(request, activity_id)
    if is_run_by(request, activity, unit_id, Permission.HOURS_RECORD):
        return activity, False
    above = units.ancestors(unit_id=activity.unit_id, day=request.actor.day)
    if unit_id not in above or not request.actor.may(Permission.HOURS_CONFIRM, at=activity.unit_id):
        raise Http404
    return activity, True


def _seen(request: Request, activity_id: int) -> "Activity":
    rows = queries.activities(actor=request.actor).select_related("unit")
    activity = rows.filter(pk=activity_id).first()
    if activity is None:
        raise Http404
    return activity
