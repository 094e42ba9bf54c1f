"""Reads of activities: every function says who asks."""

from aoxanh.activities.queries.duties import todo
from aoxanh.activities.queries.public import (
    filters_from,
    public_activities,
    public_activity,
    public_page,
)
from aoxanh.activities.queries.reference import (
    fields_of_work,
    kinds,
    output_metrics,
    templates,
)
from aoxanh.activities.queries.within_reach import (
    activities,
    activity,
    declared_totals,
    host_agreements,
    readiness,
)


__all__ = [
    "activities",
    "activity",
    "declared_totals",
    "fields_of_work",
    "filters_from",
    "host_agreements",
    "kinds",
    "output_metrics",
    "public_activities",
    "public_activity",
    "public_page",
    "readiness",
    "templates",
    "todo",
]
