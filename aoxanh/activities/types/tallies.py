"""The words about counting by taps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aoxanh.kernel.events import Event


MOST_AT_ONCE = 100_000
"""So much can be added by one tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TapGiven:
    """One tap as a device made it; with ``undoes`` it takes back the tap of that uuid.

    ``tapped_at`` carries the device's own offset; ``offline`` says that it is sent later than it was made.
    """

    uuid: UUID
    metric: str
    tapped_at: datetime
    amount: int = 1
    undoes: UUID | None = None
    device_id: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of taps: those that count, in whatever order and however often they came, and all totals."""

    accepted: frozenset[UUID]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TapShown:
    """One tap of the list: who, when, how many; ``taken_back`` when it was undone."""

    uuid: UUID
    metric_name: str
    amount: int
    account_id: int | None
    tapped_at: datetime
    taken_back: bool


@dataclass(frozen=True, slots=True)
class TapsCounted(Event):
    """Things were counted on the spot."""

    activity_id: int
    taps: int
