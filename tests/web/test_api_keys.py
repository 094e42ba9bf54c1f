"""“Khóa API”: a key is shown once and can be taken back."""

import pytest

from aoxanh.access.models import ApiKey
from tests.web.desks import shown


@pytest.fixture
def admin(desks, world):
    return desks.at(world.ta_leng, "ADMIN")


@pytest.fixture
def keys(world):
    return f"/dieu-phoi/{world.ta_leng.pk}/tai-khoan/khoa-api/"


@pytest.fixture
def world(db, system, today, now):
    from tests.activities.world import World  # noqa: PLC0415  only here

    return World(system=system, day=today, now=now).build()


def test_a_key_is_shown_once_and_listed_without_its_secret(admin, keys, today):
    given = {"name": "Trang của xã", "role": "COMMUNE_OFFICER", "last_day": "2027-01-31"}

    first = shown(admin.post(keys, given))
    again = shown(admin.get(keys))

    assert "chỉ hiện khóa một lần" in first
    assert "chỉ hiện khóa một lần" not in again
    assert "Trang của xã" in again
    assert "đến hết ngày 31/01/2027" in again


def test_a_key_that_lives_too_long_is_refused_and_what_was_typed_stays(admin, keys):
    answer = admin.post(
        keys, {"name": "Trang của xã", "role": "COMMUNE_OFFICER", "last_day": "2036-01-31"}
    )

    assert answer.status_code == 422
    assert 'value="Trang của xã"' in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_a_key_is_taken_back(admin, keys):
    admin.post(keys, {"name": "Trang của xã", "role": "COMMUNE_OFFICER", "last_day": "2027-01-31"})

    admin.post(f"{keys}{ApiKey.objects.get().pk}/thu-hoi/")

    page = shown(admin.get(keys))
    assert "Đã thu hồi khóa" in page
    assert "Chưa có khóa nào" in page
