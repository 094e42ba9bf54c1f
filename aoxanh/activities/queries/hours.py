"""The ledger as it is read: totals of a person, their record, the entries of an activity."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, QuerySet, Sum

from aoxanh.activities.models import HoursEntry, Participation
from aoxanh.activities.types import (
    CheckInMethod,
    HoursTotals,
    ParticipationShown,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import BEGINNING, FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people


def hours_of(
    person_ids: Collection[int], *, start: date = BEGINNING, end: date = FOREVER
) -> HoursTotals:
    """Minutes of one person under all ids of their record, by source, on days in ``[start, end)``.

    Two statements. The caller has made sure that the asker may know.
    """
    rows = HoursEntry.objects.filter(person_id__in=person_ids, day__gte=start, day__lt=end)
    sums = (
        rows.order_by().values("source").annotate(sum=Sum("minutes")).values_list("source", "sum")
    )
    by_source = dict(sorted(sums))
    served = Participation.objects.filter(person_id__in=person_ids, day__gte=start, day__lt=end)
    return HoursTotals(
        minutes=sum(by_source.values()),
        by_source=by_source,
        activities=served.aggregate(n=Count("activity_id", distinct=True))["n"],
    )


def participations_of(
    person_ids: Collection[int], *, start: date = BEGINNING, end: date = FOREVER
) -> list[ParticipationShown]:
    """A person's record, newest first, each with its minutes and where they come from: two statements (NET-10).

    The caller has made sure that the asker may know.
    """
    rows = Participation.objects.filter(person_id__in=person_ids, day__gte=start, day__lt=end)
    present = list(rows.select_related("activity", "shift", "signup__slot").order_by("-day", "-pk"))
    minutes: dict[int, int] = defaultdict(int)
    sources: dict[int, set[str]] = defaultdict(set)
    entries = HoursEntry.objects.filter(participation__in=[row.pk for row in present])
    for participation_id, source, some in entries.order_by("pk").values_list(
        "participation_id", "source", "minutes"
    ):
        minutes[participation_id] += some
        sources[participation_id].add(source)
    return [_shown(row, minutes[row.pk], tuple(sorted(sources[row.pk]))) for row in present]


def _shown(row: Participation, minutes: int, sources: tuple[str, ...]) -> ParticipationShown:
    return ParticipationShown(
        participation_id=row.pk,
        activity_id=row.activity_id,
        activity_code=row.activity.code,
        title=row.activity.title,
        organiser_unit_id=row.organiser_unit_id,
        shift_name=row.shift.name,
        role_name=row.signup.slot.role_name if row.signup else "",
        day=row.day,
        checked_in_at=row.checked_in_at,
        checked_out_at=row.checked_out_at,
        method=CheckInMethod(row.method),
        minutes=minutes,
        sources=sources,
    )


def hours_entries(*, activity_id: int, actor: Actor) -> QuerySet[HoursEntry]:
    """The ledger of an activity, person by person, in the order it was written."""
    rows = HoursEntry.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    here = rows.filter(activity_id=activity_id).select_related("person", "participation__shift")
    return people.listed(here, "shown_key", "person_id", "pk")
