"""Loading service by the million: activities that were held, who was there, and their hours.

The same rows as the door and the closing write, without sign-ups, scans, stages and safety items; for history of
that size and for the demonstration of a whole country.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import F, Value

from aoxanh.activities.actions.loading import check_row, described, unsaved_shift
from aoxanh.activities.models import Activity, HoursEntry, Participation, Shift, Template
from aoxanh.activities.types import CheckInMethod, EntryRole, HoursSource, ServedRow
from aoxanh.activities.types.hours import HistoryLoaded
from aoxanh.audit import actions as audit
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import renew


CHUNK = 250
"""Activities in one transaction and one entry of the trail."""

_PRESENCE = (
    "id", "shift_id", "activity_id", "person_id", "organiser_unit_id", "participant_unit_id", "place_id",
    "day", "method", "device_id", "checked_in_at", "checked_out_at",
)  # fmt: skip
_HOURS = (
    "participation_id", "activity_id", "person_id", "organiser_unit_id", "participant_unit_id", "place_id",
    "day", "minutes", "role", "source", "out_assumed", "device_id", "reason", "recorded_at",
)  # fmt: skip


def load_served(*, by: Actor, rows: Iterable[ServedRow], now: datetime) -> Iterator[int]:
    """Write activities with everybody's presence and hours into a database nobody else uses.

    Gives the number of presences after each chunk; each is one transaction and one entry. The keys of presences
    and hours are checked when all is in. Raises what ``load_activities`` raises; chunks before the refused stay.
    """
    templates = Template.objects.select_related("lifecycle").in_bulk()
    remaining, loaded = iter(rows), 0
    with bulk.unguarded(Participation, HoursEntry):
        while chunk := list(islice(remaining, CHUNK)):
            loaded += _load(by, chunk, templates, now)
            yield loaded
    renew(Activity, Shift, Participation, HoursEntry)


@transaction.atomic(savepoint=False)
def _load(
    by: Actor, rows: Sequence[ServedRow], templates: Mapping[str, Template], now: datetime
) -> int:
    for unit_id in sorted({row.activity.unit_id for row in rows}):
        by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    for row in rows:
        check_row(row.activity, day=by.day, templates=templates)

    activities = described(by=by, rows=[row.activity for row in rows], templates=templates, now=now)
    bulk.create(Activity, activities)
    pairs = zip(rows, activities, strict=True)
    shifts = [unsaved_shift(activity, row.activity.shifts[0]) for row, activity in pairs]
    bulk.create(Shift, shifts)
    keys = bulk.reserve(Participation, sum(len(row.present) for row in rows))
    bulk.insert(Participation, _PRESENCE, _presences(rows, shifts, keys))
    bulk.insert_from(HoursEntry, _HOURS, _hours(keys, now))

    minutes = sum(
        len(row.present) * shift.minutes_cap for row, shift in zip(rows, shifts, strict=True)
    )
    event = HistoryLoaded(0, len(keys), minutes)
    organised = {(each.unit_id, each.starts_on) for each in activities}
    units_sent = {
        (unit_id, row.activity.first_day) for row in rows for _person, unit_id in row.present
    }
    audit.record(
        by=by,
        event=event,
        unit_id=activities[0].unit_id,
        touches=organised | units_sent,
        now=now,
    )
    return len(keys)


def _presences(
    rows: Sequence[ServedRow], shifts: Sequence[Shift], keys: Iterable[int]
) -> Iterator[tuple[object, ...]]:
    """One tuple a person; what the whole shift shares is worded once, because millions repeat it."""
    key = iter(keys)
    method, device = CheckInMethod.IMPORT.value, ""
    for row, shift in zip(rows, shifts, strict=True):
        activity = shift.activity
        shift_id, activity_id = shift.pk, shift.activity_id
        organiser_id, place_id = activity.unit_id, activity.place_id
        day = local_day(shift.starts_at).isoformat()
        came, left = (at.astimezone(UTC).isoformat() for at in (shift.starts_at, shift.ends_at))
        for person_id, unit_id in row.present:
            yield (
                next(key), shift_id, activity_id, person_id, organiser_id, unit_id, place_id,
                day, method, device, came, left,
            )  # fmt: skip


def _hours(keys: Sequence[int], now: datetime) -> models.QuerySet[Any, Any]:
    """What the ledger gets for the presences with these keys: the minutes of their shift."""
    written = Participation.objects.filter(pk__gte=keys[0], pk__lte=keys[-1]).order_by()
    constants = {
        "role_is": Value(EntryRole.CREDIT.value),
        "source_is": Value(HoursSource.IMPORT.value),
        "is_assumed": Value(False),  # noqa: FBT003  a value of SQL
        "no_device": Value(""),
        "no_reason": Value(""),
        "at": Value(now, output_field=models.DateTimeField()),
    }
    return written.annotate(served=F("shift__minutes_cap"), **constants).values_list(
        "pk", "activity_id", "person_id", "organiser_unit_id", "participant_unit_id", "place_id", "day",
        "served", *constants,
    )  # fmt: skip
