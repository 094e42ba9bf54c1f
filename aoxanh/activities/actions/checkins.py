"""The door: scans as devices make them, and taking one back (house decision 4)."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef

from aoxanh.activities.actions.attendance import (
    Candidate,
    Written,
    candidates_by_code,
    candidates_by_short_code,
    candidates_by_signup,
    cells,
    recompute,
    seen_before,
    store_presence_scan,
    store_scan,
    write_presence,
)
from aoxanh.activities.actions.ledger import credit_presences
from aoxanh.activities.actions.overlapping import look_again, look_for_the_check_in
from aoxanh.activities.errors import (
    HoursAlreadySettled,
    ScanAlreadyUndone,
    ScanNotCounted,
    ScanUnknown,
)
from aoxanh.activities.models import Activity, HoursEntry, Participation, Scan
from aoxanh.activities.rules.checkin import choose, door_is_open, happened_at, method_of
from aoxanh.activities.types import (
    ActivityState,
    CheckInMethod,
    CheckInResult,
    KeptReason,
    ScanGiven,
    ScanOutcome,
)
from aoxanh.activities.types.checkin import Scanned, ScanUndone
from aoxanh.audit import actions as audit
from aoxanh.documents import queries as documents
from aoxanh.documents.errors import SignatureInvalid
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.codes import read_code
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.turns import AtTheDoor


def check_in(*, by: Actor, activity_id: int, scan: ScanGiven, now: datetime) -> CheckInResult:
    """Take a scan in: by camera, by typed code, by a tap in the list; inwards or outwards.

    Every scan is stored. What does not count is KEPT with a sentence for the door, never refused; the same
    ``uuid`` again changes nothing and answers the same. Raises ``Missing`` and ``NotAllowed`` for who runs the
    door only.
    """
    try:
        with transaction.atomic():
            told = _check_in(by=by, activity_id=activity_id, scan=scan, now=now)
    except IntegrityError:
        # Another device was first with this person or this very scan: now its rows can be seen.
        with transaction.atomic():
            told = _check_in(by=by, activity_id=activity_id, scan=scan, now=now)
    look_for_the_check_in(by=by, activity_id=activity_id, result=told, now=now)
    return told


def _check_in(*, by: Actor, activity_id: int, scan: ScanGiven, now: datetime) -> CheckInResult:
    activity, seen = door(by=by, activity_id=activity_id, uuid=scan.uuid)
    if seen:
        return answer_again(scan.uuid, activity)

    method = method_of(raw=scan.raw, short_code=scan.short_code)
    found, reason = _understood(activity, scan, now=now)
    stored = store_scan(
        by=by, activity=activity, scan=scan, method=method, reason=reason, candidate=found, now=now
    )
    written = Written(participation=None)
    if found is not None and not reason:
        written = write_presence(found, activity=activity, scan=stored)
    record_scan(stored, written, activity, by=by, now=now)
    return answer(stored, found, written)


_READ = {"id", "code", "unit_id", "kind_id", "place_id", "state"}
_OF_DOOR = [each.attname for each in Activity._meta.concrete_fields if each.attname in _READ]  # noqa: SLF001  Django's documented interface
"""Columns that a scan looks at, in the model's order, by which it is read back."""

_DOOR = Compiled(
    lambda activity_id, uuid: (
        Activity.objects.filter(pk=activity_id)
        .order_by("pk")
        .values_list(*_OF_DOOR, Exists(Scan.objects.filter(uuid=uuid)), AtTheDoor("pk"))
    ),
    activity_id=int,
    uuid=UUID,
)


def door(*, by: Actor, activity_id: int, uuid: UUID) -> tuple[Activity, bool]:
    """The activity whose door ``by`` runs, and whether this scan arrived before. Raises ``Missing``, ``NotAllowed``."""
    row = next(iter(_DOOR.rows(activity_id=activity_id, uuid=uuid)), None)
    if row is None:
        by.may(Permission.CHECKIN_RUN, at=NOWHERE)
        raise Missing
    activity = Activity.from_db(connection.alias, _OF_DOOR, row[:-2])
    by.require(Permission.CHECKIN_RUN, at=activity.unit_id)
    return activity, row[-2]


def _understood(
    activity: Activity, scan: ScanGiven, *, now: datetime
) -> tuple[Candidate | None, KeptReason]:
    """Whom a scan means, and why it does not count (NONE when it does)."""
    found, reason = _named(activity, scan)
    if reason:
        return None, reason
    instant = happened_at(device_at=scan.device_at, received_at=now, offline=scan.offline)
    meant, reason = choose(found, instant=instant, shift_id=scan.shift_id)
    if not reason and not door_is_open(activity.state, offline=scan.offline):
        reason = KeptReason.NOT_RUNNING
    return meant, reason


def _named(activity: Activity, scan: ScanGiven) -> tuple[list[Candidate], KeptReason]:
    if scan.raw:
        try:
            payload = documents.verify(scan.raw)
        except SignatureInvalid:
            return [], KeptReason.TAMPERED
        if payload.get("a") != activity.code:
            return [], KeptReason.FOREIGN
        return candidates_by_code(activity.pk, str(payload.get("p"))), KeptReason.NONE
    if scan.short_code:
        return candidates_by_short_code(activity.pk, read_code(scan.short_code)), KeptReason.NONE
    return candidates_by_signup(activity.pk, scan.signup_id or 0), KeptReason.NONE


def record_scan(
    stored: Scan, written: Written, activity: Activity, *, by: Actor, now: datetime
) -> None:
    """Put a scan on the trail; one that came back after closing is credited at once."""
    row = written.participation
    event = Scanned(
        activity.pk,
        stored.pk,
        str(stored.direction),
        str(stored.method),
        str(stored.outcome),
        str(stored.reason),
        row.pk if row else None,
    )
    touches = cells([row]) if row is not None and written.is_new else set()
    audit.record(
        by=by,
        event=event,
        unit_id=activity.unit_id,
        touches=touches,
        subject=("activity", activity.pk),
        now=now,
    )
    if written.is_new and activity.state == ActivityState.CLOSED:
        credit_presences(activity, by=by, now=now)


def answer(stored: Scan, found: Candidate | None, written: Written) -> CheckInResult:
    """What to say at the door."""
    row = written.participation
    return CheckInResult(
        scan_id=stored.pk,
        outcome=ScanOutcome(stored.outcome),
        reason=KeptReason(stored.reason),
        participation_id=row.pk if row else None,
        person_id=found.person_id if found else None,
        full_name=found.full_name if found else "",
        shift_id=found.shift_id if found else None,
        shift_name=found.shift_name if found else "",
        checked_in_at=row.checked_in_at if row else None,
        checked_out_at=row.checked_out_at if row else None,
        again=row is not None and not written.changed,
    )


def answer_again(uuid: UUID, activity: Activity) -> CheckInResult:
    """The answer to a scan that arrived before. Raises ``Missing`` when it belongs to another door."""
    stored = seen_before(uuid)
    if stored is None or stored.activity_id != activity.pk:
        raise Missing
    rows = Participation.objects.filter(
        shift_id=stored.shift_id or 0, person_id=stored.person_id or 0
    )
    counts = stored.outcome == ScanOutcome.ACCEPTED
    row = rows.order_by("pk").first() if counts else None
    return CheckInResult(
        scan_id=stored.pk,
        outcome=ScanOutcome(stored.outcome),
        reason=KeptReason(stored.reason),
        participation_id=row.pk if row else None,
        person_id=stored.person_id,
        full_name=stored.person.full_name if stored.person else "",
        shift_id=stored.shift_id,
        shift_name=stored.shift.name if stored.shift else "",
        checked_in_at=row.checked_in_at if row else None,
        checked_out_at=row.checked_out_at if row else None,
        again=True,
    )


def undo_check_in(
    *, by: Actor, scan_id: int, uuid: UUID, device_id: str = "", now: datetime
) -> Participation | None:
    """Take back a scan by a new one; the presence becomes what the remaining scans say, None when none is left.

    Raises ``ScanUnknown``, ``ScanNotCounted``, ``ScanAlreadyUndone``, ``HoursAlreadySettled``, ``NotAllowed``.
    """
    try:
        with transaction.atomic():
            undone, remaining = _undo(
                by=by, scan_id=scan_id, uuid=uuid, device_id=device_id, now=now
            )
    except IntegrityError as fault:
        raise ScanAlreadyUndone from fault
    assert undone.shift_id is not None  # noqa: S101  a scan that counts names both
    assert undone.person_id is not None  # noqa: S101
    pair = (undone.person_id, undone.shift_id)
    look_again(by=by, activity_id=undone.activity_id, pairs=[pair], now=now)
    return remaining


def _undo(
    *, by: Actor, scan_id: int, uuid: UUID, device_id: str, now: datetime
) -> tuple[Scan, Participation | None]:
    undone = Scan.objects.select_related("activity").filter(pk=scan_id).first()
    may = by.may(Permission.CHECKIN_RUN, at=undone.activity.unit_id if undone else NOWHERE)
    if undone is None:
        raise ScanUnknown
    if not may:
        raise NotAllowed
    activity = undone.activity
    if undone.outcome != ScanOutcome.ACCEPTED or undone.undoes_id is not None:
        raise ScanNotCounted
    assert undone.shift_id is not None  # noqa: S101  a scan that counts names both
    assert undone.person_id is not None  # noqa: S101
    row = _present(shift_id=undone.shift_id, person_id=undone.person_id)

    given = ScanGiven(uuid=uuid, device_at=now, device_id=device_id)
    taking_back = store_presence_scan(
        by=by,
        activity=activity,
        shift_id=undone.shift_id,
        person_id=undone.person_id,
        scan=given,
        method=CheckInMethod(undone.method),
        undoes=undone,
        now=now,
    )
    touches = cells([row]) if row else set()
    remaining = recompute(row) if row else None
    audit.record(
        by=by,
        event=ScanUndone(activity.pk, taking_back.pk, undone.pk),
        unit_id=activity.unit_id,
        touches=touches,
        subject=("activity", activity.pk),
        now=now,
    )
    return undone, remaining


def _present(*, shift_id: int, person_id: int) -> Participation | None:
    """The presence, locked. Raises ``HoursAlreadySettled`` once its minutes are in the ledger."""
    rows = Participation.objects.select_for_update(of=("self",), no_key=True).annotate(
        credited=Exists(HoursEntry.objects.filter(participation_id=OuterRef("pk")))
    )
    row = rows.filter(shift_id=shift_id, person_id=person_id).first()
    if row is not None and row.credited:  # type: ignore[attr-defined]  # annotated above
        raise HoursAlreadySettled
    return row
