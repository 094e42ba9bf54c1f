"""Who read whose telephones to tell them something, as the trail keeps it."""

from collections.abc import Collection
from datetime import datetime

from aoxanh.activities.models import Signup
from aoxanh.activities.types.telling import PhonesRead
from aoxanh.audit import queries as trail


def phones_read(person_ids: Collection[int]) -> list[tuple[datetime, int | None, str]]:
    """When, by which unit, about which activity one of the persons' numbers was read, newest first: two statements.

    For the persons themselves: the caller has made sure of them.
    """
    rows = Signup.objects.filter(person_id__in=person_ids).order_by("pk")
    own = {
        pk: (activity_id, title)
        for pk, activity_id, title in rows.values_list(
            "pk", "shift__activity_id", "shift__activity__title"
        )
    }
    titles = dict(own.values())
    read = trail.noted_of(
        event=PhonesRead.code(), subject_type="activity", subject_ids=titles.keys()
    )
    return [
        (row.at, row.unit_id, titles[row.subject_id])
        for row in read
        if row.subject_id is not None and not own.keys().isdisjoint(row.values["signup_ids"])
    ]
