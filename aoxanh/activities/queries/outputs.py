"""Results summed up by what they are counted in."""

from typing import Any

from django.db.models import Case, Count, DecimalField, Exists, F, OuterRef, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from aoxanh.activities.models import Evidence


def results_by_metric(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """One row for each metric of the given results, in the order of the list of metrics.

    ``guessed`` is how much of ``total`` was said to be “about”; ``evidenced`` how many of the ``activities`` have
    anything that shows them.
    """
    shown = Exists(Evidence.objects.filter(activity=OuterRef("activity")))
    guessed = Sum(Case(When(about=True, then=F("amount")), output_field=DecimalField()))
    found: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(is_evidenced=shown)
        .values("metric_id", "metric__position")
        .annotate(
            name=F("metric__name"),
            unit_name=F("metric__unit_name"),
            is_money=F("metric__is_money"),
            total=Sum("amount"),
            guessed=Coalesce(guessed, 0, output_field=DecimalField()),
            worth_sum=Sum("worth"),
            activities=Count("pk"),
            evidenced=Count(Case(When(is_evidenced=True, then=F("pk")))),
        )
        .order_by("metric__position", "metric_id")
    )
    return found
