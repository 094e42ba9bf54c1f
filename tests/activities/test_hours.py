"""Hours: what is credited, corrections, late entries, who confirms, what the ledger refuses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, ActivityKind, HoursEntry, LateEntry, Participation
from aoxanh.activities.rules.checkin import presence
from aoxanh.activities.rules.hours import (
    confirming,
    credit,
    creditable_minutes,
    source_of,
)
from aoxanh.activities.types import CheckInMethod, HoursSource
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.people.models import Person
from tests.activities.crowd import Crowd
from tests.activities.world import refused


SEVEN = datetime(2026, 11, 28, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "cap", "minutes"), [(4, 240, 240), (5, 240, 240), (-1, 240, 0), (0.5, 240, 30)]
)
def test_minutes_are_never_negative_and_never_above_the_cap(hours, cap, minutes):
    out = SEVEN + timedelta(hours=hours)

    assert creditable_minutes(checked_in=SEVEN, checked_out=out, cap=cap) == minutes


@pytest.mark.parametrize(
    ("came", "left", "minutes", "assumed"),
    [(-30, 240, 240, False), (30, 240, 210, False), (0, None, 240, True), (0, 400, 240, False)],
)
def test_gathering_early_earns_nothing_and_no_check_out_means_the_end(came, left, minutes, assumed):
    earned = credit(
        checked_in=SEVEN + timedelta(minutes=came),
        checked_out=None if left is None else SEVEN + timedelta(minutes=left),
        shift_starts=SEVEN,
        shift_ends=SEVEN + timedelta(hours=4),
        cap=240,
    )

    assert (earned.minutes, earned.assumed) == (minutes, assumed)


def test_a_check_out_before_the_check_in_counts_as_none():
    assert presence([SEVEN], [SEVEN - timedelta(hours=1)]) == (SEVEN, None)
    assert presence([], [SEVEN]) is None


@pytest.mark.parametrize(
    ("method", "source"),
    [
        (CheckInMethod.CAMERA, HoursSource.SCAN),
        (CheckInMethod.CODE, HoursSource.SCAN),
        (CheckInMethod.LIST, HoursSource.ROLL_CALL),
        (CheckInMethod.WALK_IN, HoursSource.ROLL_CALL),
        (CheckInMethod.LATE, HoursSource.LATE),
        (CheckInMethod.IMPORT, HoursSource.IMPORT),
    ],
)
def test_where_minutes_come_from_follows_how_presence_was_known(method, source):
    assert source_of(method) == source


@pytest.fixture
def served(crowd):
    """One scanned in and out, one tapped in the list and never out; the activity is closed."""
    scanned, tapped = crowd.sign_up(), crowd.sign_up()
    crowd.scan(scanned)
    crowd.leave(scanned, now=crowd.clock(10))
    crowd.scan(signup_id=crowd.signup(tapped).pk)
    crowd.close()
    return crowd, scanned, tapped


def test_closing_settles_everybody_once(served):
    crowd, scanned, tapped = served

    first, second = crowd.settle(), crowd.settle()

    assert (first.entries, first.minutes, first.assumed) == (2, 420, 1)
    assert (second.entries, second.minutes) == (0, 0)
    by_person = {entry.person_id: entry for entry in HoursEntry.objects.all()}
    assert by_person[scanned.person_id].source == "SCAN"
    assert not by_person[scanned.person_id].out_assumed
    assert by_person[tapped.person_id].source == "ROLL_CALL"
    assert by_person[tapped.person_id].out_assumed
    entry = Entry.objects.get(event="activities.HoursSettled")
    assert entry.touches == [[crowd.activity.unit_id, crowd.activity.starts_on.isoformat()]]


def test_settling_costs_the_same_for_one_and_for_many(world, statements):
    counts = []
    for people in (1, 4):
        crowd = Crowd.at(world, places=9)
        for _ in range(people):
            crowd.scan(crowd.sign_up())
        crowd.close()
        with statements() as counted:
            crowd.settle()
        counts.append(counted.count)

    assert counts[0] == counts[1] == 5


def test_closing_early_credits_nobody_beyond_that_moment(crowd):
    crowd.scan(crowd.sign_up())
    crowd.close(now=crowd.clock(9))

    assert crowd.settle(now=crowd.clock(9)).minutes == 120


def test_a_check_out_that_crossed_the_check_in_is_found_in_the_scans(served):
    crowd, scanned, _tapped = served
    Participation.objects.filter(person=scanned.person).update(checked_out_at=None)

    crowd.settle()

    assert HoursEntry.objects.get(person=scanned.person).minutes == 180


def test_kinds_without_hours_yield_none(served):
    crowd, *_held = served
    ActivityKind.objects.update(yields_hours=False)

    assert crowd.settle().entries == 0


def test_hours_are_settled_after_closing_by_the_organiser(crowd):
    with refused(errors.WrongState):
        crowd.settle()
    crowd.officer = crowd.world.officer(crowd.world.binh_lu)
    with refused(NotAllowed):
        crowd.settle()


def _drop_all():
    HoursEntry.objects.all().delete()


def _lengthen_all():
    HoursEntry.objects.update(minutes=9999)


@pytest.mark.parametrize("change", [_drop_all, _lengthen_all])
def test_the_database_refuses_to_change_the_ledger(served, change):
    crowd, *_held = served
    crowd.settle()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_the_database_credits_a_presence_once(served):
    crowd, *_held = served
    crowd.settle()
    entry = HoursEntry.objects.first()
    entry.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def _correct(crowd, entry, minutes, *, by=None, reason="Về sớm"):
    return actions.correct_hours(
        by=by or crowd.officer,
        entry_id=entry.pk,
        minutes=minutes,
        reason=reason,
        now=crowd.clock(15),
    )


@pytest.fixture
def settled(served):
    crowd, scanned, _tapped = served
    crowd.settle()
    return crowd, HoursEntry.objects.get(person=scanned.person)


def test_a_correction_is_new_entries_that_say_why(settled):
    crowd, entry = settled

    replacement = _correct(crowd, entry, 60)

    rows = HoursEntry.objects.filter(participation=entry.participation).order_by("pk")
    assert [(row.role, row.minutes) for row in rows] == [
        ("CREDIT", 180),
        ("REVERSAL", -180),
        ("REPLACEMENT", 60),
    ]
    assert replacement.reason == "Về sớm"
    assert queries.hours_of([entry.person_id]).minutes == 60
    _correct(crowd, replacement, 30)
    assert queries.hours_of([entry.person_id]).minutes == 30


def test_only_the_latest_entry_is_corrected(settled):
    crowd, entry = settled
    _correct(crowd, entry, 60)

    with refused(errors.AlreadyCorrected):
        _correct(crowd, entry, 30)
    with refused(errors.AlreadyCorrected):
        _correct(crowd, HoursEntry.objects.get(role="REVERSAL"), 0)


def test_two_corrections_at_once_leave_one(settled, monkeypatch):
    crowd, entry = settled

    def too_late(*_entry, **_given):
        message = "UNIQUE"
        raise IntegrityError(message)

    monkeypatch.setattr("aoxanh.activities.actions.hours.replace_entry", too_late)

    with refused(errors.AlreadyCorrected):
        _correct(crowd, entry, 60)


def test_minutes_grow_only_by_someone_outside(settled):
    crowd, entry = settled

    with refused(errors.ConfirmationFromOutside):
        _correct(crowd, entry, 240)
    superior = crowd.world.officer(crowd.world.province, "PROVINCE_OFFICER")
    replacement = _correct(crowd, entry, 240, by=superior)
    assert replacement.confirmed_by_unit == crowd.world.province


def test_corrections_are_refused_with_a_reason(settled):
    crowd, entry = settled

    with refused(errors.ReasonMissing):
        _correct(crowd, entry, 60, reason=" ")
    for minutes in (-1, 241):
        with refused(errors.MinutesOutOfRange):
            _correct(crowd, entry, minutes)
    with refused(NotAllowed):
        _correct(crowd, entry, 60, by=crowd.world.officer(crowd.world.binh_lu))
    with refused(Missing):
        _correct(crowd, HoursEntry(pk=0), 60)


@pytest.fixture
def absent(crowd):
    """Who signed up and whom nobody recorded."""
    return crowd, crowd.sign_up()


def _ask(crowd, held, *, minutes=120, reason="Điện thoại hết pin", now=None, **given):
    return actions.ask_late_entry(
        by=given.get("by", crowd.officer),
        shift_id=given.get("shift_id", crowd.shift.pk),
        person_id=held.person_id,
        minutes=minutes,
        reason=reason,
        now=now or crowd.clock(15),
    )


def _decide(crowd, late, *, by=None, confirm=True):
    by = by or crowd.world.officer(crowd.world.province, "PROVINCE_OFFICER", account_id=8)
    return actions.decide_late_entry(
        by=by, late_entry_id=late.pk, confirm=confirm, note="đã hỏi", now=crowd.clock(16)
    )


def test_a_late_entry_joins_the_ledger_with_its_label(absent):
    crowd, held = absent

    late = _decide(crowd, _ask(crowd, held))

    assert (late.state, late.decided_unit) == ("CONFIRMED", crowd.world.province)
    entry = HoursEntry.objects.get()
    assert (entry.source, entry.minutes, entry.confirmed_by_unit) == (
        "LATE",
        120,
        crowd.world.province,
    )
    row = Participation.objects.get()
    assert row.method == "LATE"
    crowd.close()
    assert crowd.settle().entries == 0


def test_a_returned_late_entry_writes_nothing_and_may_be_asked_again(absent):
    crowd, held = absent

    late = _decide(crowd, _ask(crowd, held), confirm=False)

    assert late.state == "RETURNED"
    assert HoursEntry.objects.count() == Participation.objects.count() == 0
    _ask(crowd, held)
    assert LateEntry.objects.count() == 2


def test_neither_organiser_nor_asker_nor_neighbour_nor_machine_confirms(absent):
    crowd, held = absent
    late = _ask(crowd, held)
    world = crowd.world

    for by in (
        crowd.officer,
        world.officer(world.binh_lu),
        world.officer(world.province, "PROVINCE_OFFICER", account_id=late.asked_by_id),
        world.system,
    ):
        with refused(errors.ConfirmationFromOutside):
            _decide(crowd, late, by=by)


def test_a_late_entry_is_decided_once_and_exists(absent):
    crowd, held = absent
    late = _decide(crowd, _ask(crowd, held))

    with refused(errors.LateEntryDecidedAlready):
        _decide(crowd, late)
    with refused(Missing):
        _decide(crowd, LateEntry(pk=0))


def test_who_was_recorded_meanwhile_is_not_entered_twice(absent):
    crowd, held = absent
    late = _ask(crowd, held)
    crowd.scan(held)

    with refused(errors.PresenceKnown):
        _decide(crowd, late)
    assert HoursEntry.objects.count() == 0


def test_late_entries_are_refused_with_a_reason(absent):
    crowd, held = absent
    crowd.scan(present := crowd.sign_up())
    _ask(crowd, held)

    for error, given in [
        (errors.LateEntryTwice, {}),
        (errors.ReasonMissing, {"reason": ""}),
        (errors.ShiftNotOver, {"now": crowd.clock(8)}),
        (errors.ShiftUnknown, {"shift_id": 0}),
        (NotAllowed, {"by": crowd.world.officer(crowd.world.binh_lu)}),
    ]:
        with refused(error):
            _ask(crowd, held, **given)
    for minutes in (0, 241):
        with refused(errors.MinutesOutOfRange):
            _ask(crowd, held, minutes=minutes)
    with refused(errors.PresenceKnown):
        _ask(crowd, present)


def test_kinds_without_hours_and_drafts_take_no_late_entry(absent):
    crowd, held = absent
    ActivityKind.objects.update(yields_hours=False)
    with refused(errors.NoHoursForKind):
        _ask(crowd, held)

    Activity.objects.update(state="PLANNED")
    with refused(errors.WrongState):
        _ask(crowd, held)
    assert Person.objects.count() == 1


def test_the_one_of_several_hosts_that_somebody_speaks_for_confirms():
    allows = {Permission.HOST_ANSWER: Reach.OWN}
    grant = Grant("BRANCH_OFFICER", 3, Period(SEVEN.date()), allows)
    by = Actor(kind=ActorKind.ACCOUNT, day=SEVEN.date(), account_id=1, grants=(grant,))

    found = confirming(by, organiser_unit_id=1, host_unit_ids=(2, 3))

    assert found.unit_id == 3
