"""Who comes without a pass: walk-ins, and check-outs tapped in the list of those present."""

from datetime import datetime

from django.db import IntegrityError, transaction

from aoxanh.activities.actions.attendance import (
    Candidate,
    Written,
    candidate_without_pass,
    candidates,
    recompute,
    store_presence_scan,
    write_presence,
)
from aoxanh.activities.actions.checkins import answer, answer_again, door, record_scan
from aoxanh.activities.errors import DoorClosed, ShiftUnknown
from aoxanh.activities.models import Activity, Participation, Shift, Signup
from aoxanh.activities.rules.checkin import door_is_open
from aoxanh.activities.types import (
    ACTIVE_STATES,
    CheckInMethod,
    CheckInResult,
    Direction,
    ScanGiven,
    WalkInGiven,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.errors import Missing
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries


def check_in_walk_in(
    *, by: Actor, activity_id: int, scan: ScanGiven, walker: WalkInGiven, now: datetime
) -> CheckInResult:
    """Take in a person who did not sign up; ``scan.shift_id`` says for which shift.

    Who signed up or came already under the same name and contact is taken for that person. Raises
    ``DoorClosed``, ``ShiftUnknown``, ``Missing``, ``NotAllowed`` and what ``people.register_guest`` raises.
    """
    try:
        with transaction.atomic():
            return _walk_in(by=by, activity_id=activity_id, scan=scan, walker=walker, now=now)
    except IntegrityError:
        # Another device took the same person in at the same moment.
        with transaction.atomic():
            return _walk_in(by=by, activity_id=activity_id, scan=scan, walker=walker, now=now)


def _walk_in(
    *, by: Actor, activity_id: int, scan: ScanGiven, walker: WalkInGiven, now: datetime
) -> CheckInResult:
    activity, seen = door(by=by, activity_id=activity_id, uuid=scan.uuid)
    if seen:
        return answer_again(scan.uuid, activity)
    if not door_is_open(activity.state, offline=scan.offline):
        raise DoorClosed
    shift = Shift.objects.filter(pk=scan.shift_id or 0, activity=activity).first()
    if shift is None:
        raise ShiftUnknown

    found = _known(shift, walker) or _registered(by, activity, shift, walker, now=now)
    stored = store_presence_scan(
        by=by,
        activity=activity,
        shift_id=shift.pk,
        person_id=found.person_id,
        scan=scan,
        method=CheckInMethod.WALK_IN,
        now=now,
    )
    written = write_presence(found, activity=activity, scan=stored)
    record_scan(stored, written, activity, by=by, now=now)
    return answer(stored, found, written)


def _known(shift: Shift, walker: WalkInGiven) -> Candidate | None:
    """The sign-up of the same name and contact for this shift, whatever became of it."""
    try:
        phone, email = read_contact(walker.contact)
    except ValueError:
        return None
    key = people_queries.contact_key(phone or email, walker.full_name)
    found = candidates(Signup.objects.filter(shift=shift, contact_key=key))
    return max(found, key=lambda each: (each.state in ACTIVE_STATES, each.signup_id), default=None)


def _registered(
    by: Actor, activity: Activity, shift: Shift, walker: WalkInGiven, *, now: datetime
) -> Candidate:
    person = people.register_guest(
        by=by,
        full_name=walker.full_name,
        contact=walker.contact,
        birth_year=walker.birth_year,
        unit_id=activity.unit_id,
        guardian=walker.guardian,
        contact_needed=False,
        now=now,
    )
    return candidate_without_pass(
        shift,
        person_id=person.pk,
        full_name=person.full_name,
        participant_unit_id=walker.participant_unit_id,
    )


@transaction.atomic
def check_out_present(
    *, by: Actor, participation_id: int, scan: ScanGiven, now: datetime
) -> CheckInResult:
    """Check out somebody in the list of those present, with or without a pass.

    The same ``uuid`` again changes nothing. Raises ``Missing``, ``DoorClosed``, ``NotAllowed``.
    """
    rows = Participation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person"
    )
    row = rows.filter(pk=participation_id).first()
    if row is None or scan.direction != Direction.OUT:
        raise Missing
    activity, seen = door(by=by, activity_id=row.activity_id, uuid=scan.uuid)
    if seen:
        return answer_again(scan.uuid, activity)
    if not door_is_open(activity.state, offline=scan.offline):
        raise DoorClosed

    before = row.checked_out_at
    stored = store_presence_scan(
        by=by,
        activity=activity,
        shift_id=row.shift_id,
        person_id=row.person_id,
        scan=scan,
        method=CheckInMethod.LIST,
        now=now,
    )
    remaining = recompute(row)
    changed = remaining is not None and remaining.checked_out_at != before
    written = Written(participation=remaining, changed=changed)
    record_scan(stored, written, activity, by=by, now=now)
    found = candidates(Signup.objects.filter(pk=row.signup_id)) if row.signup_id else []
    return answer(stored, found[0] if found else None, written)
