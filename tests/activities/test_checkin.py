"""The door: what counts, what is kept, that scans are a set, walk-ins, taking back."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Participation, Scan, Signup
from aoxanh.activities.types import Direction, KeptReason, ScanGiven, ScanOutcome
from aoxanh.audit.models import Entry
from aoxanh.documents import queries as documents
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Membership
from tests.activities.crowd import Crowd
from tests.activities.world import refused


@pytest.fixture
def held(crowd):
    return crowd.sign_up("Giàng Thị Mỷ", "0912345678")


def test_a_signed_pass_checks_its_bearer_in(crowd, held):
    result = crowd.scan(held)

    assert result.outcome == ScanOutcome.ACCEPTED
    assert result.full_name == "Giàng Thị Mỷ"
    assert result.sentence == ""
    assert not result.again
    assert Participation.objects.get().checked_in_at == crowd.clock(7)


def test_checking_in_costs_six_statements_at_most(crowd, held, statements):
    officer, raw = crowd.officer, documents.sign({"p": held.code, "a": crowd.activity.code})
    activity_id, moment = crowd.activity.pk, crowd.clock(7)
    scan = ScanGiven(uuid=uuid4(), device_at=moment, raw=raw)

    with statements() as counted:
        actions.check_in(by=officer, activity_id=activity_id, scan=scan, now=moment)

    assert counted.count == 6, counted.sqls


def test_a_scan_keeps_what_the_device_said(crowd, held):
    local = timezone(timedelta(hours=7))
    made = crowd.clock(6, 50).astimezone(local)

    crowd.scan(held, now=crowd.clock(9), device_at=made, device_id="máy 1", offline=True)

    scan = Scan.objects.get()
    assert (scan.device_offset, scan.device_id, scan.offline) == (420, "máy 1", True)
    assert scan.happened_at == crowd.clock(6, 50)
    assert scan.received_at == crowd.clock(9)
    assert Participation.objects.get().checked_in_at == crowd.clock(6, 50)


def test_a_device_whose_clock_runs_ahead_counts_from_its_arrival(crowd, held):
    crowd.scan(held, now=crowd.clock(7), device_at=crowd.clock(23), offline=True)

    assert Scan.objects.get().happened_at == crowd.clock(7)


def test_the_same_scan_twice_changes_nothing_and_answers_the_same(crowd, held):
    uuid = uuid4()
    first = crowd.scan(held, uuid=uuid)

    second = crowd.scan(held, uuid=uuid, now=crowd.clock(8))

    assert second.again
    assert (second.scan_id, second.participation_id) == (first.scan_id, first.participation_id)
    assert second.checked_in_at == first.checked_in_at
    assert Scan.objects.count() == 1
    assert Entry.objects.filter(event="activities.Scanned").count() == 1


def test_a_scan_of_another_door_is_not_told(crowd, held):
    uuid = uuid4()
    crowd.scan(held, uuid=uuid)
    other = Crowd.at(crowd.world)

    with refused(Missing):
        other.scan(held, uuid=uuid)


def test_a_second_check_in_is_stored_and_says_since_when(crowd, held):
    crowd.scan(held)

    result = crowd.scan(held, now=crowd.clock(7, 30))

    assert result.again
    assert result.checked_in_at == crowd.clock(7)
    assert Scan.objects.count() == 2


@pytest.mark.parametrize("typed", ["{}", "{} ", "lower"])
def test_a_typed_code_checks_in(crowd, held, typed):
    code = held.short_code.lower() if typed == "lower" else typed.format(held.short_code)

    result = crowd.scan(short_code=code)

    assert result.outcome == ScanOutcome.ACCEPTED
    assert Participation.objects.get().method == "CODE"


def test_a_tap_in_the_list_checks_in(crowd, held):
    result = crowd.scan(signup_id=crowd.signup(held).pk)

    assert result.outcome == ScanOutcome.ACCEPTED
    assert Participation.objects.get().method == "LIST"


def test_checking_out_closes_the_presence(crowd, held):
    crowd.scan(held)

    result = crowd.leave(held)

    assert result.checked_out_at == crowd.clock(11)


def test_scans_are_a_set_whatever_their_order(world):
    made = [
        (Direction.IN, 7),
        (Direction.OUT, 9),
        (Direction.IN, 10),
        (Direction.OUT, 11),
    ]
    for number, order in enumerate(permutations(made)):
        if number % 5:
            continue
        crowd = Crowd.at(world)
        held = crowd.sign_up()
        for direction, hour in order:
            crowd.scan(
                held,
                now=crowd.clock(11, 30),
                device_at=crowd.clock(hour),
                direction=direction,
                offline=True,
            )
        row = Participation.objects.get(activity=crowd.activity)
        assert (row.checked_in_at, row.checked_out_at) == (crowd.clock(7), crowd.clock(11))


def test_a_check_out_waits_for_its_check_in(crowd, held):
    result = crowd.leave(held)

    assert result.outcome == ScanOutcome.ACCEPTED
    assert result.participation_id is None
    assert Participation.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("PENDING", KeptReason.PENDING),
        ("WITHDRAWN", KeptReason.WITHDRAWN),
        ("DECLINED", KeptReason.DECLINED),
        ("CANCELLED", KeptReason.CANCELLED),
        ("WAITING", KeptReason.WAITING),
    ],
)
def test_a_pass_without_a_confirmed_signup_is_kept_with_a_sentence(crowd, held, state, reason):
    Signup.objects.update(state=state, waiting_since=crowd.world.now)

    result = crowd.scan(held)

    assert (result.outcome, result.reason) == (ScanOutcome.KEPT, reason)
    assert result.sentence
    assert result.full_name == "Giàng Thị Mỷ"
    assert Scan.objects.get().person_id == held.person_id
    assert Participation.objects.count() == 0


def test_a_pass_of_another_activity_is_kept(crowd):
    foreign = Crowd.at(crowd.world).sign_up()

    result = crowd.scan(foreign)

    assert (result.outcome, result.reason) == (ScanOutcome.KEPT, KeptReason.FOREIGN)
    assert Scan.objects.get().raw


def test_a_tampered_pass_is_kept(crowd, held):
    raw = documents.sign({"p": held.code, "a": crowd.activity.code})

    result = crowd.scan(raw=raw[:-4] + "AAAA")

    assert (result.outcome, result.reason) == (ScanOutcome.KEPT, KeptReason.TAMPERED)
    assert "điểm danh" in result.sentence


@pytest.mark.parametrize("which", [{"short_code": "XXXXXXXX"}, {"signup_id": 0}, {}])
def test_a_code_nobody_holds_is_kept(crowd, which):
    result = crowd.scan(**which)

    assert (result.outcome, result.reason) == (ScanOutcome.KEPT, KeptReason.UNKNOWN_PASS)


def test_a_pass_for_another_shift_is_kept(crowd, held):
    afternoon = crowd.add_shift()

    result = crowd.scan(held, shift_id=afternoon.shift_id)

    assert result.reason == KeptReason.OTHER_SHIFT


def test_of_two_shifts_the_one_nearest_in_time_is_meant(crowd):
    afternoon = crowd.add_shift()
    held = crowd.sign_up(slots=[crowd.slot.pk, afternoon.pk])

    assert crowd.scan(held, now=crowd.clock(7)).shift_id == crowd.slot.shift_id
    assert crowd.scan(held, now=crowd.clock(13)).shift_id == afternoon.shift_id


def test_outside_the_hours_of_the_shift_a_scan_is_kept(crowd, held):
    result = crowd.scan(held, now=crowd.clock(3))

    assert result.reason == KeptReason.NOT_ITS_TIME


def test_after_closing_only_what_was_offline_counts_and_earns_its_minutes(crowd, held):
    other = crowd.sign_up()
    crowd.close()

    online = crowd.scan(other, now=crowd.clock(12))
    offline = crowd.scan(held, now=crowd.clock(13), device_at=crowd.clock(7), offline=True)

    assert online.reason == KeptReason.NOT_RUNNING
    assert offline.outcome == ScanOutcome.ACCEPTED
    assert Participation.objects.get().entries.get().minutes == 240


def test_a_kept_scan_answers_the_same_again(crowd):
    uuid = uuid4()
    crowd.scan(short_code="XXXXXXXX", uuid=uuid)

    again = crowd.scan(short_code="XXXXXXXX", uuid=uuid)

    assert (again.outcome, again.reason, again.again) == (
        ScanOutcome.KEPT,
        KeptReason.UNKNOWN_PASS,
        True,
    )


def test_only_the_organiser_runs_the_door(crowd, held):
    crowd.officer = crowd.world.officer(crowd.world.binh_lu)

    with refused(NotAllowed):
        crowd.scan(held)
    crowd.activity = Activity(pk=0, code="0", starts_on=crowd.activity.starts_on)
    with refused(Missing):
        crowd.scan(raw="x")


def test_a_presence_fixes_three_attributions_on_its_day(crowd, held):
    Membership.objects.create(
        person=held.person,
        unit=crowd.world.binh_lu,
        kind="MEMBER",
        valid_from=crowd.world.day,
    )

    crowd.scan(held)

    row = Participation.objects.get()
    assert row.organiser_unit == crowd.world.ta_leng
    assert row.participant_unit == crowd.world.binh_lu
    assert row.place == crowd.activity.place
    assert row.day == crowd.activity.starts_on
    touched = {tuple(cell) for cell in Entry.objects.get(event="activities.Scanned").touches}
    day = row.day.isoformat()
    assert touched == {(crowd.world.ta_leng.pk, day), (crowd.world.binh_lu.pk, day)}


def test_the_unit_named_at_signing_up_wins(crowd):
    held = crowd.sign_up(participant_unit_id=crowd.world.province.pk)

    crowd.scan(held)

    assert Participation.objects.get().participant_unit == crowd.world.province


def test_two_devices_at_once_make_one_presence(crowd, held, monkeypatch):
    crowd.scan(held)
    from aoxanh.activities.actions import checkins  # noqa: PLC0415  patched below

    real, blind = checkins.candidates_by_code, []

    def blind_once(activity_id, code):
        found = real(activity_id, code)
        if blind:
            return found
        blind.append(True)
        return [_unseen(candidate) for candidate in found]

    monkeypatch.setattr(checkins, "candidates_by_code", blind_once)
    result = crowd.scan(held, now=crowd.clock(7, 1))

    assert result.again
    assert Participation.objects.count() == 1
    assert Scan.objects.count() == 2


def test_what_another_device_wrote_meanwhile_is_not_lost(crowd, held, monkeypatch):
    crowd.scan(held, now=crowd.clock(7, 30))
    crowd.leave(held, now=crowd.clock(9))
    from aoxanh.activities.actions import checkins  # noqa: PLC0415  patched below

    real = checkins.store_scan

    def meanwhile(**given):
        Participation.objects.update(checked_out_at=crowd.clock(11), checked_in_at=crowd.clock(7))
        return real(**given)

    monkeypatch.setattr(checkins, "store_scan", meanwhile)
    crowd.leave(held, now=crowd.clock(10))

    row = Participation.objects.get()
    assert (row.checked_in_at, row.checked_out_at) == (crowd.clock(7), crowd.clock(11))


def _unseen(candidate):
    from dataclasses import replace  # noqa: PLC0415  only here

    return replace(candidate, participation_id=None, first_in=None)


def _keep_all():
    Scan.objects.update(outcome="KEPT")


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_a_scan(crowd, held, verb):
    crowd.scan(held)

    change = Scan.objects.all().delete if verb == "DELETE" else _keep_all
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert Scan.objects.get().outcome == "ACCEPTED"


def test_device_times_need_no_offset_of_their_own(crowd, held):
    crowd.scan(held, device_at=datetime(2026, 11, 28, 0, 0, tzinfo=UTC))

    assert Scan.objects.get().device_offset == 0
