"""How rows of activities are locked and saved: the parent first, and its version grows with what shows."""

from datetime import datetime

from aoxanh.activities.errors import WrongState
from aoxanh.activities.models import Activity
from aoxanh.activities.rules.states import VERBS, Verb, after
from aoxanh.activities.rules.wording import search_text, title_key
from aoxanh.activities.types import ActivityState
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.units import actions as units


def locked(activity_id: int) -> Activity:
    """The activity, locked until the transaction ends. Raises ``Missing``."""
    rows = Activity.objects.select_for_update(of=("self",), no_key=True)
    activity = rows.filter(pk=activity_id).order_by("pk").first()
    if activity is None:
        raise Missing
    return activity


def move(activity: Activity, verb: Verb) -> None:
    """Set the state that ``verb`` leads to; nothing is written yet. Raises ``WrongState``."""
    state = ActivityState(activity.state)
    following = after(state, verb)
    if following is None:
        raise WrongState(state=state.label, verb=VERBS[verb])
    activity.state = following


def save(activity: Activity, *columns: str) -> None:
    """Write the named columns of a locked activity and raise its version, so that pages are told apart."""
    activity.version += 1
    activity.save(update_fields=[*columns, "version"])


def describe(activity: Activity) -> None:
    """Set what the activity is searched and sorted by; nothing is written yet."""
    names = [activity.place.full_name]
    above = activity.place.parent
    while above is not None:
        names.append(above.full_name)
        above = above.parent
    activity.search_text = search_text(
        (activity.title, activity.spot, activity.place_text, *names, activity.summary)
    )
    activity.sort_key = title_key(activity.title)


def hold(*, by: Actor, activity: Activity, now: datetime) -> None:
    """Keep the unit from closing before the activity is seen through."""
    key = hold_key(activity)
    units.hold(by=by, unit_id=activity.unit_id, key=key, until=activity.ends_on, now=now)


def release(*, by: Actor, activity: Activity, now: datetime) -> None:
    """Let the unit go: the activity is over."""
    units.release(by=by, unit_id=activity.unit_id, key=hold_key(activity), now=now)


def hold_key(activity: Activity) -> str:
    return f"activity:{activity.pk}"


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
