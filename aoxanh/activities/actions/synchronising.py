"""What devices kept without a connection: taken in as sets, in any order, any number of times (house decision 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, QuerySet

from aoxanh.activities.actions.arriving import Arriving, write
from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.deriving import Derived, derive
from aoxanh.activities.actions.overlapping import credit_derived, look_again
from aoxanh.activities.actions.strangers import come_by
from aoxanh.activities.actions.understanding import Said, opened, understand, way_of
from aoxanh.activities.errors import DeviceEnded, DeviceUnknown, HoursAlreadySettled
from aoxanh.activities.models import DoorDevice, HoursEntry, Scan
from aoxanh.activities.rules.checkin import door_is_open, method_of
from aoxanh.activities.rules.clocks import skew_of
from aoxanh.activities.types import (
    ActivityState,
    BatchTaken,
    CheckInMethod,
    KeptReason,
    OfflineScan,
    ScanBatch,
    ScanOutcome,
    ScanTaken,
)
from aoxanh.activities.types.devices import ScansReceived
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.codes import digest
from aoxanh.kernel.compiled import Change, Compiled
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission


def synchronise(*, by: Actor, token: str, batch: ScanBatch, now: datetime) -> BatchTaken:
    """Take in what a device kept that shows its secret: the same state whatever the order, cuts and repetitions.

    Every scan is stored; what does not count is kept for the organiser. Only a walk-in that lacks something and a
    scan taken back after its hours were settled are left with the device, each with why. About ten statements for
    any number of passes; signatures are checked before anything is held. Raises ``DeviceUnknown``, ``NotAllowed``.
    """
    said = opened(batch.scans)
    try:
        arriving, taken = _taken(by, token, batch, said, now)
    except IntegrityError:
        # The door took one of them in at the same moment: now its rows can be seen.
        arriving, taken = _taken(by, token, batch, said, now)
    pairs, activity_id = arriving.unsure, arriving.activity.pk
    look_again(by=arriving.by, activity_id=activity_id, pairs=pairs, now=now)
    return taken


def _taken(
    by: Actor, token: str, batch: ScanBatch, said: Mapping[str, Said], now: datetime
) -> tuple[Arriving, BatchTaken]:
    """Beside other phones where every scan names its pass in one and the same way, else alone at the door.

    Alone, too, after closing: what comes then is credited at once.
    """
    ways = {way_of(scan) for scan in batch.scans}
    alone = len(ways) > 1 or None in ways
    uuids = [scan.uuid for scan in batch.scans]
    while True:
        with transaction.atomic():
            door = _ALONE if alone else _BESIDE_OTHERS
            found = door.rows(token_digest=digest(token), uuids=uuids)
            arriving = _arriving(by, found, batch, said, now)
            if alone or arriving.activity.state != ActivityState.CLOSED:
                return arriving, _synchronise(arriving, batch)
        alone = True


_NEEDED = (
    *("account_id", "given_at", "valid_until", "revoked_at", "last_sequence"),
    *(f"activity__{column}" for column in ("code", "unit_id", "kind_id", "place_id", "state")),
)


def _door(token_digest: str, uuids: list[UUID]) -> QuerySet[DoorDevice]:
    """The device of a secret with its activity, and whether any of these scans arrived before."""
    rows = DoorDevice.objects.select_related("activity").order_by("pk")
    sent_before = Exists(Scan.objects.filter(Among(F("uuid"), uuids)))
    rows = rows.filter(token_digest=token_digest).annotate(sent_before=sent_before)
    return rows.only("activity", *_NEEDED)


_ALONE, _BESIDE_OTHERS = (
    Compiled(_door, held, token_digest=str, uuids=list)
    for held in (
        "FOR NO KEY UPDATE OF activities_activity, activities_doordevice",
        "FOR NO KEY UPDATE OF activities_doordevice FOR SHARE OF activities_activity",
    )
)


def _synchronise(arriving: Arriving, batch: ScanBatch) -> BatchTaken:
    known = _known(arriving, batch.scans)
    new = {scan.uuid: scan for scan in batch.scans if scan.uuid not in known}
    scans = sorted(new.values(), key=lambda scan: (scan.sequence, scan.uuid))
    _take_passes(arriving, [each for each in scans if way_of(each) is not None])
    _take_strangers(arriving, [each for each in scans if each.walker is not None])
    _take_followers(arriving, [each for each in scans if each.of is not None])
    write(arriving.rows)
    _take_back(arriving, [each for each in scans if each.undoes is not None])

    derived = derive(arriving.activity, arriving.pairs)
    arriving.unsure.update(derived.waiting)
    _note(arriving, batch)
    _record(arriving, derived)
    return BatchTaken(
        taken={**known, **arriving.taken},
        later=frozenset(arriving.later),
        refused=arriving.refused,
        skew=arriving.skew,
        activity_id=arriving.activity.pk,
        ended=arriving.has_ended,
        until=arriving.device.valid_until,
    )


def _arriving(
    by: Actor,
    found: Sequence[DoorDevice],
    batch: ScanBatch,
    said: Mapping[str, Said],
    now: datetime,
) -> Arriving:
    if not found:
        raise DeviceUnknown
    device = found[0]
    by.require(Permission.CHECKIN_RUN, at=device.activity.unit_id)
    return Arriving(
        by=replace(by, cause=f"{by.cause} {device.pk}"),
        activity=device.activity,
        device=device,
        said=said,
        skew=skew_of(sent_at=batch.sent_at, received_at=now),
        now=now,
    )


def _known(arriving: Arriving, scans: Iterable[OfflineScan]) -> Mapping[UUID, ScanTaken]:
    """What arrived before; a scan of another door is not sent again, and nobody is named."""
    if not arriving.device.sent_before:  # type: ignore[attr-defined]  # annotated above
        return {}
    rows = Scan.objects.filter(uuid__in=[scan.uuid for scan in scans]).select_related("person")
    return {
        row.uuid: ScanTaken(full_name=_name_here(arriving, row), reason=KeptReason(row.reason))
        for row in rows.order_by("pk")
    }


def _name_here(arriving: Arriving, row: Scan) -> str:
    is_here = row.activity_id == arriving.activity.pk
    return row.person.full_name if row.person and is_here else ""


def _take_passes(arriving: Arriving, scans: list[OfflineScan]) -> None:
    if not scans:
        return
    moments = [arriving.moment(scan) for scan in scans]
    understood = understand(arriving.activity, scans, moments, said=arriving.said)
    for scan, (meant, reason) in zip(scans, understood, strict=True):
        method = method_of(raw=scan.raw, short_code=scan.short_code)
        arriving.take(scan, method=method, meant=meant, reason=reason or _closed(arriving))


def _closed(arriving: Arriving) -> KeptReason:
    """Why a scan that names somebody does not count all the same."""
    if not door_is_open(arriving.activity.state, offline=True):
        return KeptReason.NOT_RUNNING
    return KeptReason.DEVICE_ENDED if arriving.has_ended else KeptReason.NONE


def _take_strangers(arriving: Arriving, scans: list[OfflineScan]) -> None:
    """Walk-ins; the device keeps those that lack something and says why."""
    for scan, meant in come_by(arriving, scans):
        if isinstance(meant, DomainError):
            arriving.refused[scan.uuid] = str(meant)
        else:
            arriving.take(
                scan,
                method=CheckInMethod.WALK_IN,
                meant=meant,
                reason=_closed(arriving),
            )


def _take_followers(arriving: Arriving, scans: list[OfflineScan]) -> None:
    """Further scans of those who came without a pass, named by their first one."""
    wanted = {scan.of for scan in scans if scan.of is not None}
    there = {row.uuid: row for row in _stored(arriving, wanted - arriving.by_uuid.keys())}
    for scan in scans:
        first = (arriving.by_uuid.get(scan.of) or there.get(scan.of)) if scan.of else None
        if first is None:
            arriving.later.add(scan.uuid)
            continue
        reason = KeptReason(first.reason) or _closed(arriving)
        arriving.follow(scan, first, reason=reason)


def _stored(arriving: Arriving, uuids: set[UUID]) -> list[Scan]:
    if not uuids:
        return []
    rows = Scan.objects.filter(uuid__in=uuids, activity=arriving.activity, undoes__isnull=True)
    return list(rows.order_by("pk"))


def _take_back(arriving: Arriving, scans: list[OfflineScan]) -> None:
    """Scans of the same leader that are taken back; one whose target has not arrived waits for it."""
    if not scans:
        return
    wanted = {scan.undoes for scan in scans if scan.undoes is not None}
    targets = {row.uuid: row for row in _stored(arriving, wanted)}
    gone = set(Scan.objects.filter(undoes__in=targets.values()).values_list("undoes", flat=True))
    settled = _settled(targets.values())
    rows = []
    for scan in scans:
        target = targets.get(scan.undoes) if scan.undoes else None
        if target is None or target.account_id != arriving.device.account_id:
            arriving.later.add(scan.uuid)
        elif target.pk in gone:
            arriving.taken[scan.uuid] = ScanTaken()
        elif arriving.has_ended or (target.person_id, target.shift_id) in settled:
            fault = DeviceEnded() if arriving.has_ended else HoursAlreadySettled()
            arriving.refused[scan.uuid] = str(fault)
        else:
            gone.add(target.pk)
            rows.append(arriving.back(scan, target))
    write(rows)


def _settled(targets: Iterable[Scan]) -> set[tuple[int | None, int | None]]:
    """(person, shift) of those whose minutes are in the ledger."""
    persons = [row.person_id for row in targets if row.person_id is not None]
    rows = HoursEntry.objects.filter(participation__person_id__in=persons).order_by()
    return set(rows.values_list("participation__person_id", "participation__shift_id"))


_NOTED = Change(
    lambda device_id, **_noted: DoorDevice.objects.filter(pk=device_id),
    lambda device_id, **noted: noted,  # noqa: ARG005  whose it is does not change
    device_id=int,
    seen_at=datetime,
    skew=int,
    last_sequence=int,
)


def _note(arriving: Arriving, batch: ScanBatch) -> None:
    """When the device was last heard of, what its clock is worth, how far it has counted."""
    device = arriving.device
    highest = max((scan.sequence for scan in batch.scans), default=0)
    _NOTED.made(
        device_id=device.pk,
        seen_at=arriving.now,
        skew=arriving.skew,
        last_sequence=max(device.last_sequence, highest),
    )


def _record(arriving: Arriving, derived: Derived) -> None:
    """One entry for the batch, when it brought anything; presences known after closing are credited at once."""
    if not arriving.taken:
        return
    activity, by, now = arriving.activity, arriving.by, arriving.now
    event = ScansReceived(
        activity.pk,
        arriving.device.pk,
        len(arriving.taken),
        len(derived.new),
        sum(row.outcome == ScanOutcome.KEPT for row in arriving.rows),
        arriving.skew,
    )
    audit.record(
        by=by,
        event=event,
        unit_id=activity.unit_id,
        touches=cells([*derived.new, *derived.gone]),
        subject=("activity", activity.pk),
        now=now,
    )
    credit_derived(activity, derived, by=by, now=now)
