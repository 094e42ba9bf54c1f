"""Phones that run a door without a signal: given, revoked, listed, and what they take along."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.kernel.errors import NotAllowed
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone
from tests.activities.world import refused


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def phone(crowd):
    return Phone(crowd)


@pytest.fixture
def evening(crowd):
    return crowd.clock(20)


def test_a_phone_lasts_until_seven_days_after_the_last_shift(phone, crowd):
    assert phone.device.valid_until == crowd.clock(11, days=7)


def test_two_phones_of_one_name_are_told_apart(crowd):
    phones = [Phone(crowd) for _ in range(3)]

    assert [each.device.name for each in phones] == [
        "Điện thoại thử",
        "Điện thoại thử (2)",
        "Điện thoại thử (3)",
    ]


def test_a_phone_is_revoked_once(phone, crowd):
    actions.revoke_device(by=crowd.officer, device_id=phone.device.pk, now=crowd.clock(12))

    with refused(errors.DeviceAlreadyRevoked):
        actions.revoke_device(by=crowd.officer, device_id=phone.device.pk, now=crowd.clock(12))


def test_an_unknown_phone_is_neither_revoked_nor_heard(crowd, phone, evening):
    phone.token = "x"

    with refused(errors.DeviceUnknown):
        actions.revoke_device(by=crowd.officer, device_id=0, now=crowd.clock(12))
    with refused(errors.DeviceUnknown):
        phone.send(evening)


def test_a_draft_gives_no_phone(world):
    draft = world.opened(by=world.system)

    with refused(errors.DeviceNotGiven):
        actions.give_device(by=world.system, activity_id=draft.pk, name="", now=world.now)


def test_a_neighbour_gives_and_revokes_no_phone(phone, crowd):
    neighbour = crowd.world.officer(crowd.world.binh_lu)

    with refused(NotAllowed):
        actions.give_device(
            by=neighbour, activity_id=crowd.activity.pk, name="", now=crowd.world.now
        )
    with refused(NotAllowed):
        actions.revoke_device(by=neighbour, device_id=phone.device.pk, now=crowd.world.now)


def test_the_list_tells_what_came_and_what_is_still_out(phone, crowd, evening):
    for minute in range(3):
        phone.scan(crowd.sign_up(), crowd.clock(7, minute))
    phone.send(evening, [phone.kept[0], phone.kept[2]])

    (line,) = queries.door_devices(activity_id=crowd.activity.pk, actor=crowd.officer)

    assert (line.came, line.missing) == (2, 1)


def test_a_phone_takes_along_names_three_digits_and_roles_only(crowd):
    held = crowd.sign_up("Giàng A Páo", "0912000128")
    gone = crowd.sign_up("Lò Thị Mai", "0912000129")
    crowd.withdraw(gone)

    along = queries.taken_along(
        activity_id=crowd.activity.pk, actor=crowd.world.system, now=crowd.world.now
    )

    by_code = {row["code"]: row for row in along.people}
    assert by_code[held.code]["name"] == "Giàng A Páo"
    assert by_code[held.code]["digits"] == "128"
    assert by_code[gone.code]["name"] == by_code[gone.code]["digits"] == ""
    assert "0912000128" not in str(along)
    assert str(held.token) not in str(along)
