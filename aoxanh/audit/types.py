"""What crosses the border of the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the trail: entries are followed in this order."""

    xact: int = 0
    entry_id: int = 0


@dataclass(frozen=True, slots=True)
class Followed:
    """An entry as a follower needs it. ``touches`` are the (unit id, day) cells it changed."""

    position: Position
    event: str
    unit_id: int | None
    subject_type: str
    subject_id: int | None
    touches: tuple[tuple[int, date], ...]
    values: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something that was done, as it is to be noted: by whom, where, what it touched."""

    by: Actor
    event: Event
    unit_id: int | None
    now: datetime
    touches: Iterable[tuple[int, date]] = ()
    subject: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """A stretch of the trail that is not what was sealed; ``seal_id`` is None where the seal itself is gone."""

    seal_id: int | None
    reason: str
