"""What devices kept without a connection: taken in as sets, in any order, any number of times (house decision 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.models import Exists, F, QuerySet

from aoxanh.activities.actions.arriving import Arriving, Sent, write
from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.deriving import Derived, Pair, derive
from aoxanh.activities.actions.overlapping import credit_derived, look_again
from aoxanh.activities.actions.strangers import come_by
from aoxanh.activities.actions.understanding import Meant, opened, understand, way_of
from aoxanh.activities.errors import DeviceEnded, DeviceUnknown, HoursAlreadySettled
from aoxanh.activities.models import Activity, DoorDevice, HoursEntry, Scan
from aoxanh.activities.queries import door_of
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
from aoxanh.audit.types import Done
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.codes import digest
from aoxanh.kernel.compiled import Change, Compiled, keep_plans
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.together import Together


SENT_AT_ONCE = 20
"""Scans that a phone sends of which others may still wait for the same transaction."""


def synchronise(*, by: Actor, token: str, batch: ScanBatch, now: datetime) -> BatchTaken:
    """Take in what a device kept that shows its secret: the same state whatever the order, cuts and repetitions.

    Every scan is stored; what does not count is kept for the organiser. Only a walk-in that lacks something and a
    scan taken back after its hours were settled are left with the device, each with why. About ten statements for
    any number of passes, and for what other phones of the door send to this process at the same moment; signatures
    are checked before anything is held. Raises ``DeviceUnknown``, ``NotAllowed``.
    """
    sent = Sent(by=by, token=digest(token), batch=batch, said=opened(batch.scans), now=now)
    door = door_of(token)
    try:
        arriving, taken = _taken(sent, door)
    except IntegrityError:
        # The door took one of them in at the same moment: now its rows can be seen.
        arriving, taken = _taken(sent, door)
    pairs, activity_id = arriving.unsure, arriving.activity.pk
    look_again(by=arriving.by, activity_id=activity_id, pairs=pairs, now=now)
    return taken


Outcome = tuple[Arriving, BatchTaken]


def _taken(sent: Sent, door: int) -> Outcome:
    """With and beside other phones where every scan names its pass in one and the same way, else alone at the door.

    Alone, too, after closing: what comes then is credited at once.
    """
    ways = {way_of(scan) for scan in sent.batch.scans}
    if len(ways) <= 1 and None not in ways:
        found = _beside_others(sent, (door, *ways))
        if found is not None:
            return found
    with transaction.atomic():
        arriving = _arriving([sent], _ALONE)
        [taken] = _synchronise(arriving)
    return arriving[0], taken


def _beside_others(sent: Sent, key: Sequence[object]) -> Outcome | None:
    if len(sent.batch.scans) > SENT_AT_ONCE:
        return take_in([sent])[0]
    if not connection.in_atomic_block:
        close_old_connections()  # who waits holds none
    return _WITH_OTHERS(key, sent)


def take_in(sends: Sequence[Sent]) -> Sequence[Outcome | None]:
    """What phones of one door send at the same moment, in one transaction; nothing after closing."""
    with transaction.atomic():
        if len(sends) > 1:
            keep_plans()
        arriving = _arriving(sends, _BESIDE_OTHERS)
        if arriving[0].activity.state == ActivityState.CLOSED:
            return [None for _sent in sends]
        return list(zip(arriving, _synchronise(arriving), strict=True))


_WITH_OTHERS = Together(take_in, most=settings.PHONES_AT_ONCE, faults=(IntegrityError, DomainError))


_NEEDED = (
    *("token_digest", "account_id", "given_at", "valid_until", "revoked_at", "last_sequence"),
    *(f"activity__{column}" for column in ("code", "unit_id", "kind_id", "place_id", "state")),
)


def _doors(tokens: list[str], uuids: list[UUID]) -> QuerySet[DoorDevice]:
    """The devices of these secrets with their activity, and whether any of these scans arrived before."""
    rows = DoorDevice.objects.select_related("activity").order_by("pk")
    sent_before = Exists(Scan.objects.filter(Among(F("uuid"), uuids)))
    rows = rows.filter(Among(F("token_digest"), tokens)).annotate(sent_before=sent_before)
    return rows.only("activity", *_NEEDED)


_ALONE, _BESIDE_OTHERS = (
    Compiled(_doors, held, tokens=list, uuids=list)
    for held in (
        "FOR NO KEY UPDATE OF activities_activity, activities_doordevice",
        "FOR NO KEY UPDATE OF activities_doordevice FOR SHARE OF activities_activity",
    )
)


def _arriving(sends: Sequence[Sent], doors: Compiled) -> list[Arriving]:
    """The devices that send, held. Raises ``DeviceUnknown``, also when one device sends twice."""
    uuids = [scan.uuid for sent in sends for scan in sent.batch.scans]
    found = doors.rows(tokens=[sent.token for sent in sends], uuids=uuids)
    devices = {device.token_digest: device for device in found}
    if len(devices) < len(sends):
        raise DeviceUnknown
    return [_one_arriving(sent, devices[sent.token]) for sent in sends]


def _one_arriving(sent: Sent, device: DoorDevice) -> Arriving:
    sent.by.require(Permission.CHECKIN_RUN, at=device.activity.unit_id)
    return Arriving(
        by=replace(sent.by, cause=f"{sent.by.cause} {device.pk}"),
        activity=device.activity,
        device=device,
        batch=sent.batch,
        said=sent.said,
        skew=skew_of(sent_at=sent.batch.sent_at, received_at=sent.now),
        now=sent.now,
    )


def _synchronise(arriving: Sequence[Arriving]) -> list[BatchTaken]:
    """What devices of one activity send: more than one only where all scans name their pass in the same way."""
    activity = arriving[0].activity
    before = _arrived_before(arriving)
    for each in arriving:
        each.tell_apart(_known(each, before))
    _take_passes(activity, arriving)
    for each in arriving:
        _take_strangers(each, [scan for scan in each.new if scan.walker is not None])
        _take_followers(each, [scan for scan in each.new if scan.of is not None])
    write([row for each in arriving for row in each.rows])
    for each in arriving:
        _take_back(each, [scan for scan in each.new if scan.undoes is not None])

    derived = derive(activity, _all_pairs(arriving))
    _note(arriving)
    _record_all([(each, derived.taken_by(each.pairs)) for each in arriving])
    return [_told(each) for each in arriving]


def _all_pairs(arriving: Sequence[Arriving]) -> Mapping[Pair, Meant | None]:
    pairs: dict[Pair, Meant | None] = {}
    for each in arriving:
        pairs.update({pair: meant or pairs.get(pair) for pair, meant in each.pairs.items()})
    return pairs


def _told(arriving: Arriving) -> BatchTaken:
    return BatchTaken(
        taken={**arriving.known, **arriving.taken},
        later=frozenset(arriving.later),
        refused=arriving.refused,
        skew=arriving.skew,
        activity_id=arriving.activity.pk,
        ended=arriving.has_ended,
        until=arriving.device.valid_until,
    )


def _arrived_before(arriving: Sequence[Arriving]) -> Mapping[UUID, Scan]:
    """Scans of these that are stored: one statement, none where there are none."""
    if not arriving[0].device.sent_before:  # type: ignore[attr-defined]  # annotated above, the same for all
        return {}
    uuids = [scan.uuid for each in arriving for scan in each.batch.scans]
    rows = Scan.objects.filter(uuid__in=uuids).select_related("person").order_by("pk")
    return {row.uuid: row for row in rows}


def _known(arriving: Arriving, before: Mapping[UUID, Scan]) -> Mapping[UUID, ScanTaken]:
    """What is not taken in again; nobody is named whom another door scanned."""
    rows = [before[scan.uuid] for scan in arriving.batch.scans if scan.uuid in before]
    return {
        row.uuid: ScanTaken(full_name=_name_here(arriving, row), reason=KeptReason(row.reason))
        for row in rows
    }


def _name_here(arriving: Arriving, row: Scan) -> str:
    is_here = row.activity_id == arriving.activity.pk
    return row.person.full_name if row.person and is_here else ""


def _take_passes(activity: Activity, arriving: Sequence[Arriving]) -> None:
    named = [(each, scan) for each in arriving for scan in each.new if way_of(scan) is not None]
    if not named:
        return
    understood = understand(
        activity,
        [scan for _each, scan in named],
        [each.moment(scan) for each, scan in named],
        said={raw: said for each in arriving for raw, said in each.said.items()},
    )
    for (each, scan), (meant, reason) in zip(named, understood, strict=True):
        method = method_of(raw=scan.raw, short_code=scan.short_code)
        each.take(scan, method=method, meant=meant, reason=reason or _closed(each))


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


def _note(arriving: Sequence[Arriving]) -> None:
    """When the devices were last heard of, what their clocks are worth, how far they have counted."""
    noted = [
        {
            "device_id": each.device.pk,
            "seen_at": each.now,
            "skew": each.skew,
            "last_sequence": max(
                each.device.last_sequence, *(scan.sequence for scan in each.batch.scans), 0
            ),
        }
        for each in arriving
    ]
    if len(noted) == 1:
        _NOTED.made(**noted[0])
        return
    rows = (tuple(each.values()) for each in noted)
    bulk.update(DoorDevice, ("seen_at", "skew", "last_sequence"), rows)


def _record_all(arriving: Sequence[tuple[Arriving, Derived]]) -> None:
    """One entry for each batch that brought anything; presences known after closing are credited at once."""
    audit.record_all(_done(each, derived) for each, derived in arriving if each.taken)
    for each, derived in arriving:
        each.unsure.update(derived.waiting)
        if each.taken:
            credit_derived(each.activity, derived, by=each.by, now=each.now)


def _done(arriving: Arriving, derived: Derived) -> Done:
    event = ScansReceived(
        arriving.activity.pk,
        arriving.device.pk,
        len(arriving.taken),
        len(derived.new),
        sum(row.outcome == ScanOutcome.KEPT for row in arriving.rows),
        arriving.skew,
    )
    return Done(
        by=arriving.by,
        event=event,
        unit_id=arriving.activity.unit_id,
        touches=cells([*derived.new, *derived.gone]),
        subject=("activity", arriving.activity.pk),
        now=arriving.now,
    )
