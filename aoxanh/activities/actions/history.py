"""Loading past attendance in bulk, for the demo and for imports: the same rows as the door writes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import F

from aoxanh.activities.errors import HistoryRefused
from aoxanh.activities.models import HoursEntry, Participation, Pass, Signup, Slot
from aoxanh.activities.types import (
    HOLDING_STATES,
    CheckInMethod,
    HistoryRow,
    HoursSource,
    SignupState,
)
from aoxanh.activities.types.hours import HistoryLoaded
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.statistics import MANY, renew


CHUNK = 1000
"""Rows in one transaction and one entry of the trail: well below two seconds."""

_BATCH = 500
_METHODS = {
    HoursSource.SCAN: CheckInMethod.CAMERA,
    HoursSource.ROLL_CALL: CheckInMethod.LIST,
    HoursSource.LATE: CheckInMethod.LATE,
    HoursSource.IMPORT: CheckInMethod.IMPORT,
}


def load_history(*, by: Actor, rows: Iterable[HistoryRow], now: datetime) -> int:
    """Write sign-ups, presences and hours of activities; returns how many rows.

    Commits in chunks with one entry each; a chunk that cannot be loaded raises ``HistoryRefused`` and leaves the
    chunks before it in place. The caller has checked that ``by`` may write for every organising unit.
    """
    loaded = 0
    for chunk in _chunks(rows):
        try:
            with transaction.atomic():
                _load(by, chunk, now=now)
        except IntegrityError as fault:
            raise HistoryRefused(first=loaded + 1, last=loaded + len(chunk)) from fault
        loaded += len(chunk)
    if loaded >= MANY:
        renew(Pass, Signup, Participation, HoursEntry)
    return loaded


def _chunks(rows: Iterable[HistoryRow]) -> Iterator[list[HistoryRow]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _load(by: Actor, rows: Sequence[HistoryRow], *, now: datetime) -> None:
    signups = _signups(rows)
    present = [
        (row, _participation(row, signup))
        for row, signup in zip(rows, signups, strict=True)
        if row.checked_in_at is not None
    ]
    Participation.objects.bulk_create((presence for _row, presence in present), batch_size=_BATCH)
    entries = [
        _hours(row, presence, now=now) for row, presence in present if row.minutes is not None
    ]
    HoursEntry.objects.bulk_create(entries, batch_size=_BATCH)
    audit.record(
        by=by,
        event=HistoryLoaded(
            len(signups) - signups.count(None),
            len(present),
            sum(entry.minutes for entry in entries),
        ),
        unit_id=_only_unit(rows),
        touches=_cells(row for row, _presence in present),
        now=now,
    )


def _signups(rows: Sequence[HistoryRow]) -> list[Signup | None]:
    """Passes and sign-ups of the rows that name a slot, and their places; None for walk-ins."""
    passes = [None if row.slot_id is None else _pass(row) for row in rows]
    Pass.objects.bulk_create(filter(None, passes), batch_size=_BATCH)
    signups = [
        _signup(row, held) if held is not None else None
        for row, held in zip(rows, passes, strict=True)
    ]
    Signup.objects.bulk_create(filter(None, signups), batch_size=_BATCH)
    _count_places(signup for signup in signups if signup is not None)
    return signups


def _pass(row: HistoryRow) -> Pass:
    return Pass(
        activity_id=row.activity_id,
        person_id=row.person_id,
        participant_unit_id=row.participant_unit_id,
        created_at=row.signed_up_at,
    )


def _signup(row: HistoryRow, held: Pass) -> Signup:
    return Signup(
        slot_id=row.slot_id,  # type: ignore[misc]  # only rows with a slot come here
        shift_id=row.shift_id,
        pass_held_id=held.pk,
        person_id=row.person_id,
        contact_key=row.contact_key,
        state=row.state,
        waiting_since=row.signed_up_at if row.state == SignupState.WAITING else None,
        created_at=row.signed_up_at,
    )


def _count_places(signups: Iterable[Signup]) -> None:
    """Raise the counters of slots by what was loaded; the database refuses more than the capacity."""
    taken: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for signup in signups:
        taken[signup.slot_id] += signup.state in HOLDING_STATES
        waiting[signup.slot_id] += signup.state == SignupState.WAITING
    for slot_id in sorted(taken):
        Slot.objects.filter(pk=slot_id).update(
            taken=F("taken") + taken[slot_id], waiting=F("waiting") + waiting[slot_id]
        )


def _participation(row: HistoryRow, signup: Signup | None) -> Participation:
    return Participation(
        shift_id=row.shift_id,
        activity_id=row.activity_id,
        person_id=row.person_id,
        signup_id=signup.pk if signup is not None else None,
        organiser_unit_id=row.organiser_unit_id,
        participant_unit_id=row.participant_unit_id,
        place_id=row.place_id,
        day=local_day(row.shift_starts_at),
        method=_method(row),
        checked_in_at=row.checked_in_at,  # type: ignore[misc]  # only rows with one come here
        checked_out_at=row.checked_out_at,
    )


def _method(row: HistoryRow) -> CheckInMethod:
    walked_in = row.slot_id is None and row.source == HoursSource.ROLL_CALL
    return CheckInMethod.WALK_IN if walked_in else _METHODS[row.source]


def _hours(row: HistoryRow, presence: Participation, *, now: datetime) -> HoursEntry:
    return HoursEntry(
        participation_id=presence.pk,
        activity_id=row.activity_id,
        person_id=row.person_id,
        organiser_unit_id=row.organiser_unit_id,
        participant_unit_id=row.participant_unit_id,
        place_id=row.place_id,
        day=presence.day,
        minutes=row.minutes,  # type: ignore[misc]  # only rows with some come here
        source=row.source,
        out_assumed=row.checked_out_at is None and row.source != HoursSource.LATE,
        confirmed_by_unit_id=row.confirmed_by_unit_id,
        recorded_at=now,
    )


def _only_unit(rows: Sequence[HistoryRow]) -> int | None:
    """The unit whose trail shows the load; none when it spans several."""
    units = {row.organiser_unit_id for row in rows}
    return units.pop() if len(units) == 1 else None


def _cells(rows: Iterable[HistoryRow]) -> set[tuple[int, date]]:
    touched = set()
    for row in rows:
        day = local_day(row.shift_starts_at)
        touched.add((row.organiser_unit_id, day))
        if row.participant_unit_id is not None:
            touched.add((row.participant_unit_id, day))
    return touched
