"""Phones that run the door of an activity without a connection, for tests."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from aoxanh.activities import actions
from aoxanh.activities.models import DoorDevice
from aoxanh.activities.queries import signed_pass
from aoxanh.activities.types import Direction, OfflineScan, ScanBatch, WalkInGiven
from tests.activities.crowd import Crowd


@dataclass
class Phone:
    """A phone whose clock is ``behind`` the right one; it keeps what it scans until it is sent."""

    crowd: Crowd
    behind: timedelta = timedelta(0)
    told: int | None = None
    device: DoorDevice = None
    token: str = ""
    kept: list[OfflineScan] = field(default_factory=list)
    sequence: int = 0

    def __post_init__(self) -> None:
        self.device, self.token = actions.give_device(
            by=self.crowd.officer,
            activity_id=self.crowd.activity.pk,
            name="Điện thoại thử",
            now=self.crowd.world.now,
        )

    def keep(self, at: datetime, **given) -> UUID:
        """Scan something at the right time ``at``."""
        self.sequence += 1
        scan = OfflineScan(
            uuid=uuid4(),
            sequence=self.sequence,
            device_at=at - self.behind,
            **({"told": self.told} | given),
        )
        self.kept.append(scan)
        return scan.uuid

    def scan(self, held, at: datetime, **given) -> UUID:
        return self.keep(at, raw=signed_pass(held), **given)

    def leave(self, held, at: datetime) -> UUID:
        return self.scan(held, at, direction=Direction.OUT)

    def walk_in(self, full_name: str, at: datetime, *, shift=None, **walker) -> UUID:
        given = WalkInGiven(full_name=full_name, **walker)
        return self.keep(at, walker=given, shift_id=shift or self.crowd.shift.pk)

    def send(self, at: datetime, scans=None):
        """Send what is kept, or some of it, at the right time ``at``."""
        sent = tuple(self.kept if scans is None else scans)
        return actions.synchronise(
            by=self.crowd.world.system,
            token=self.token,
            batch=ScanBatch(sent_at=at - self.behind, scans=sent),
            now=at,
        )
