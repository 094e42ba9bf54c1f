"""Signing up: places, waiting list, refusals; nothing changes when it is refused."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from aoxanh.access.models import Account
from aoxanh.activities import actions, errors
from aoxanh.activities.models import Activity, Pass, Shift, Signup, Slot
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.errors import Missing
from aoxanh.people.errors import ContactUnreadable, MinorNeedsGuardian
from aoxanh.people.models import Person
from aoxanh.people.types import GuardianGiven
from tests.activities.crowd import Crowd
from tests.activities.world import refused


def _counts(crowd):
    slot = crowd.slot
    return slot.taken, slot.waiting


def test_a_guest_gets_a_pass_and_a_place(crowd):
    held = crowd.sign_up("Giàng Thị Mỷ", "0912 345 678")

    assert crowd.state(held) == "CONFIRMED"
    assert _counts(crowd) == (1, 0)
    assert held.person.full_name == "Giàng Thị Mỷ"
    assert len(held.token) == 22


def test_signing_up_costs_seven_statements_and_eight_with_a_guardian(crowd, statements):
    slots = [crowd.slot.pk]

    with statements() as alone:
        crowd.sign_up(slots=slots)
    with statements() as with_guardian:
        guardian = GuardianGiven(full_name="Sùng A Páo", phone="0987654321")
        crowd.sign_up(slots=slots, birth_year=2014, guardian=guardian)

    assert alone.count == 7, alone.sqls
    assert with_guardian.count == 8, with_guardian.sqls


def test_the_place_is_taken_right_before_the_signup_row(crowd, statements):
    with statements() as counted:
        crowd.sign_up()

    words = [sql.split()[0] + " " + sql.split('"')[1] for sql in counted.sqls[-3:]]
    assert words == ["UPDATE activities_slot", "INSERT activities_signup", "INSERT audit_entry"]


def test_the_trail_names_nobody(crowd):
    crowd.sign_up("Giàng Thị Mỷ", "0912345678")

    entry = Entry.objects.get(event="activities.SignedUp")
    assert entry.values["states"] == ["CONFIRMED"]
    assert "Mỷ" not in str(entry.values)
    assert entry.unit_id == crowd.activity.unit_id


def test_a_full_slot_leads_to_the_waiting_list(crowd):
    crowd.sign_up()
    crowd.sign_up()

    held = crowd.sign_up()

    assert crowd.state(held) == "WAITING"
    assert _counts(crowd) == (2, 1)


def test_a_full_slot_is_refused_after_the_cut_off(crowd):
    crowd.sign_up()
    crowd.sign_up()

    with refused(errors.ShiftFull):
        crowd.sign_up(now=crowd.clock(6))
    assert Person.objects.count() == 2
    assert Pass.objects.count() == 2


def test_a_place_lost_between_looking_and_taking_is_a_full_shift(crowd, monkeypatch):
    Shift.objects.update(waiting_until=None)
    monkeypatch.setattr("aoxanh.activities.actions.places.take_place", lambda _slot_id: False)

    with refused(errors.ShiftFull):
        crowd.sign_up()
    assert Person.objects.count() == 0


def test_a_place_that_comes_free_between_full_and_waiting_is_taken(crowd, monkeypatch):
    from aoxanh.activities.actions import places  # noqa: PLC0415  patched below

    real, tries = places.take_place, []

    def slow(slot_id):
        tries.append(slot_id)
        return len(tries) > 1 and real(slot_id)

    monkeypatch.setattr(places, "take_place", slow)

    assert crowd.state(crowd.sign_up()) == "CONFIRMED"
    assert len(tries) == 2


def test_a_slot_that_flickers_for_ever_counts_as_full(crowd, monkeypatch):
    monkeypatch.setattr("aoxanh.activities.actions.places.take_place", lambda _slot_id: False)

    with refused(errors.ShiftFull):
        crowd.sign_up()


def test_the_same_name_and_contact_cannot_sign_up_twice(crowd):
    crowd.sign_up("Giàng Thị Mỷ", "0912345678")

    with refused(errors.AlreadySignedUp) as refusal:
        crowd.sign_up("GIÀNG THỊ MỶ", "+84 912 345 678")
    assert "đường dẫn của thẻ" in str(refusal.value)
    assert _counts(crowd) == (1, 0)
    assert Person.objects.count() == 1


def test_a_decomposed_name_is_the_same_name(crowd):
    crowd.sign_up("Giàng Thị Mỷ", "0912345678")

    with refused(errors.AlreadySignedUp):
        crowd.sign_up(unicodedata.normalize("NFD", "Giàng Thị Mỷ"), "0912345678")


def test_two_persons_may_share_a_phone(crowd):
    crowd.sign_up("Giàng Thị Mỷ", "0912345678")
    crowd.sign_up("Giàng A Pháo", "0912345678")

    assert _counts(crowd) == (2, 0)


@pytest.mark.parametrize("name", ["Mỷ", "H'Hen Niê", "Trần Lê Bảo Ngọc Anh"])
@pytest.mark.parametrize("contact", ["0912345678", "+84912345678", "84 912 345 678", "a@b.vn"])
def test_names_and_phones_of_all_shapes_sign_up(crowd, name, contact):
    assert crowd.state(crowd.sign_up(name, contact)) == "CONFIRMED"


def test_who_withdrew_may_sign_up_again(crowd):
    crowd.withdraw(crowd.sign_up("Giàng Thị Mỷ", "0912345678"))

    held = crowd.sign_up("Giàng Thị Mỷ", "0912345678")

    assert crowd.state(held) == "CONFIRMED"
    assert _counts(crowd) == (1, 0)


def test_another_broken_rule_of_the_database_is_not_a_double_signup(crowd, monkeypatch):
    def break_it(**_given):
        message = "FOREIGN KEY constraint failed"
        raise IntegrityError(message)

    monkeypatch.setattr("aoxanh.people.actions.register_guest", break_it)

    with refused(IntegrityError):
        crowd.sign_up()


def test_two_shifts_are_chosen_together_on_one_pass(crowd):
    afternoon = crowd.add_shift()

    held = crowd.sign_up(slots=[afternoon.pk, crowd.slot.pk])

    assert held.signups.count() == 2
    assert _counts(crowd) == (1, 0)


def test_overlapping_shifts_cannot_be_chosen_together(crowd):
    overlapping = crowd.add_shift(begin=10, end=12)

    with refused(errors.ShiftsOverlap):
        crowd.sign_up(slots=[overlapping.pk, crowd.slot.pk])
    assert _counts(crowd) == (0, 0)


def test_when_one_of_two_shifts_is_full_nothing_is_taken(crowd):
    afternoon = crowd.add_shift(capacity=1, keeps_list=False)
    crowd.sign_up(slots=[afternoon.pk])

    with refused(errors.ShiftFull):
        crowd.sign_up(slots=[crowd.slot.pk, afternoon.pk])
    assert _counts(crowd) == (0, 0)


def test_signing_up_needs_a_choice(crowd):
    with refused(errors.NothingChosen):
        actions.sign_up(
            by=crowd.guest(),
            activity_code=crowd.activity.code,
            slot_ids=[],
            full_name="Mỷ",
            contact="0912345678",
            now=crowd.world.now,
        )


def test_a_slot_of_another_activity_is_refused(crowd):
    other = Crowd.at(crowd.world)

    with refused(errors.SlotUnknown):
        crowd.sign_up(slots=[other.slot.pk])


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"state": "DRAFT"}, Missing),
        ({"state": "PLANNED"}, errors.SignupNotOpen),
        ({"state": "CLOSED", "closed_at": "2026-11-20T00:00Z"}, errors.SignupClosed),
        (
            {"state": "CANCELLED", "cancelled_at": "2026-11-20T00:00Z", "cancel_reason": "mưa"},
            errors.SignupCancelled,
        ),
    ],
)
def test_an_activity_that_takes_no_signups_says_why(crowd, columns, error):
    Activity.objects.filter(pk=crowd.activity.pk).update(**columns)

    with refused(error):
        crowd.sign_up()


def test_signups_end_at_their_deadline(crowd):
    Shift.objects.update(signup_until=crowd.clock(18, days=-1))

    with refused(errors.SignupClosed):
        crowd.sign_up(now=crowd.clock(5))


def test_a_past_shift_is_refused(crowd):
    with refused(errors.ShiftPast):
        crowd.sign_up(now=crowd.clock(12))


def test_a_contact_that_is_neither_phone_nor_mail_is_refused(crowd):
    with refused(ContactUnreadable):
        crowd.sign_up(contact="12")


def test_a_minor_needs_a_guardian(crowd):
    with refused(MinorNeedsGuardian):
        crowd.sign_up(birth_year=2014)
    assert _counts(crowd) == (0, 0)


@pytest.mark.parametrize(
    ("birth_year", "error"), [(2012, errors.TooYoung), (None, errors.BirthYearNeeded)]
)
def test_an_activity_with_a_least_age_asks_for_it(world, birth_year, error):
    crowd = Crowd.at(world, min_age=16)

    with refused(error):
        crowd.sign_up(birth_year=birth_year)


def test_where_approval_is_asked_the_place_is_held_meanwhile(world):
    crowd = Crowd.at(world, needs_approval=True)

    held = crowd.sign_up()

    assert crowd.state(held) == "PENDING"
    assert _counts(crowd) == (1, 0)


def _account(world, *, with_person=True) -> Actor:
    account = Account.objects.create(
        phone="+84912345678", full_name="Lò Thị Xa", created_at=world.now
    )
    if with_person:
        Person.objects.create(
            unit=world.ta_leng,
            account=account,
            full_name="Lò Thị Xa",
            birth_year=1999,
            contact_key="k" * 64,
            created_at=world.now,
        )
    return Actor(kind=ActorKind.ACCOUNT, day=world.day, account_id=account.pk)


def _sign_up_member(crowd, by):
    return actions.sign_up_member(
        by=by, activity_code=crowd.activity.code, slot_ids=[crowd.slot.pk], now=crowd.world.now
    )


def test_an_account_signs_up_as_its_person(crowd):
    by = _account(crowd.world)

    held = _sign_up_member(crowd, by)

    assert held.person.account_id == by.account_id
    assert crowd.signup(held).by_account_id == by.account_id
    with refused(errors.AlreadySignedUp):
        _sign_up_member(crowd, by)


def test_an_account_without_a_person_is_asked_for_its_profile(crowd):
    with refused(errors.ProfileNeeded):
        _sign_up_member(crowd, _account(crowd.world, with_person=False))


@pytest.mark.parametrize("change", [{"taken": 3}, {"waiting": -1}, {"taken": -1}])
def test_the_database_itself_refuses_to_oversell(crowd, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=crowd.slot.pk).update(**change)


def test_the_database_itself_refuses_a_second_active_row(crowd):
    signup = crowd.signup(crowd.sign_up())
    signup.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        signup.save(force_insert=True)
    assert Signup.objects.count() == 1
