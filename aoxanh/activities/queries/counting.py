"""How many activities are coming, and where: for the map of the public front."""

from datetime import date

from django.db.models import Count

from aoxanh.activities.models import Activity
from aoxanh.activities.types import ActivityState


def coming_by_place(*, day: date) -> dict[str, int]:
    """Activities that take sign-ups or run, by the code of the commune they are in."""
    rows = Activity.objects.filter(
        state__in=(ActivityState.OPEN, ActivityState.RUNNING), ends_on__gt=day
    )
    counted = rows.values_list("place__code").annotate(number=Count("pk"))
    return dict(counted.order_by("place__code"))
