"""What officers' pages read beside the activity itself: the list of a desk, its shifts, who came."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aoxanh.activities.models import HoursEntry, Participation, Slot
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.queries.within_reach import activities
from aoxanh.activities.types import Turnout
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


def listed_activities(
    *,
    actor: Actor,
    unit_ids: Collection[int],
    text: str = "",
    states: Collection[str] = (),
    first_day: date | None = None,
    end: date | None = None,
) -> ActivityQuerySet:
    """Activities of the given units within reach, latest first; those that begin in ``[first_day, end)``.

    Rows carry ``places``, ``taken`` and ``waiting`` of their shifts (None without shifts) and ``came``.
    """
    rows = activities(actor=actor, text=text).filter(unit__in=unit_ids)
    if states:
        rows = rows.filter(state__in=states)
    if first_day is not None:
        rows = rows.filter(starts_on__gte=first_day)
    if end is not None:
        rows = rows.filter(starts_on__lt=end)
    came = Participation.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    return rows.annotate(
        places=_sum("capacity"),
        taken=_sum("taken"),
        waiting=_sum("waiting"),
        came=Coalesce(Subquery(came.annotate(number=Count("pk")).values("number")), 0),
    )


def _sum(column: str) -> Subquery:
    slots: QuerySet[Slot] = Slot.objects.filter(shift__activity=OuterRef("pk")).order_by()
    return Subquery(slots.values("shift__activity").annotate(sum=Sum(column)).values("sum"))


def turnout(*, activity_id: int, actor: Actor) -> Turnout:
    """Who came and the minutes on record: one statement; noughts for what the actor may not see."""
    came = Participation.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    entries = HoursEntry.objects.visible_to(actor, Permission.ACTIVITY_VIEW).order_by()
    served = entries.filter(activity=activity_id).values("activity").annotate(sum=Sum("minutes"))
    counted = (
        came.filter(activity=activity_id)
        .annotate(served=Subquery(served.values("sum")))
        .aggregate(
            turns=Count("pk"),
            persons=Count("person", distinct=True),
            left=Count("checked_out_at"),
            minutes=Max("served"),
        )
    )
    return Turnout(**(counted | {"minutes": counted["minutes"] or 0}))
