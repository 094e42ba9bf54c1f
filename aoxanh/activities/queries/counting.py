"""How many activities there are, and where: for the maps."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count

from aoxanh.activities.models import Activity
from aoxanh.activities.queries.public import public_activities
from aoxanh.activities.types import ActivityFilters, ActivityState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.units import queries as units


def counts_by_place(*, filters: ActivityFilters, now: datetime) -> dict[str, int]:
    """How many activities the list shows under ``filters``, by the code of their place: one statement."""
    rows = public_activities(filters=replace(filters, near=None), now=now)
    counted = rows.order_by().values_list("place__code").annotate(number=Count("pk"))
    return dict(counted.order_by("place__code"))


def coming_by_place(*, day: date) -> dict[str, int]:
    """Activities that take sign-ups or run, by the code of the commune they are in."""
    rows = Activity.objects.filter(
        state__in=(ActivityState.OPEN, ActivityState.RUNNING), ends_on__gt=day
    )
    counted = rows.values_list("place__code").annotate(number=Count("pk"))
    return dict(counted.order_by("place__code"))


def unconcluded(*, within: int, period: Period, actor: Actor) -> dict[int, int]:
    """Activities announced for ``period`` that are over, but neither concluded nor cancelled, by unit."""
    below = units.below(unit_id=within, day=actor.day).order_by().values("descendant_id")
    rows = Activity.objects.filter(
        unit_id__in=below,
        state__in=(ActivityState.PLANNED, ActivityState.OPEN, ActivityState.RUNNING),
        starts_on__gte=period.start,
        starts_on__lt=period.end,
        ends_on__lte=actor.day,
    )
    return dict(rows.order_by().values_list("unit_id").annotate(number=Count("pk")))
