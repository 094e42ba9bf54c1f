"""A batch while it is taken in: the rows it becomes, whom they concern, what is answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from aoxanh.activities.actions.deriving import Pair
from aoxanh.activities.actions.understanding import Meant, Said
from aoxanh.activities.models import Activity, DoorDevice, Scan
from aoxanh.activities.rules.clocks import made_at
from aoxanh.activities.types import (
    CheckInMethod,
    KeptReason,
    OfflineScan,
    ScanBatch,
    ScanOutcome,
    ScanTaken,
)
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor


LONGEST_RAW = 600
_KEPT, _ACCEPTED = ScanOutcome.KEPT.value, ScanOutcome.ACCEPTED.value


@dataclass(slots=True, kw_only=True)
class NewScan:
    """A scan as it is written."""

    activity_id: int
    door_device_id: int
    uuid: UUID
    sequence: int
    skew: int
    direction: str
    method: str
    device_id: str
    account_id: int | None
    offline: bool
    outcome: str
    reason: str
    device_at: datetime
    device_offset: int
    happened_at: datetime
    received_at: datetime
    raw: str = ""
    shift_id: int | None = None
    person_id: int | None = None
    pass_held_id: int | None = None
    undoes_id: int | None = None


_WRITTEN = tuple(each.name for each in fields(NewScan))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one device sends at one moment, with the digest of its secret and what the codes of its scans say."""

    by: Actor
    token: str
    batch: ScanBatch
    said: Mapping[str, Said]
    now: datetime


@dataclass(slots=True, kw_only=True)
class Arriving:
    """The same while it is taken in; whoever it means is held, or the whole activity."""

    by: Actor
    activity: Activity
    device: DoorDevice
    batch: ScanBatch
    said: Mapping[str, Said]
    skew: int
    now: datetime
    known: Mapping[UUID, ScanTaken] = field(default_factory=dict)
    """Which of its scans arrived before, and what became of them."""
    new: list[OfflineScan] = field(default_factory=list)
    """The others, in the order in which they were made."""
    rows: list[NewScan] = field(default_factory=list)
    by_uuid: dict[UUID, NewScan] = field(default_factory=dict)
    pairs: dict[Pair, Meant | None] = field(default_factory=dict)
    taken: dict[UUID, ScanTaken] = field(default_factory=dict)
    later: set[UUID] = field(default_factory=set)
    refused: dict[UUID, str] = field(default_factory=dict)
    unsure: set[Pair] = field(default_factory=set)
    """Whose presence what another device writes at this moment may change."""

    def tell_apart(self, known: Mapping[UUID, ScanTaken]) -> None:
        """Which scans are ``known`` and which are new; one that is sent twice at once is new once."""
        self.known = known
        new = {scan.uuid: scan for scan in self.batch.scans if scan.uuid not in known}
        self.new = sorted(new.values(), key=lambda scan: (scan.sequence, scan.uuid))

    @property
    def has_ended(self) -> bool:
        return self.device.has_ended(self.now)

    def moment(self, scan: OfflineScan) -> datetime:
        """When the scan was made, by the right clock."""
        return made_at(
            device_at=scan.device_at,
            told=scan.told,
            skew=self.skew,
            since=self.device.given_at,
            received_at=self.now,
        )

    def take(
        self, scan: OfflineScan, *, method: CheckInMethod, meant: Meant | None, reason: KeptReason
    ) -> None:
        """Keep a scan; it counts when ``reason`` is NONE."""
        row = self._row(scan, method=method, reason=reason)
        row.raw = (scan.raw or scan.short_code)[:LONGEST_RAW]
        row.shift_id = meant.shift_id if meant else None
        row.person_id = meant.person_id if meant else None
        row.pass_held_id = meant.pass_id if meant else None
        self._keep(row, meant)
        self.taken[scan.uuid] = ScanTaken(full_name=meant.full_name if meant else "", reason=reason)

    def follow(self, scan: OfflineScan, first: NewScan | Scan, *, reason: KeptReason) -> None:
        """Keep a scan of the person of another one."""
        row = self._row(scan, method=CheckInMethod.LIST, reason=reason)
        row.shift_id, row.person_id = first.shift_id, first.person_id
        row.pass_held_id = first.pass_held_id
        self._keep(row, None)
        self.taken[scan.uuid] = ScanTaken(reason=reason)

    def back(self, scan: OfflineScan, target: Scan) -> NewScan:
        """The row by which ``target`` is taken back."""
        row = self._row(scan, method=CheckInMethod(target.method), reason=KeptReason(target.reason))
        row.undoes_id, row.direction = target.pk, target.direction
        row.shift_id, row.person_id = target.shift_id, target.person_id
        if target.shift_id is not None and target.person_id is not None:
            self.pairs.setdefault((target.person_id, target.shift_id), None)
            self.unsure.add((target.person_id, target.shift_id))
        self.taken[scan.uuid] = ScanTaken()
        return row

    def _keep(self, row: NewScan, meant: Meant | None) -> None:
        self.rows.append(row)
        self.by_uuid[row.uuid] = row
        if row.outcome != _ACCEPTED:
            return
        assert row.person_id is not None  # noqa: S101  a scan that counts names both
        assert row.shift_id is not None  # noqa: S101
        pair = (row.person_id, row.shift_id)
        self.pairs[pair] = self.pairs.get(pair) or meant

    def _row(self, scan: OfflineScan, *, method: CheckInMethod, reason: KeptReason) -> NewScan:
        offset = scan.device_at.utcoffset()
        return NewScan(
            activity_id=self.activity.pk,
            door_device_id=self.device.pk,
            uuid=scan.uuid,
            sequence=scan.sequence,
            skew=self.skew,
            direction=scan.direction.value,
            method=method.value,
            device_id=f"door-{self.device.pk}",
            account_id=self.device.account_id,
            offline=scan.offline,
            outcome=_KEPT if reason else _ACCEPTED,
            reason=reason.value,
            device_at=scan.device_at,
            device_offset=int(offset.total_seconds() // 60) if offset else 0,
            happened_at=self.moment(scan),
            received_at=self.now,
        )


def write(rows: Collection[NewScan]) -> None:
    """Store the scans: one statement."""
    bulk.insert(Scan, _WRITTEN, map(attrgetter(*_WRITTEN), rows))
