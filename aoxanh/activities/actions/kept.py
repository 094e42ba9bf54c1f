"""Looking at scans that were only kept: counting one after all, or setting it aside."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from aoxanh.activities.actions.attendance import (
    Candidate,
    candidate_without_pass,
    candidates,
    store_presence_scan,
    write_presence,
)
from aoxanh.activities.actions.checkins import answer, record_scan
from aoxanh.activities.actions.overlapping import look_for_the_check_in
from aoxanh.activities.errors import DoorClosed, ScanAlreadyUndone, ScanNotAdmissible, ScanUnknown
from aoxanh.activities.models import Scan, Shift, Signup
from aoxanh.activities.rules.checkin import door_is_open
from aoxanh.activities.types import (
    ACTIVE_STATES,
    ADMISSIBLE,
    CheckInMethod,
    CheckInResult,
    Direction,
    ScanGiven,
    ScanOutcome,
)
from aoxanh.activities.types.checkin import ScanUndone
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.turns import AtTheDoor


if TYPE_CHECKING:
    from aoxanh.people.models import Person


def admit_kept(*, by: Actor, scan_id: int, uuid: UUID, now: datetime) -> CheckInResult:
    """Count a kept scan of somebody who does serve, at the time it was made, by the organiser's word.

    Raises ``ScanUnknown``, ``ScanNotAdmissible``, ``DoorClosed``, ``NotAllowed``.
    """
    try:
        with transaction.atomic():
            kept, told = _admit(by=by, scan_id=scan_id, uuid=uuid, now=now)
    except IntegrityError:
        # Another device took the same person in at the same moment.
        with transaction.atomic():
            kept, told = _admit(by=by, scan_id=scan_id, uuid=uuid, now=now)
    look_for_the_check_in(by=by, activity_id=kept.activity_id, result=told, now=now)
    return told


def _admit(*, by: Actor, scan_id: int, uuid: UUID, now: datetime) -> tuple[Scan, CheckInResult]:
    kept = _kept(by, scan_id)
    activity = kept.activity
    if kept.reason not in ADMISSIBLE or kept.person is None or kept.shift is None:
        raise ScanNotAdmissible
    if not door_is_open(activity.state, offline=False):
        raise DoorClosed

    found = _candidate(kept.shift, kept.person)
    given = ScanGiven(
        uuid=uuid,
        device_at=kept.happened_at,
        direction=Direction(kept.direction),
        device_id=kept.device_id,
        offline=True,
    )
    stored = store_presence_scan(
        by=by,
        activity=activity,
        shift_id=kept.shift.pk,
        person_id=kept.person.pk,
        scan=given,
        method=CheckInMethod.LIST,
        now=now,
    )
    written = write_presence(found, activity=activity, scan=stored)
    record_scan(stored, written, activity, by=by, now=now)
    return kept, answer(stored, found, written)


def _candidate(shift: Shift, person: "Person") -> Candidate:
    """The sign-up of that person for that shift, whatever became of it."""
    found = candidates(Signup.objects.filter(shift=shift, person=person))
    if found:
        return max(found, key=lambda each: (each.state in ACTIVE_STATES, each.signup_id))
    return candidate_without_pass(
        shift,
        person_id=person.pk,
        full_name=person.full_name,
        participant_unit_id=None,
    )


@transaction.atomic
def set_aside_kept(*, by: Actor, scan_id: int, uuid: UUID, now: datetime) -> Scan:
    """Say that a kept scan was looked at and counts for nothing; the scan itself stays stored.

    Raises ``ScanUnknown``, ``ScanAlreadyUndone``, ``NotAllowed``.
    """
    kept = _kept(by, scan_id)
    try:
        with transaction.atomic():
            looked_at = Scan.objects.create(
                activity=kept.activity,
                shift_id=kept.shift_id,
                person_id=kept.person_id,
                undoes=kept,
                uuid=uuid,
                direction=kept.direction,
                method=kept.method,
                account_id=by.account_id,
                outcome=ScanOutcome.KEPT,
                reason=kept.reason,
                device_at=now,
                device_offset=0,
                happened_at=now,
                received_at=now,
            )
    except IntegrityError as fault:
        raise ScanAlreadyUndone from fault
    audit.record(
        by=by,
        event=ScanUndone(kept.activity_id, looked_at.pk, kept.pk),
        unit_id=kept.activity.unit_id,
        subject=("activity", kept.activity_id),
        now=now,
    )
    return looked_at


def _kept(by: Actor, scan_id: int) -> Scan:
    rows = Scan.objects.select_related("activity", "shift", "person")
    rows = rows.annotate(at_the_door=AtTheDoor("activity_id"))
    kept = rows.filter(pk=scan_id, outcome=ScanOutcome.KEPT, undoes__isnull=True).first()
    if kept is None:
        raise ScanUnknown
    by.require(Permission.CHECKIN_RUN, at=kept.activity.unit_id)
    return kept
