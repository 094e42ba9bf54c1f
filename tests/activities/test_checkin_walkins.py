"""At the door without a pass: walk-ins, the list of those present, taking a scan back."""

from uuid import uuid4

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Participation, Scan
from aoxanh.activities.types import Direction, ScanGiven, ScanOutcome, WalkInGiven
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.errors import MinorNeedsGuardian
from aoxanh.people.models import Consent, Person
from aoxanh.people.types import GuardianGiven
from tests.activities.world import refused


@pytest.fixture
def held(crowd):
    return crowd.sign_up("Giàng Thị Mỷ", "0912345678")


def test_taking_a_check_in_back_is_a_new_scan(crowd, held):
    result = crowd.scan(held)

    remaining = actions.undo_check_in(
        by=crowd.officer, scan_id=result.scan_id, uuid=uuid4(), now=crowd.clock(7, 5)
    )

    assert remaining is None
    assert Participation.objects.count() == 0
    assert Scan.objects.count() == 2
    again = crowd.scan(held, now=crowd.clock(7, 10))
    assert again.checked_in_at == crowd.clock(7, 10)


def test_taking_a_check_out_back_leaves_the_presence(crowd, held):
    crowd.scan(held)
    out = crowd.leave(held, now=crowd.clock(9))

    remaining = actions.undo_check_in(
        by=crowd.officer, scan_id=out.scan_id, uuid=uuid4(), now=crowd.clock(9, 5)
    )

    assert remaining.checked_out_at is None


def test_what_cannot_be_taken_back_says_so(crowd, held):
    def undo(scan_id, by=crowd.officer):
        actions.undo_check_in(by=by, scan_id=scan_id, uuid=uuid4(), now=crowd.clock(7, 5))

    kept = crowd.scan(short_code="XXXXXXXX")
    waiting_out = crowd.leave(held)
    undo(waiting_out.scan_id)

    with refused(errors.ScanNotCounted):
        undo(kept.scan_id)
    with refused(errors.ScanUnknown):
        undo(0)
    with refused(errors.ScanAlreadyUndone):
        undo(waiting_out.scan_id)
    with refused(NotAllowed):
        undo(waiting_out.scan_id, by=crowd.world.officer(crowd.world.binh_lu))


def test_settled_hours_are_corrected_not_undone(crowd, held):
    result = crowd.scan(held)
    crowd.close()
    crowd.settle()

    with refused(errors.HoursAlreadySettled):
        actions.undo_check_in(
            by=crowd.officer, scan_id=result.scan_id, uuid=uuid4(), now=crowd.clock(12)
        )


def _walk_in(crowd, full_name="Vàng A Sử", *, uuid=None, shift_id=None, offline=False, **given):
    scan = ScanGiven(
        uuid=uuid or uuid4(),
        device_at=crowd.clock(7),
        shift_id=crowd.shift.pk if shift_id is None else shift_id,
        offline=offline,
    )
    return actions.check_in_walk_in(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        scan=scan,
        walker=WalkInGiven(full_name=full_name, **given),
        now=crowd.clock(7),
    )


def test_a_walk_in_needs_only_a_name(crowd):
    result = _walk_in(crowd)

    row = Participation.objects.get()
    assert (row.method, row.signup_id) == ("WALK_IN", None)
    assert result.full_name == "Vàng A Sử"
    assert Consent.objects.filter(person_id=row.person_id).count() == 1
    assert crowd.slot.taken == 0


def test_a_minor_who_walks_in_needs_a_guardian_too(crowd):
    with refused(MinorNeedsGuardian):
        _walk_in(crowd, birth_year=2014)

    guardian = GuardianGiven(full_name="Sùng A Páo", phone="0987654321")
    assert _walk_in(crowd, birth_year=2014, guardian=guardian).participation_id


def test_who_signed_up_and_walks_in_is_the_same_person(crowd, held):
    result = _walk_in(crowd, "Giàng Thị Mỷ", contact="0912 345 678")

    assert result.person_id == held.person_id
    assert Participation.objects.get().signup_id == crowd.signup(held).pk


def test_who_withdrew_and_comes_all_the_same_walks_in(crowd, held):
    crowd.withdraw(held)

    result = _walk_in(crowd, "Giàng Thị Mỷ", contact="0912345678")

    assert result.outcome == ScanOutcome.ACCEPTED
    assert Person.objects.count() == 1


def test_a_walk_in_sent_twice_is_one_person(crowd):
    uuid = uuid4()
    first = _walk_in(crowd, uuid=uuid)

    second = _walk_in(crowd, uuid=uuid)

    assert second.again
    assert second.person_id == first.person_id
    assert Person.objects.count() == 1


def test_walk_ins_come_while_the_door_is_open_and_to_a_shift(crowd):
    with refused(errors.ShiftUnknown):
        _walk_in(crowd, shift_id=0)
    crowd.close()
    with refused(errors.DoorClosed):
        _walk_in(crowd)


def _check_out(crowd, participation_id, *, uuid=None, direction=Direction.OUT):
    scan = ScanGiven(uuid=uuid or uuid4(), device_at=crowd.clock(10), direction=direction)
    return actions.check_out_present(
        by=crowd.officer, participation_id=participation_id, scan=scan, now=crowd.clock(10)
    )


def test_everybody_present_can_be_checked_out_from_the_list(crowd, held):
    walked, scanned = _walk_in(crowd), crowd.scan(held)
    uuid = uuid4()

    assert _check_out(crowd, walked.participation_id).checked_out_at == crowd.clock(10)
    assert _check_out(crowd, scanned.participation_id, uuid=uuid).full_name == "Giàng Thị Mỷ"
    assert _check_out(crowd, scanned.participation_id, uuid=uuid).again
    with refused(Missing):
        _check_out(crowd, 0)
    with refused(Missing):
        _check_out(crowd, walked.participation_id, direction=Direction.IN)
    crowd.close()
    with refused(errors.DoorClosed):
        _check_out(crowd, walked.participation_id)
