"""The words about phones that run a door without a connection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from aoxanh.activities.types.checkin import Direction, KeptReason, WalkInGiven
from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import DoorDevice


DEVICE_LASTS = timedelta(days=7)
"""How long after the end of its activity a device may still send what it keeps."""

MOST_AT_A_TIME = 500
"""Scans in one batch; a device sends the next one when the first is answered."""

MOST_WALK_INS = 50
"""Walk-ins in one batch: each is a person to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineScan:
    """What a device kept: one of ``raw``, ``short_code``, ``signup_id``, ``walker``, ``of``, ``undoes`` says of whom.

    ``of`` names the scan by which a walk-in came, ``undoes`` one of the same leader that is taken back.
    ``sequence`` grows by one with every scan of the device; ``told`` is how far the device's clock was behind
    (seconds) when it last spoke to the server before the scan.
    """

    uuid: UUID
    sequence: int
    device_at: datetime
    direction: Direction = Direction.IN
    raw: str = ""
    short_code: str = ""
    signup_id: int | None = None
    shift_id: int | None = None
    walker: WalkInGiven | None = None
    of: UUID | None = None
    undoes: UUID | None = None
    offline: bool = True
    told: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanBatch:
    """Some of what a device keeps, and what its clock shows while it sends."""

    sent_at: datetime
    scans: Sequence[OfflineScan] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTaken:
    """What became of one scan; ``reason`` says why it was only kept."""

    full_name: str = ""
    reason: KeptReason = KeptReason.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTaken:
    """The answer to a batch.

    ``taken`` need not be sent again; ``later`` wait for another scan to arrive first and are sent again; ``refused``
    want mending on the device. ``skew`` is how many seconds the device's clock is behind; what it sends counts
    ``until`` then, unless it has ``ended`` before.
    """

    taken: Mapping[UUID, ScanTaken]
    later: frozenset[UUID] = frozenset()
    refused: Mapping[UUID, str]
    skew: int
    activity_id: int
    ended: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class DoorDeviceGiven(Event):
    """A phone was made ready to run a door without a connection."""

    activity_id: int
    device_id: int
    until: str


@dataclass(frozen=True, slots=True)
class DoorDeviceRevoked(Event):
    activity_id: int
    device_id: int


@dataclass(frozen=True, slots=True)
class ScansReceived(Event):
    """A device sent what it kept; ``present`` came to be known by it, ``kept`` wait to be looked at."""

    activity_id: int
    device_id: int
    scans: int
    present: int
    kept: int
    skew: int


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A phone in the leader's list: how many of its scans came, and how many it numbered that did not yet."""

    device: "DoorDevice"
    came: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAlong:
    """The list a device takes along, as it was at ``at``; rows as its page reads them."""

    at: datetime
    shifts: Sequence[Mapping[str, object]]
    people: Sequence[Mapping[str, object]]
