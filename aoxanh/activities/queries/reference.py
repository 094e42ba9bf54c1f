"""The reference rows, in order: public data, so nobody has to say who asks."""

from django.db.models import QuerySet

from aoxanh.activities.models import ActivityKind, FieldOfWork, OutputMetric, Template


def fields_of_work() -> QuerySet[FieldOfWork]:
    return FieldOfWork.objects.order_by("position", "pk")


def kinds() -> QuerySet[ActivityKind]:
    return ActivityKind.objects.order_by("position", "pk")


def output_metrics() -> QuerySet[OutputMetric]:
    return OutputMetric.objects.order_by("position", "pk")


def templates() -> QuerySet[Template]:
    """Templates with their kinds, volunteering before events."""
    rows = Template.objects.select_related("kind", "primary_field")
    return rows.order_by("kind__position", "position", "pk")
