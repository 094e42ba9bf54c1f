"""What was counted by tapping: totals, who counted, and what can be counted at an activity."""

from django.db.models import Q, Sum

from aoxanh.activities.models import Activity, OutputMetric, Tally
from aoxanh.activities.queries.reference import output_metrics
from aoxanh.activities.types import TapShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


LATEST = 12


def tally_totals(*, activity_id: int, actor: Actor) -> dict[str, int]:
    """What was counted so far, by metric; nothing for what the actor may not see."""
    rows = Tally.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(activity=activity_id)
    sums = rows.order_by().values("metric").annotate(sum=Sum("amount")).order_by("metric")
    return dict(sums.values_list("metric", "sum"))


def latest_taps(*, activity_id: int, actor: Actor) -> list[TapShown]:
    """The last taps, the newest first; those that take others back are told with these."""
    rows = Tally.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(activity=activity_id, undoes__isnull=True)
    found = rows.select_related("metric", "undone_by").order_by("-tapped_at", "-pk")[:LATEST]
    return [
        TapShown(
            uuid=row.uuid,
            metric_name=row.metric.name,
            amount=row.amount,
            account_id=row.account_id,
            tapped_at=row.tapped_at,
            taken_back=hasattr(row, "undone_by"),
        )
        for row in found
    ]


def counters_of(activity: Activity, *, also: str = "") -> list[OutputMetric]:
    """What is counted at an activity the caller holds: what its template names, what was counted, and ``also``."""
    template = activity.template
    named = list(template.definition.get("counters", [])) if template else []
    tapped = Tally.objects.filter(activity=activity).order_by().values("metric")
    found = output_metrics().filter(Q(pk__in=[*named, also]) | Q(pk__in=tapped))
    return list(found)
