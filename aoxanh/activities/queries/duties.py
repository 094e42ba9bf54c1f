"""Việc cần làm of a unit: one statement for each reason."""

from datetime import date

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from aoxanh.activities.models import Activity, HostAgreement
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.queries.telling import untold_waiting
from aoxanh.activities.queries.todo_quotas import quotas_to_fill, todo_quotas
from aoxanh.activities.queries.todo_signups import todo_signups
from aoxanh.activities.types import ActivityState, HostState, TodoItem, TodoKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


SHOWN = 20
"""How many of a reason are listed; the page links to the rest."""


def _own(actor: Actor, unit_id: int, permission: Permission) -> ActivityQuerySet:
    kept = units.kept_by(unit_id=unit_id, day=actor.day)
    return Activity.objects.visible_to(actor, permission).filter(unit__in=kept)


def _items(kind: TodoKind, rows: ActivityQuerySet, day: str) -> list[TodoItem]:
    """``rows`` carry ``count``; ``day`` names the column by which it is due."""
    found = rows.order_by(day, "pk").values_list("pk", "title", "count", day)[:SHOWN]
    return [TodoItem(kind, pk, title, count, due) for pk, title, count, due in found]


def safety_open(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Activities to come whose required safety items are not all seen to."""
    rows = _own(actor, unit_id, Permission.ACTIVITY_CHECK).filter(
        state__in=(ActivityState.DRAFT, ActivityState.PLANNED, ActivityState.OPEN),
        ends_on__gt=day,
        safety_items__required=True,
        safety_items__checked_at__isnull=True,
    )
    return _items(TodoKind.SAFETY_OPEN, rows.annotate(count=Count("safety_items")), "starts_on")


def host_answers_waiting(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Units from elsewhere that wait for this unit's word."""
    asked = HostAgreement.objects.visible_to(actor, Permission.HOST_ANSWER).filter(
        host_unit__in=units.kept_by(unit_id=unit_id, day=actor.day),
        state=HostState.ASKED,
        activity__ends_on__gt=day,
    )
    rows = asked.order_by("activity__starts_on", "pk").values_list(
        "activity_id", "activity__title", "activity__starts_on"
    )
    return [TodoItem(TodoKind.HOST_WAITING, pk, title, 1, due) for pk, title, due in rows[:SHOWN]]


def to_close_or_publish(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """What is over and waits for its evaluation, then what is not open to sign-ups yet: one statement."""
    to_close = Q(state__in=(ActivityState.OPEN, ActivityState.RUNNING), ends_on__lte=day)
    to_open = Q(state__in=(ActivityState.DRAFT, ActivityState.PLANNED), ends_on__gt=day)
    rows = _own(actor, unit_id, Permission.ACTIVITY_EDIT).filter(to_close | to_open)
    late = Case(When(to_close, then=Value(1)), default=Value(0))
    due = Case(When(to_close, then=F("ends_on")), default=F("starts_on"))
    nth = Window(RowNumber(), partition_by=late, order_by=(due, F("pk")))
    found = rows.annotate(late=late, due=due, nth=nth).filter(nth__lte=SHOWN)
    listed = found.order_by("-late", "due", "pk").values_list("pk", "title", "due", "late")
    return [
        TodoItem(TodoKind.TO_CLOSE if is_late else TodoKind.DRAFT, pk, title, 1, due_on)
        for pk, title, due_on, is_late in listed
    ]


def todo(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Everything that waits for someone of the unit, most pressing reason first.

    What an ended unit left open waits for the unit that keeps its books.
    """
    own = to_close_or_publish(actor=actor, unit_id=unit_id, day=day)
    return [
        *host_answers_waiting(actor=actor, unit_id=unit_id, day=day),
        *(item for item in own if item.kind == TodoKind.TO_CLOSE),
        *quotas_to_fill(actor=actor, unit_id=unit_id, day=day),
        *todo_quotas(actor=actor, unit_id=unit_id, day=day),
        *untold_waiting(actor=actor, unit_id=unit_id, day=day),
        *safety_open(actor=actor, unit_id=unit_id, day=day),
        *todo_signups(actor=actor, unit_id=unit_id, day=day),
        *(item for item in own if item.kind == TodoKind.DRAFT),
    ]
