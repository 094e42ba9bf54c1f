"""What pages read about passes, lists at the door and records of participation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Self

from aoxanh.activities.types.checkin import CheckInMethod
from aoxanh.activities.types.signups import SignupState


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Pass, Signup


@dataclass(frozen=True, slots=True)
class PassShown:
    """A pass with its sign-ups in the order of their shifts."""

    held: "Pass"
    signups: "tuple[Signup, ...]"

    @property
    def activity(self) -> "Activity":
        return self.held.activity

    @property
    def full_name(self) -> str:
        return str(self.held.person.full_name)

    @property
    def is_withdrawn(self) -> bool:
        return self.held.withdrawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person in the list at the door; a walk-in has no sign-up."""

    person_id: int
    full_name: str
    sort_key: str
    shift_id: int
    signup_id: int | None
    state: SignupState | None
    role_name: str
    participation_id: int | None
    method: CheckInMethod | None
    checked_in_at: datetime | None
    checked_out_at: datetime | None
    scan_id: int | None
    """The last scan that counts: what “bỏ điểm danh” takes back."""

    @property
    def is_present(self) -> bool:
        return self.checked_in_at is not None

    @property
    def is_walk_in(self) -> bool:
        return self.signup_id is None


class DoorPart(Enum):
    """The parts of the list at the door: who is awaited, who is there, who has left again."""

    AWAITED = auto()
    HERE = auto()
    LEFT = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """How many were expected in a shift, came, left, walked in."""

    expected: int
    present: int
    left: int
    walked_in: int

    @property
    def total(self) -> int:
        return self.expected + self.walked_in

    def of(self, part: DoorPart) -> int:
        """How many stand in one part of the list."""
        return {
            DoorPart.AWAITED: self.total - self.present,
            DoorPart.HERE: self.present - self.left,
            DoorPart.LEFT: self.left,
            DoorPart.ALL: self.total,
        }[part]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationShown:
    """One line of a person's record (NET-10)."""

    participation_id: int
    activity_id: int
    activity_code: str
    title: str
    organiser_unit_id: int
    shift_name: str
    role_name: str
    day: date
    checked_in_at: datetime
    checked_out_at: datetime | None
    method: CheckInMethod
    minutes: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A person who served in an activity: in how many shifts, for how long, and how that was recorded."""

    person_id: int
    full_name: str
    unit_id: int | None
    role: str
    shifts: int
    minutes: int
    sources: tuple[str, ...]

    def with_minutes(self, by_source: Mapping[str, int], *, name: str) -> Self:
        """The same with the minutes of the ledger and as it may be named; sources taken back are left out."""
        kept = tuple(sorted(source for source, some in by_source.items() if some > 0))
        return replace(self, minutes=sum(by_source.values()), sources=kept, full_name=name)
