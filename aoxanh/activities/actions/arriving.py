"""A batch while it is taken in: the rows it becomes, whom they concern, what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from aoxanh.activities.actions.deriving import Pair
from aoxanh.activities.actions.understanding import Meant, Said
from aoxanh.activities.models import Activity, DoorDevice, Scan
from aoxanh.activities.rules.clocks import made_at
from aoxanh.activities.types import (
    CheckInMethod,
    KeptReason,
    OfflineScan,
    ScanOutcome,
    ScanTaken,
)
from aoxanh.kernel.actors import Actor


LONGEST_RAW = 600


@dataclass(slots=True, kw_only=True)
class Arriving:
    """What one device sends at one moment; the activity is held."""

    by: Actor
    activity: Activity
    device: DoorDevice
    said: Mapping[str, Said]
    skew: int
    now: datetime
    rows: list[Scan] = field(default_factory=list)
    by_uuid: dict[UUID, Scan] = field(default_factory=dict)
    pairs: dict[Pair, Meant | None] = field(default_factory=dict)
    taken: dict[UUID, ScanTaken] = field(default_factory=dict)
    later: set[UUID] = field(default_factory=set)
    refused: dict[UUID, str] = field(default_factory=dict)
    unsure: set[Pair] = field(default_factory=set)
    """Whose presence what another device writes at this moment may change."""

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

    def follow(self, scan: OfflineScan, first: Scan, *, reason: KeptReason) -> None:
        """Keep a scan of the person of another one."""
        row = self._row(scan, method=CheckInMethod.LIST, reason=reason)
        row.shift_id, row.person_id = first.shift_id, first.person_id
        row.pass_held_id = first.pass_held_id
        self._keep(row, None)
        self.taken[scan.uuid] = ScanTaken(reason=reason)

    def back(self, scan: OfflineScan, target: Scan) -> Scan:
        """The row by which ``target`` is taken back."""
        row = self._row(scan, method=CheckInMethod(target.method), reason=KeptReason(target.reason))
        row.undoes, row.direction = target, target.direction
        row.shift_id, row.person_id = target.shift_id, target.person_id
        if target.shift_id is not None and target.person_id is not None:
            self.pairs.setdefault((target.person_id, target.shift_id), None)
            self.unsure.add((target.person_id, target.shift_id))
        self.taken[scan.uuid] = ScanTaken()
        return row

    def _keep(self, row: Scan, meant: Meant | None) -> None:
        self.rows.append(row)
        self.by_uuid[row.uuid] = row
        if row.outcome != ScanOutcome.ACCEPTED:
            return
        assert row.person_id is not None  # noqa: S101  a scan that counts names both
        assert row.shift_id is not None  # noqa: S101
        pair = (row.person_id, row.shift_id)
        self.pairs[pair] = self.pairs.get(pair) or meant

    def _row(self, scan: OfflineScan, *, method: CheckInMethod, reason: KeptReason) -> Scan:
        offset = scan.device_at.utcoffset()
        return Scan(
            activity=self.activity,
            door_device=self.device,
            uuid=scan.uuid,
            sequence=scan.sequence,
            skew=self.skew,
            direction=scan.direction,
            method=method,
            device_id=f"door-{self.device.pk}",
            account_id=self.device.account_id,
            offline=scan.offline,
            outcome=ScanOutcome.KEPT if reason else ScanOutcome.ACCEPTED,
            reason=reason,
            device_at=scan.device_at,
            device_offset=int(offset.total_seconds() // 60) if offset else 0,
            happened_at=self.moment(scan),
            received_at=self.now,
        )
