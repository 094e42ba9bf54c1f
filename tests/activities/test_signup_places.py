"""Leaving and moving up: withdrawal, waiting list, approval, capacity, cancelled activities."""

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.actions.withdrawals import cancel_signups
from aoxanh.activities.models import Activity, Shift, Signup, Slot
from aoxanh.activities.types import ShiftGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from tests.activities.crowd import Crowd
from tests.activities.world import refused


def _counts(crowd):
    slot = crowd.slot
    return slot.taken, slot.waiting


def _given(crowd, **changes):
    shift = crowd.shift
    given = {"starts_at": shift.starts_at, "ends_at": shift.ends_at, "capacity": 2}
    return ShiftGiven(**(given | changes))


@pytest.fixture
def full(crowd):
    """Two confirmed, then two waiting."""
    return crowd, [crowd.sign_up() for _ in range(4)]


def test_a_withdrawn_place_goes_to_the_first_who_waits(full):
    crowd, (first, _second, third, fourth) = full

    crowd.withdraw(first)

    assert crowd.state(first) == "WITHDRAWN"
    assert crowd.state(third) == "CONFIRMED"
    assert crowd.state(fourth) == "WAITING"
    assert _counts(crowd) == (2, 1)


def test_who_moves_up_is_told_once_without_personal_matter(full):
    crowd, (first, _second, third, _fourth) = full

    crowd.withdraw(first)

    notice = Notice.objects.get()
    assert notice.channel == "TEXT"
    assert notice.address == third.person.phone
    assert third.person.full_name not in notice.subject + notice.body
    assert third.token not in notice.body + notice.path


@pytest.mark.parametrize(("contact", "channel"), [("a@b.vn", "EMAIL"), ("0912345678", "TEXT")])
def test_the_message_goes_where_one_can_be_reached(crowd, contact, channel):
    held = [crowd.sign_up(), crowd.sign_up(), crowd.sign_up("Mỷ", contact)]

    crowd.withdraw(held[0])

    assert Notice.objects.get().channel == channel


def test_for_who_left_no_contact_a_text_waits_that_somebody_tells(full):
    crowd, (first, _second, third, _fourth) = full
    third.person.phone = ""
    third.person.save()

    crowd.withdraw(first)

    notice = Notice.objects.get()
    assert crowd.state(third) == "CONFIRMED"
    assert (notice.channel, notice.address, notice.state) == ("TEXT", "", "WAITING")


def test_an_account_is_told_on_the_portal(full):
    from aoxanh.access.models import Account  # noqa: PLC0415  only here

    crowd, (first, _second, third, _fourth) = full
    third.person.account = Account.objects.create(email="x@y.vn", created_at=crowd.world.now)
    third.person.save()

    crowd.withdraw(first)

    assert Notice.objects.get().channel == "IN_APP"


def test_after_the_cut_off_a_free_place_is_simply_free(full):
    crowd, (first, *_others) = full

    crowd.withdraw(first, now=crowd.clock(6))

    assert _counts(crowd) == (1, 2)
    assert crowd.state(crowd.sign_up(now=crowd.clock(6, 30))) == "CONFIRMED"


def test_leaving_the_waiting_list_frees_no_place(full):
    crowd, (*_others, fourth) = full

    crowd.withdraw(fourth)

    assert _counts(crowd) == (2, 1)


def test_a_second_withdrawal_changes_nothing(full):
    crowd, (first, *_others) = full
    crowd.withdraw(first)

    with refused(errors.AlreadyWithdrawn):
        crowd.withdraw(first)
    assert _counts(crowd) == (2, 1)


def test_a_withdrawal_that_comes_second_under_the_lock_changes_nothing(full, monkeypatch):
    crowd, (first, *_others) = full
    monkeypatch.setattr("aoxanh.activities.actions.withdrawals.locked_signups", lambda _ids: [])

    with refused(errors.AlreadyWithdrawn):
        crowd.withdraw(first)


def test_the_bearer_of_no_pass_withdraws_nothing(crowd):
    with refused(Missing):
        actions.withdraw(by=crowd.guest(), token="x" * 22, now=crowd.world.now)


def test_what_has_begun_cannot_be_withdrawn(crowd):
    held = crowd.sign_up()

    with refused(errors.TooLateToWithdraw):
        crowd.withdraw(held, now=crowd.clock(7))


def test_one_of_two_shifts_can_be_given_up(crowd):
    afternoon = crowd.add_shift()
    held = crowd.sign_up(slots=[crowd.slot.pk, afternoon.pk])
    given_up = held.signups.get(slot=afternoon)

    after = crowd.withdraw(held, signup_id=given_up.pk)

    assert after.withdrawn_at is None
    assert sorted(held.signups.values_list("state", flat=True)) == ["CONFIRMED", "WITHDRAWN"]


def test_a_pass_without_signups_left_is_withdrawn(crowd):
    held = crowd.withdraw(crowd.sign_up())

    assert held.withdrawn_at == crowd.world.now


def test_the_organiser_withdraws_for_who_called(full):
    crowd, (first, *_others) = full

    signup = actions.withdraw_signup(
        by=crowd.officer, signup_id=crowd.signup(first).pk, now=crowd.world.now
    )

    assert signup.state == "WITHDRAWN"


def test_others_withdraw_nobody(full):
    crowd, (first, *_others) = full
    neighbour = crowd.world.officer(crowd.world.binh_lu)
    signup_id = crowd.signup(first).pk

    for by in (neighbour, crowd.guest()):
        with refused(NotAllowed):
            actions.withdraw_signup(by=by, signup_id=signup_id, now=crowd.world.now)
    with refused(Missing):
        actions.withdraw_signup(by=crowd.officer, signup_id=0, now=crowd.world.now)


@pytest.fixture
def asked(world):
    """An activity that approves each sign-up, with one pending and one waiting for the only place."""
    crowd = Crowd.at(world, places=1, needs_approval=True)
    return crowd, crowd.sign_up(), crowd.sign_up()


def test_approving_confirms_the_place_that_was_held(asked):
    crowd, pending, _waiting = asked

    signup = actions.approve(
        by=crowd.officer, signup_id=crowd.signup(pending).pk, now=crowd.world.now
    )

    assert signup.state == "CONFIRMED"
    assert signup.decided_by_id == crowd.officer.account_id
    assert _counts(crowd) == (1, 1)
    assert Notice.objects.count() == 1
    with refused(errors.NotPending):
        actions.approve(by=crowd.officer, signup_id=signup.pk, now=crowd.world.now)


def test_declining_hands_the_place_to_the_first_who_waits(asked):
    crowd, pending, waiting = asked
    signup_id = crowd.signup(pending).pk

    signup = actions.decline(
        by=crowd.officer, signup_id=signup_id, note="Đã đủ nữ", now=crowd.world.now
    )

    assert (signup.state, signup.note) == ("DECLINED", "Đã đủ nữ")
    assert crowd.state(waiting) == "PENDING"
    assert _counts(crowd) == (1, 0)
    with refused(errors.NotDeclinable):
        actions.decline(by=crowd.officer, signup_id=signup_id, now=crowd.world.now)


def test_only_the_organiser_decides(asked):
    crowd, pending, _waiting = asked
    neighbour = crowd.world.officer(crowd.world.binh_lu)

    for decide in (actions.approve, actions.decline):
        with refused(NotAllowed):
            decide(by=neighbour, signup_id=crowd.signup(pending).pk, now=crowd.world.now)


def test_more_places_go_to_the_waiting_list_in_order(full):
    crowd, (*_two, third, fourth) = full

    slot = actions.change_capacity(
        by=crowd.officer, slot_id=crowd.slot.pk, capacity=3, now=crowd.world.now
    )

    assert slot.taken == 3
    assert (crowd.state(third), crowd.state(fourth)) == ("CONFIRMED", "WAITING")
    entry = Entry.objects.get(event="activities.CapacityChanged")
    assert entry.values["promoted"] == [crowd.signup(third).pk]


def test_nobody_loses_a_place_by_a_lower_capacity(full):
    crowd, _held = full

    with refused(errors.CapacityBelowTaken) as refusal:
        actions.change_capacity(
            by=crowd.officer, slot_id=crowd.slot.pk, capacity=1, now=crowd.world.now
        )
    assert "2 chỗ" in str(refusal.value)
    assert crowd.slot.capacity == 2


@pytest.mark.parametrize("capacity", [0, 20_001])
def test_a_capacity_has_limits(crowd, capacity):
    with refused(errors.CapacityOutOfRange):
        actions.change_capacity(
            by=crowd.officer, slot_id=crowd.slot.pk, capacity=capacity, now=crowd.world.now
        )


def test_capacity_is_changed_by_the_organiser_of_a_slot_that_exists(crowd):
    neighbour = crowd.world.officer(crowd.world.binh_lu)

    with refused(NotAllowed):
        actions.change_capacity(
            by=neighbour, slot_id=crowd.slot.pk, capacity=9, now=crowd.world.now
        )
    with refused(errors.SlotUnknown):
        actions.change_capacity(by=crowd.officer, slot_id=0, capacity=9, now=crowd.world.now)


def test_shifts_of_what_is_over_stay_as_they_were(crowd):
    crowd.close()

    with refused(errors.ShiftsFixed):
        crowd.add_shift()


def test_cancelling_ends_every_signup_and_tells_everybody(full):
    crowd, held = full
    Activity.objects.filter(pk=crowd.activity.pk).update(
        state="CANCELLED", cancelled_at=crowd.world.now, cancel_reason="mưa lũ"
    )
    crowd.activity.refresh_from_db()

    ended = cancel_signups(by=crowd.officer, activity=crowd.activity, now=crowd.world.now)

    assert ended == 4
    assert set(Signup.objects.values_list("state", flat=True)) == {"CANCELLED"}
    assert _counts(crowd) == (0, 0)
    assert Notice.objects.filter(body__contains="mưa lũ").count() == len(held)


def test_a_second_role_has_its_own_places(crowd):
    slot = actions.add_slot(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        role_code="y_te",
        role_name="Y tế",
        capacity=1,
        now=crowd.world.now,
    )

    held = crowd.sign_up(slots=[slot.pk])

    assert crowd.state(held) == "CONFIRMED"
    with refused(errors.SlotRoleTwice):
        actions.add_slot(
            by=crowd.officer,
            shift_id=crowd.shift.pk,
            role_code="y_te",
            role_name="Y tế",
            capacity=1,
            now=crowd.world.now,
        )


def test_two_roles_of_one_shift_are_one_presence(crowd):
    slot = actions.add_slot(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        role_code="y_te",
        role_name="Y tế",
        capacity=1,
        now=crowd.world.now,
    )

    with refused(errors.ShiftsOverlap):
        crowd.sign_up(slots=[slot.pk, crowd.slot.pk])


def test_a_later_cut_off_lets_the_list_move_again(full):
    crowd, (first, _second, third, _fourth) = full
    crowd.withdraw(first, now=crowd.clock(6))

    actions.edit_shift(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        shift=_given(crowd, waiting_until=crowd.clock(6, 45), task="Dựng trại"),
        now=crowd.clock(6),
    )

    assert crowd.state(third) == "CONFIRMED"
    assert _counts(crowd) == (2, 1)
    assert crowd.shift.task == "Dựng trại"


def test_the_page_of_the_activity_knows_that_its_shifts_changed(crowd):
    before = crowd.activity.version

    crowd.add_shift()

    crowd.activity.refresh_from_db()
    assert crowd.activity.version == before + 1


@pytest.mark.parametrize(
    ("hours", "error"),
    [
        ({"begin": 17, "end": 13}, errors.ShiftReversed),
        ({"begin": 13, "end": 13}, errors.ShiftReversed),
    ],
)
def test_a_shift_runs_forward(crowd, hours, error):
    with refused(error):
        crowd.add_shift(**hours)


def test_a_shift_lies_within_the_days_and_a_day(crowd):
    with refused(errors.ShiftOutsideDays):
        _add(crowd, starts_at=crowd.clock(7, days=3), ends_at=crowd.clock(9, days=3))
    with refused(errors.ShiftTooLong):
        _add(crowd, ends_at=crowd.clock(8, days=2))
    with refused(errors.SignupDeadlineLate):
        _add(crowd, signup_until=crowd.clock(12))


def _add(crowd, **changes):
    return actions.add_shift(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        shift=_given(crowd, **changes),
        now=crowd.world.now,
    )


def test_slots_and_hours_belong_to_a_shift_that_exists(crowd):
    with refused(errors.ShiftUnknown):
        actions.add_slot(
            by=crowd.officer,
            shift_id=0,
            role_code="x",
            role_name="x",
            capacity=1,
            now=crowd.world.now,
        )
    with refused(errors.ShiftUnknown):
        actions.edit_shift(by=crowd.officer, shift_id=0, shift=_given(crowd), now=crowd.world.now)


def test_a_shift_may_keep_no_waiting_list(crowd):
    slot = crowd.add_shift(capacity=1, keeps_list=False)

    assert Shift.objects.get(pk=slot.shift_id).waiting_until is None
    assert Slot.objects.count() == 2
