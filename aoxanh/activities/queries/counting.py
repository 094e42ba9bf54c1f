"""How many activities there are, and where: for the maps."""

from dataclasses import replace
from datetime import date

from django.db.models import Count

from aoxanh.activities.models import Activity
from aoxanh.activities.queries.public import public_activities
from aoxanh.activities.types import ActivityFilters, ActivityState


def counts_by_place(*, filters: ActivityFilters, day: date) -> dict[str, int]:
    """How many activities the list shows under ``filters``, by the code of their place: one statement."""
    rows = public_activities(filters=replace(filters, near=None), day=day)
    counted = rows.order_by().values_list("place__code").annotate(number=Count("pk"))
    return dict(counted.order_by("place__code"))


def coming_by_place(*, day: date) -> dict[str, int]:
    """Activities that take sign-ups or run, by the code of the commune they are in."""
    rows = Activity.objects.filter(
        state__in=(ActivityState.OPEN, ActivityState.RUNNING), ends_on__gt=day
    )
    counted = rows.values_list("place__code").annotate(number=Count("pk"))
    return dict(counted.order_by("place__code"))
