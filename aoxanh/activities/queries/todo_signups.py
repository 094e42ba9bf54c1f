"""What sign-ups, scans and hours leave to do for a unit: one statement for each reason."""

from datetime import date, time

from django.db.models import Count, Min

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


def signups_to_decide(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Sign-ups of single persons that wait for a yes or no, by activity; due when their first shift is near."""
    rows = (
        Signup.objects.visible_to(actor, Permission.SIGNUP_DECIDE)
        .filter(
            state=SignupState.PENDING,
            nomination__isnull=True,
            shift__activity__unit_id__in=units.kept_by(unit_id=unit_id, day=actor.day),
            shift__activity__ends_on__gt=day,
        )
        .values_list("shift__activity_id", "shift__activity__title", "shift__activity__starts_on")
        .annotate(count=Count("pk"))
        .order_by("shift__activity__starts_on", "shift__activity_id")
    )
    return [TodoItem(TodoKind.SIGNUPS_PENDING, pk, title, n, due) for pk, title, due, n in rows]


def late_entries_waiting(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Late entries of other units, by activity, which this unit may confirm; each says how long it has waited."""
    if day < actor.day:
        return []
    rows = (
        late_entries_to_confirm(actor=actor, unit_id=unit_id)
        .order_by()
        .values_list("activity_id", "activity__title", "activity__starts_on")
        .annotate(count=Count("pk"), since=Min("asked_at"))
        .order_by("since", "activity_id")
    )
    return [
        TodoItem(TodoKind.LATE_ENTRIES, pk, title, n, due, since=local_day(asked))
        for pk, title, due, n, asked in rows
    ]


def objections_waiting(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """What volunteers said against their hours, by activity: the unit's own, and what nobody below answered."""
    if day < actor.day:
        return []
    now = at(day, time.max)
    rows = (
        objections_to_answer(actor=actor, unit_id=unit_id, now=now)
        .order_by()
        .values_list("activity_id", "activity__title", "activity__starts_on")
        .annotate(count=Count("pk"), since=Min("asked_at"))
        .order_by("since", "activity_id")
    )
    return [
        TodoItem(TodoKind.OBJECTIONS, pk, title, n, due, since=local_day(asked))
        for pk, title, due, n, asked in rows
    ]


def scans_to_look_at(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Scans that were only kept, of activities still open or running that have begun."""
    rows = (
        Scan.objects.visible_to(actor, Permission.CHECKIN_RUN)
        .to_look_at()
        .filter(
            activity__unit_id__in=units.kept_by(unit_id=unit_id, day=actor.day),
            activity__state__in=(ActivityState.OPEN, ActivityState.RUNNING),
            activity__starts_on__lte=day,
        )
        .values_list("activity_id", "activity__title", "activity__starts_on")
        .annotate(count=Count("pk"))
        .order_by("activity__starts_on", "activity_id")
    )
    return [TodoItem(TodoKind.SCANS_KEPT, pk, title, n, due) for pk, title, due, n in rows]


def without_check_out(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """People still checked in after their shift's day, by activity that is not closed yet."""
    rows = (
        Participation.objects.visible_to(actor, Permission.CHECKIN_RUN)
        .filter(
            checked_out_at__isnull=True,
            organiser_unit_id__in=units.kept_by(unit_id=unit_id, day=actor.day),
            day__lt=day,
            activity__state__in=(ActivityState.OPEN, ActivityState.RUNNING),
        )
        .values_list("activity_id", "activity__title", "activity__starts_on")
        .annotate(count=Count("pk"))
        .order_by("activity__starts_on", "activity_id")
    )
    return [TodoItem(TodoKind.NO_CHECK_OUT, pk, title, n, due) for pk, title, due, n in rows]


def todo_signups(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """All of them, most pressing reason first."""
    return [
        *signups_to_decide(actor=actor, unit_id=unit_id, day=day),
        *scans_to_look_at(actor=actor, unit_id=unit_id, day=day),
        *without_check_out(actor=actor, unit_id=unit_id, day=day),
        *late_entries_waiting(actor=actor, unit_id=unit_id, day=day),
        *objections_waiting(actor=actor, unit_id=unit_id, day=day),
    ]
