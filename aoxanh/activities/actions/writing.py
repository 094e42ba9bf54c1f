"""How rows of activities are locked and saved: the parent first, and its version grows with what shows."""

from datetime import datetime

from aoxanh.activities.models import Activity
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event


def locked(activity_id: int) -> Activity:
    """The activity, locked until the transaction ends. Raises ``Missing``."""
    rows = Activity.objects.select_for_update(of=("self",))
    activity = rows.filter(pk=activity_id).order_by("pk").first()
    if activity is None:
        raise Missing
    return activity


def save(activity: Activity, *columns: str) -> None:
    """Write the named columns of a locked activity and raise its version, so that pages are told apart."""
    activity.version += 1
    activity.save(update_fields=[*columns, "version"])


def record(
    *, by: Actor, event: Event, activity: Activity, now: datetime, counts: bool = False
) -> None:
    """Put ``event`` on the trail; ``counts`` when the figures of the activity's first day change."""
    audit.record(
        by=by,
        event=event,
        unit_id=activity.unit_id,
        touches=((activity.unit_id, activity.starts_on),) if counts else (),
        subject=("activity", activity.pk),
        now=now,
    )
