"""The most that shifts give, when the figures of kinds came or changed after the shifts were written."""

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from aoxanh.activities.actions.writing import locked
from aoxanh.activities.models import Activity, HoursEntry, Shift
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.rules.hours import shift_cap
from aoxanh.activities.types.signups import CapsLowered
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed


def lower_caps(*, by: Actor, now: datetime) -> int:
    """Let shifts without hours give no more than their kind of activity allows; returns how many changed.

    What was credited stays as it was, and no cap grows. One transaction for each activity. Raises ``NotAllowed``
    unless the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    credited = HoursEntry.objects.filter(participation__shift=OuterRef("pk"))
    rows = Shift.objects.exclude(Exists(credited)).select_related("activity")
    above = [row for row in rows.order_by("activity_id", "pk") if row.minutes_cap > _most(row)]
    for activity_id, some in groupby(above, key=lambda row: row.activity_id):
        _lower(activity_id, list(some), by=by, now=now)
    return len(above)


def _most(row: Shift) -> int:
    whole = int((row.ends_at - row.starts_at).total_seconds() // 60)
    most = ledger_rules().most_of_shift(row.activity.kind_id)
    return shift_cap(whole=whole, given=row.minutes_cap, most=most)


@transaction.atomic
def _lower(activity_id: int, rows: list[Shift], *, by: Actor, now: datetime) -> None:
    activity = locked(activity_id)
    for row in rows:
        Shift.objects.filter(pk=row.pk).update(minutes_cap=_most(row))
    Activity.objects.filter(pk=activity_id).update(version=F("version") + 1)
    audit.record(
        by=by,
        event=CapsLowered(activity_id, len(rows)),
        unit_id=activity.unit_id,
        subject=("activity", activity_id),
        now=now,
    )
