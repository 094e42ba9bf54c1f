"""Activities as imports, history and the demonstration bring them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from aoxanh.activities.types.activity import ActivityState, OutputGiven
from aoxanh.activities.types.signups import ShiftGiven


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Shift, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity with its shifts; both days are included.

    CLOSED needs an ``evaluation``; RECORDED the declared ``turns`` and ``persons`` and no shifts. Stages and safety
    items are laid out by the template and are settled as far as the state says. ``host_unit_id`` names the union
    of the place that agreed to an activity from outside.
    """

    unit_id: int
    template_code: str
    title: str
    place_id: int
    first_day: date
    last_day: date
    created_at: datetime
    state: ActivityState = ActivityState.CLOSED
    shifts: tuple[ShiftGiven, ...] = ()
    outputs: tuple[OutputGiven, ...] = ()
    summary: str = ""
    mode: str = ""
    place_text: str = ""
    spot: str = ""
    meeting_point: str = ""
    latitude: float | None = None
    longitude: float | None = None
    beneficiaries: str = ""
    partners: str = ""
    contact_phone: str = ""
    leader_id: int | None = None
    needs_approval: bool = False
    host_unit_id: int | None = None
    evaluation: str = ""
    paper: str = ""
    turns: int | None = None
    persons: int | None = None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class ServedRow:
    """An activity that was held in one shift, and who was there to its end: (person id, id of their unit)."""

    activity: ActivityRow
    present: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LoadedActivity:
    """What a row became; ``slots`` belong to ``shifts`` one by one."""

    activity: "Activity"
    shifts: "tuple[Shift, ...]"
    slots: "tuple[Slot, ...]"
