"""What scans add up to: candidates at the door, and the presence that is written from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.db.models import DateTimeField, F, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least

from aoxanh.activities.models import Activity, Participation, Scan, Shift, Signup
from aoxanh.activities.models.scans import ScanQuerySet
from aoxanh.activities.rules.checkin import Choice, happened_at, presence
from aoxanh.activities.types import CheckInMethod, Direction, KeptReason, ScanGiven, ScanOutcome
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import Compiled, insert
from aoxanh.kernel.dates import local_day
from aoxanh.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Choice):
    """A sign-up at the door, with what is known of its person's presence so far."""

    shift_name: str
    person_id: int
    full_name: str
    pass_id: int
    participant_unit_id: int | None
    first_in: datetime | None
    last_out: datetime | None
    participation_id: int | None
    was_in: datetime | None
    was_out: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A presence after a scan; ``is_new`` and ``changed`` say what the scan did to it."""

    participation: Participation | None
    is_new: bool = False
    changed: bool = False


def counted() -> ScanQuerySet:
    """Scans that count: accepted and not taken back."""
    return Scan.objects.filter(
        outcome=ScanOutcome.ACCEPTED, undoes__isnull=True, undone_by__isnull=True
    )


_CANDIDATE = (
    "shift_id",
    "state",
    "person_id",
    "signup_id",
    "starts_at",
    "ends_at",
    "shift_name",
    "full_name",
    "pass_id",
    "participant_unit_id",
    "first_in",
    "last_out",
    "participation_id",
    "was_in",
    "was_out",
)


def _wanted(signups: QuerySet[Signup]) -> QuerySet[Signup, Any]:
    """What ``_CANDIDATE`` names of each sign-up."""
    here = {"person_id": OuterRef("person_id"), "shift_id": OuterRef("shift_id")}
    seen = counted().filter(**here).order_by().values("person_id")
    ins, outs = (seen.filter(direction=each) for each in (Direction.IN, Direction.OUT))
    present = Participation.objects.filter(**here).order_by("pk")
    found: QuerySet[Signup, Any] = signups.order_by("pk").values_list(
        "shift_id",
        "state",
        "person_id",
        "pk",
        "shift__starts_at",
        "shift__ends_at",
        "shift__name",
        "person__full_name",
        "pass_held_id",
        "pass_held__participant_unit_id",
        Subquery(ins.annotate(at=Min("happened_at")).values("at")),
        Subquery(outs.annotate(at=Max("happened_at")).values("at")),
        Subquery(present.values("pk")[:1]),
        Subquery(present.values("checked_in_at")[:1]),
        Subquery(present.values("checked_out_at")[:1]),
    )
    return found


def _candidates(rows: Iterable[Sequence[Any]]) -> list[Candidate]:
    return [Candidate(**dict(zip(_CANDIDATE, row, strict=True))) for row in rows]


def candidates(signups: QuerySet[Signup]) -> list[Candidate]:
    """The sign-ups as the door needs them: one statement."""
    return _candidates(_wanted(signups))


def _of_activity(column: str, *, activity_id: int, key: object) -> QuerySet[Signup, Any]:
    return _wanted(Signup.objects.filter(pass_held__activity=activity_id, **{column: key}))


_BY_CODE, _BY_SHORT_CODE, _BY_SIGNUP = (
    Compiled(partial(_of_activity, column), activity_id=int, key=kind)
    for column, kind in (
        ("pass_held__code", str),
        ("pass_held__short_code", str),
        ("pk", int),
    )
)


def candidates_by_code(activity_id: int, code: str) -> list[Candidate]:
    """Those of the pass with this code."""
    return _candidates(_BY_CODE.rows(activity_id=activity_id, key=code))


def candidates_by_short_code(activity_id: int, code: str) -> list[Candidate]:
    """Those of the pass with this short code."""
    return _candidates(_BY_SHORT_CODE.rows(activity_id=activity_id, key=code))


def candidates_by_signup(activity_id: int, signup_id: int) -> list[Candidate]:
    """The sign-up itself, when it is one of the activity's."""
    return _candidates(_BY_SIGNUP.rows(activity_id=activity_id, key=signup_id))


def store_scan(
    *,
    by: Actor,
    activity: Activity,
    scan: ScanGiven,
    method: CheckInMethod,
    reason: KeptReason,
    candidate: Candidate | None,
    now: datetime,
) -> Scan:
    """Keep the event exactly as it came; ``reason`` NONE means that it counts."""
    stored = Scan(
        **_device_columns(scan, now=now),
        activity=activity,
        shift_id=candidate.shift_id if candidate else scan.shift_id,
        pass_held_id=candidate.pass_id if candidate else None,
        person_id=candidate.person_id if candidate else None,
        raw=(scan.raw or scan.short_code)[:600],
        method=method,
        account_id=by.account_id,
        outcome=ScanOutcome.KEPT if reason else ScanOutcome.ACCEPTED,
        reason=reason,
    )
    return insert(stored)


def store_presence_scan(
    *,
    by: Actor,
    activity: Activity,
    shift_id: int,
    person_id: int,
    scan: ScanGiven,
    method: CheckInMethod,
    undoes: Scan | None = None,
    now: datetime,
) -> Scan:
    """Keep an event about a person who carries no pass, or one that takes another back."""
    return Scan.objects.create(
        **_device_columns(scan, now=now),
        activity=activity,
        shift_id=shift_id,
        person_id=person_id,
        method=method,
        undoes=undoes,
        account_id=by.account_id,
        outcome=ScanOutcome.ACCEPTED,
    )


def _device_columns(scan: ScanGiven, *, now: datetime) -> dict[str, Any]:
    offset = scan.device_at.utcoffset()
    return {
        "uuid": scan.uuid,
        "direction": scan.direction,
        "device_id": scan.device_id[:64],
        "offline": scan.offline,
        "device_at": scan.device_at,
        "device_offset": int(offset.total_seconds() // 60) if offset else 0,
        "happened_at": happened_at(device_at=scan.device_at, received_at=now, offline=scan.offline),
        "received_at": now,
    }


def write_presence(
    candidate: Candidate,
    *,
    activity: Activity,
    scan: Scan,
) -> Written:
    """Bring the participation up to date with a scan that counts; the order of scans does not matter.

    A check-out whose check-in has not arrived yet waits for it and writes nothing.
    """
    is_in = scan.direction == Direction.IN
    ins = _known(candidate.first_in, scan.happened_at if is_in else None)
    outs = _known(candidate.last_out, None if is_in else scan.happened_at)
    found = presence(ins, outs)
    if found is None:
        return Written(participation=None)
    if candidate.participation_id is None:
        row = _new(candidate, activity=activity, scan=scan, times=found)
        return Written(participation=row, is_new=True, changed=True)

    changed = found != (candidate.was_in, candidate.was_out)
    row = Participation(
        pk=candidate.participation_id, checked_in_at=found[0], checked_out_at=found[1]
    )
    if changed:
        _widen(candidate.participation_id, *found)
    return Written(participation=row, changed=changed)


def _widen(pk: int, entered: datetime, left: datetime | None) -> None:
    """Let a presence reach so far, and further where another device has just said so."""
    times: dict[str, Least | Greatest] = {
        "checked_in_at": Least(F("checked_in_at"), _instant(entered))
    }
    if left is not None:
        times["checked_out_at"] = Greatest(
            Coalesce("checked_out_at", _instant(left)), _instant(left)
        )
    Participation.objects.filter(pk=pk).update(**times)


def _instant(moment: datetime) -> Value:
    return Value(moment, output_field=DateTimeField())


def _known(*instants: datetime | None) -> list[datetime]:
    return [instant for instant in instants if instant is not None]


def _new(
    candidate: Candidate,
    *,
    activity: Activity,
    scan: Scan,
    times: tuple[datetime, datetime | None],
) -> Participation:
    day = local_day(candidate.starts_at)
    unit_id = candidate.participant_unit_id or people.participant_unit(candidate.person_id, day)
    row = Participation(
        shift_id=candidate.shift_id,
        activity=activity,
        person_id=candidate.person_id,
        signup_id=candidate.signup_id or None,
        organiser_unit_id=activity.unit_id,
        participant_unit_id=unit_id,
        place_id=activity.place_id,
        day=day,
        method=scan.method,
        device_id=scan.device_id,
        witness_account_id=scan.account_id,
        checked_in_at=times[0],
        checked_out_at=times[1],
    )
    return insert(row)


def candidate_without_pass(
    shift: Shift, *, person_id: int, full_name: str, participant_unit_id: int | None
) -> Candidate:
    """A person who walked in, as the door needs them."""
    return Candidate(
        signup_id=0,
        shift_id=shift.pk,
        state="",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        shift_name=shift.name,
        person_id=person_id,
        full_name=full_name,
        pass_id=0,
        participant_unit_id=participant_unit_id,
        first_in=None,
        last_out=None,
        participation_id=None,
        was_in=None,
        was_out=None,
    )


def recompute(participation: Participation) -> Participation | None:
    """The presence from all scans that count, after one was added or taken back; None when nobody came in."""
    scans = counted().filter(person_id=participation.person_id, shift_id=participation.shift_id)
    rows = list(scans.order_by("pk").values_list("direction", "happened_at"))
    found = presence(
        (at for direction, at in rows if direction == Direction.IN),
        (at for direction, at in rows if direction == Direction.OUT),
    )
    if found is None:
        participation.delete()
        return None
    participation.checked_in_at, participation.checked_out_at = found
    participation.save(update_fields=["checked_in_at", "checked_out_at"])
    return participation


class Attributed(Protocol):
    """A presence as figures count it."""

    @property
    def organiser_unit_id(self) -> int: ...
    @property
    def participant_unit_id(self) -> int | None: ...
    @property
    def day(self) -> date: ...


def cells(participations: Iterable[Attributed]) -> set[tuple[int, date]]:
    """The (unit, day) cells whose figures these presences change, for organiser and participant."""
    touched = set()
    for row in participations:
        touched.add((row.organiser_unit_id, row.day))
        if row.participant_unit_id is not None:
            touched.add((row.participant_unit_id, row.day))
    return touched


def seen_before(uuid: UUID) -> Scan | None:
    """The scan that arrived under ``uuid`` already."""
    rows = Scan.objects.select_related("person", "shift")
    return rows.filter(uuid=uuid).first()
