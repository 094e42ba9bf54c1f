"""The reference rows, in order: public data, so nobody has to say who asks."""

from datetime import datetime

from django.db.models import QuerySet

from aoxanh.activities.models import (
    ActivityKind,
    CampaignType,
    FieldOfWork,
    Force,
    LinkDimension,
    OutputMetric,
    ReminderRule,
    Template,
)
from aoxanh.activities.rules.days import stretches, usual_shifts
from aoxanh.activities.types import MetricSource


def fields_of_work() -> QuerySet[FieldOfWork]:
    return FieldOfWork.objects.order_by("position", "pk")


def kinds() -> QuerySet[ActivityKind]:
    return ActivityKind.objects.order_by("position", "pk")


def output_metrics() -> QuerySet[OutputMetric]:
    """What results are given in by people; what the portal counts itself is left out."""
    return target_metrics().filter(counted=MetricSource.RESULTS)


def target_metrics() -> QuerySet[OutputMetric]:
    """Everything targets can be set in."""
    return OutputMetric.objects.order_by("position", "pk")


def forces() -> QuerySet[Force]:
    return Force.objects.order_by("position", "pk")


def link_dimensions() -> QuerySet[LinkDimension]:
    return LinkDimension.objects.order_by("position", "pk")


def campaign_types() -> QuerySet[CampaignType]:
    return CampaignType.objects.order_by("position", "pk")


def laid_out(
    *, template: Template, starts_at: datetime, ends_at: datetime, places: int
) -> tuple[int, int]:
    """How many shifts, and places in all of them, opening with these answers makes."""
    definition = template.definition
    shifts = len(stretches(usual_shifts(definition), starts_at, ends_at))
    others = sum(role.get("places", 0) for role in definition["roles"][1:])
    return shifts, shifts * (places + others)


def templates() -> QuerySet[Template]:
    """Templates with their kinds, volunteering before events."""
    rows = Template.objects.select_related("kind", "primary_field")
    return rows.order_by("kind__position", "position", "pk")


def reminder_rules() -> QuerySet[ReminderRule]:
    """How long before a shift one can be reminded, the earliest first."""
    return ReminderRule.objects.order_by("-hours", "pk")
