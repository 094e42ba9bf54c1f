"""What the portal sees of a unit's own use of it."""

from datetime import date

from aoxanh.activities.models import Activity, Participation, Pass
from aoxanh.activities.types import ActivityState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.kernel.permissions import Permission


def use_of(unit_id: int, *, actor: Actor, since: date) -> dict[str, int]:
    """Activities a unit opened here, sign-ups and check-ins at them since a day: three statements."""
    own = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit=unit_id)
    opened = own.filter(starts_on__gte=since, opened_at__isnull=False)
    passes = Pass.objects.filter(activity__in=own.order_by().values("pk"))
    came = Participation.objects.filter(organiser_unit=unit_id, day__gte=since)
    return {
        "ACTIVITIES": opened.exclude(state=ActivityState.RECORDED).order_by().count(),
        "SIGNUPS": passes.filter(created_at__gte=start_of(since)).order_by().count(),
        "CHECKINS": came.visible_to(actor, Permission.ACTIVITY_VIEW).order_by().count(),
    }
