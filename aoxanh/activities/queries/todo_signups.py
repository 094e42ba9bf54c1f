"""What sign-ups, scans and hours leave to do for a unit."""

from datetime import date, time
from typing import Any

from django.db.models import Count, Min, QuerySet, Value

from aoxanh.activities.models import Participation, Scan, Signup
from aoxanh.activities.queries.late import late_entries_to_confirm
from aoxanh.activities.queries.objections import objections_to_answer
from aoxanh.activities.types import (
    ActivityState,
    SignupState,
    TodoItem,
    TodoKind,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import at, local_day
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def by_activity(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """What waits at single activities, counted by activity: one statement for all three reasons.

    Sign-ups of single persons that wait for a yes or no; scans that were only kept, of activities under way; people
    still checked in after their shift's day.
    """
    kept = units.kept_by(unit_id=unit_id, day=actor.day)
    running = (ActivityState.OPEN, ActivityState.RUNNING)
    pending = Signup.objects.visible_to(actor, Permission.SIGNUP_DECIDE).filter(
        state=SignupState.PENDING,
        nomination__isnull=True,
        shift__activity__unit_id__in=kept,
        shift__activity__ends_on__gt=day,
    )
    scans = Scan.objects.visible_to(actor, Permission.CHECKIN_RUN).to_look_at()
    scans = scans.filter(
        activity__unit_id__in=kept, activity__state__in=running, activity__starts_on__lte=day
    )
    inside = Participation.objects.visible_to(actor, Permission.CHECKIN_RUN).filter(
        checked_out_at__isnull=True,
        organiser_unit_id__in=kept,
        day__lt=day,
        activity__state__in=running,
    )
    counted = _counted(TodoKind.SIGNUPS_PENDING, pending, "shift__activity").union(
        _counted(TodoKind.SCANS_KEPT, scans, "activity"),
        _counted(TodoKind.NO_CHECK_OUT, inside, "activity"),
        all=True,
    )
    found = [TodoItem(TodoKind(kind), pk, title, n, due) for pk, title, due, n, kind in counted]
    return sorted(found, key=lambda item: (_ORDER.index(item.kind), item.day, item.activity_id))


_ORDER = (TodoKind.SIGNUPS_PENDING, TodoKind.SCANS_KEPT, TodoKind.NO_CHECK_OUT)


def _counted(kind: TodoKind, rows: QuerySet[Any], activity: str) -> QuerySet[Any, Any]:
    """How many of the rows each activity has, said to be of a kind."""
    grouped = rows.order_by().values_list(
        f"{activity}_id", f"{activity}__title", f"{activity}__starts_on"
    )
    counted: QuerySet[Any, Any] = grouped.annotate(count=Count("pk"), kind=Value(kind.value))
    return counted


def asked_about_hours(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """What waits for a word about hours, by activity, with since when: one statement for both reasons.

    Late entries of other units that this unit may confirm; what volunteers said against their hours, the unit's own
    and what nobody below answered.
    """
    if day < actor.day:
        return []
    late = late_entries_to_confirm(actor=actor, unit_id=unit_id)
    against = objections_to_answer(actor=actor, unit_id=unit_id, now=at(day, time.max))
    waiting = _since(TodoKind.LATE_ENTRIES, late).union(
        _since(TodoKind.OBJECTIONS, against), all=True
    )
    found = [
        TodoItem(TodoKind(kind), pk, title, n, due, since=local_day(asked))
        for pk, title, due, n, asked, kind in waiting.order_by("since", "activity_id")
    ]
    return sorted(found, key=lambda item: item.kind == TodoKind.OBJECTIONS)


def _since(kind: TodoKind, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """How many of the rows each activity has and since when the first waits, said to be of a kind."""
    grouped = rows.order_by().values_list("activity_id", "activity__title", "activity__starts_on")
    counted: QuerySet[Any, Any] = grouped.annotate(
        count=Count("pk"), since=Min("asked_at"), kind=Value(kind.value)
    )
    return counted


def todo_signups(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """All of them, most pressing reason first."""
    return [
        *by_activity(actor=actor, unit_id=unit_id, day=day),
        *asked_about_hours(actor=actor, unit_id=unit_id, day=day),
    ]
