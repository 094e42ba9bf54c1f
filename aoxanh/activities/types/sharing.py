"""What is told of an activity outside the portal: in messages, on posters and preview cards."""

from dataclasses import dataclass
from datetime import date, datetime

from aoxanh.activities.types.activity import HELD_STATES, ActivityState


TEXT_BLANKS = ("title", "when", "where", "link", "unit")
"""What the ready texts of a template may leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTold:
    """The facts of one public activity, none of them personal. ``last_day`` is included."""

    code: str
    link: str
    title: str
    state: ActivityState
    unit_name: str
    scene: str
    first_day: date
    last_day: date
    shifts: tuple[tuple[datetime, datetime], ...]
    where: str
    meeting_point: str = ""
    bring: tuple[str, ...] = ()
    capacity: int = 0
    free: int = 0
    keeps_list: bool = False
    min_age: int | None = None
    contact_phone: str = ""
    cancel_reason: str = ""
    results: tuple[tuple[str, str], ...] = ()
    """(what was counted, how much) of what was held."""

    @property
    def is_held(self) -> bool:
        return self.state in HELD_STATES

    @property
    def takes_signups(self) -> bool:
        return self.state in {ActivityState.OPEN, ActivityState.RUNNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """Whose portal a picture comes from, under its own name."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """Drawings as SVG text with their colours filled in."""

    scene: str
    mark: str
    ridges: str
