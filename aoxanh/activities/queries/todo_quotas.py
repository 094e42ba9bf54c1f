"""What numbers given to units leave to do: for the unit that is asked, and for the organiser."""

from datetime import date, timedelta

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aoxanh.activities.models import Quota, Signup
from aoxanh.activities.types import PENDING_STATES, SignupState, TodoItem, TodoKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


SHORT_WITHIN = timedelta(days=3)
"""How long before the day an organiser is told of units that are short."""


def quotas_to_fill(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """What the unit is asked for and has not sent yet, by activity: one statement."""
    rows = (
        Quota.objects.visible_to(actor, Permission.NOMINATION_SEND)
        .filter(
            unit_id__in=units.kept_by(unit_id=unit_id, day=actor.day),
            due_on__gte=day,
            number__gt=F("filled"),
            slot__shift__activity__state__in=PENDING_STATES,
        )
        .values_list("slot__shift__activity_id", "slot__shift__activity__title")
        .annotate(left=Sum(F("number") - F("filled")), due=Min("due_on"))
        .order_by("due", "slot__shift__activity_id")
    )
    return [TodoItem(TodoKind.NOMINATE, pk, title, left, due) for pk, title, left, due in rows]


def todo_quotas(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Lists that wait for the organiser's word, and units that are short when the day is near: one statement."""
    quotas = Quota.objects.filter(
        slot__shift__activity__unit_id__in=units.kept_by(unit_id=unit_id, day=actor.day),
        slot__shift__activity__state__in=PENDING_STATES,
        slot__shift__activity__ends_on__gt=day,
    )
    if not actor.may(Permission.SIGNUP_DECIDE, at=unit_id):
        return []
    pending: QuerySet[Signup] = Signup.objects.filter(
        nomination__quota=OuterRef("pk"), state=SignupState.PENDING
    )
    counted = pending.order_by().values("nomination__quota").annotate(number=Count("pk"))
    short = Q(number__gt=F("filled"), due_on__gte=day, due_on__lte=day + SHORT_WITHIN)
    rows = (
        quotas.annotate(pending=Coalesce(Subquery(counted.values("number")), 0))
        .values_list("slot__shift__activity_id", "slot__shift__activity__title")
        .annotate(
            sent=Sum("pending"),
            short=Count("unit", filter=short, distinct=True),
            due=Min("due_on", filter=short),
            starts_on=Min("slot__shift__activity__starts_on"),
        )
        .order_by("starts_on", "slot__shift__activity_id")
    )
    return [
        item
        for activity_id, title, sent, short_units, due, starts_on in rows
        for item in (
            TodoItem(TodoKind.NOMINATIONS_SENT, activity_id, title, sent, starts_on),
            TodoItem(TodoKind.QUOTAS_SHORT, activity_id, title, short_units, due or starts_on),
        )
        if item.count
    ]
