"""From what queries give to what goes out."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from aoxanh.activities.types import ActivityShown
from aoxanh.openapi.shapes import ActivityOut, ActivityRow, ActivityRows, ShiftOut, SlotOut


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

_ONE_DAY = timedelta(days=1)


def row_out(activity: "Activity", unit: str) -> ActivityRow:
    """An activity with kind and place fetched; places and free places where the query counted them."""
    return ActivityRow(
        code=activity.code,
        title=activity.title,
        state=activity.state,
        kind=activity.kind.name,
        unit_id=activity.unit_id,
        unit=unit,
        place=activity.place.full_name,
        starts_on=activity.starts_on,
        last_day=activity.ends_on - _ONE_DAY,
        places=getattr(activity, "places", None),
        free=getattr(activity, "free", None),
    )


def rows_out(
    rows: "Sequence[Activity]", names: Mapping[int, str], *, total: int, offset: int
) -> ActivityRows:
    """A page of the list."""
    reached = offset + len(rows)
    return ActivityRows(
        items=[row_out(row, names.get(row.unit_id, "")) for row in rows],
        total=total,
        next_offset=reached if rows and reached < total else None,
    )


def activity_out(shown: ActivityShown) -> ActivityOut:
    """One activity with its shifts."""
    activity = shown.activity
    return ActivityOut(
        **row_out(activity, shown.unit_name).dict(),
        summary=activity.summary,
        needs_approval=activity.needs_approval,
        min_age=activity.min_age,
        shifts=[
            ShiftOut(
                id=each.shift.pk,
                name=each.shift.name,
                starts_at=each.shift.starts_at,
                ends_at=each.shift.ends_at,
                slots=[
                    SlotOut(
                        id=slot.pk,
                        role=slot.role_name,
                        capacity=slot.capacity,
                        free=max(0, slot.free),
                    )
                    for slot in each.slots
                ],
            )
            for each in shown.shifts
        ],
    )
