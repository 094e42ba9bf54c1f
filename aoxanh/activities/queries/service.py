"""The ledger by person, activity and day: what a year of service is counted from."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, QuerySet, Sum

from aoxanh.activities.models import HoursEntry
from aoxanh.activities.types.certificates import ServiceDay
from aoxanh.kernel.traces import holder_id
from aoxanh.people import queries as people


def service_days(
    *, person_ids: Collection[int] | QuerySet[Any, Any], starts_on: date, ends_on: date
) -> list[ServiceDay]:
    """Net minutes in ``[starts_on, ends_on)`` by holder, activity, day and source: one statement.

    ``person_ids`` may be a query of ids. Facts of a record merged into another count for the one that remains. The
    caller has made sure that the asker may know.
    """
    lasts = ExpressionWrapper(
        F("activity__ends_on") - F("activity__starts_on"), output_field=DurationField()
    )
    columns = (
        "holder",
        "activity_id",
        "activity__title",
        "organiser_unit_id",
        "lasts",
        "day",
        "source",
    )
    entries = HoursEntry.objects.filter(
        person__in=people.records_of(person_ids), day__gte=starts_on, day__lt=ends_on
    )
    rows = (
        entries.annotate(holder=holder_id(), lasts=lasts)
        .values(*columns)
        .annotate(total=Sum("minutes"))
        .order_by("day", *columns[:2], "source")
        .values_list(*columns, "total")
    )
    return [
        ServiceDay(
            holder_id=holder_id,
            activity_id=activity_id,
            title=title,
            organiser_unit_id=organiser_id,
            lasts=long.days,
            day=day,
            source=source,
            minutes=total,
        )
        for holder_id, activity_id, title, organiser_id, long, day, source, total in rows
    ]
