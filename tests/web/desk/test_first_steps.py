"""“Việc cần làm” of a new unit says what to begin with; of any unit, whose term ends and who is missing."""

from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.access.models import RoleGrant
from aoxanh.people.models import Handover
from tests.web.desks import shown


@pytest.fixture
def home(world):
    return lambda unit: f"/dieu-phoi/{unit.pk}/"


def test_a_unit_without_activities_is_told_its_first_steps(desks, world, home):
    page = shown(desks.at(world.ta_leng).get(home(world.ta_leng)))

    assert "Những bước đầu tiên" in page
    assert "Mở hoạt động đầu tiên" in page
    assert "Không có việc nào đang chờ" not in page.partition("<main")[2].partition("ax-card")[2]


def test_a_unit_with_an_activity_is_not(desks, world, home):
    world.opened(unit=world.ta_leng, by=world.system, title="Dọn suối")

    assert "Những bước đầu tiên" not in shown(desks.at(world.ta_leng).get(home(world.ta_leng)))


def test_who_opens_no_activities_is_not_told_to(desks, world, home):
    page = shown(desks.at(world.province, "INSPECTOR").get(home(world.province)))

    assert "Mở hoạt động đầu tiên" not in page
    assert "Tạo hoạt động" not in page


def test_who_opens_activities_does_so_from_here(desks, world, home):
    assert "Tạo hoạt động" in shown(desks.at(world.ta_leng).get(home(world.ta_leng)))


def test_a_role_that_ends_stands_among_the_work_of_both(desks, world, home):
    own = desks.at(world.ta_leng)
    RoleGrant.objects.update(valid_to=world.day + timedelta(days=20))
    superior = desks.at(world.province, "PROVINCE_OFFICER")

    assert "Vai trò của bạn sắp hết: Cán bộ Đoàn, Hội cấp xã" in shown(own.get(home(world.ta_leng)))
    assert "1 vai trò ở đơn vị trực thuộc sắp hết nhiệm kỳ" in shown(
        superior.get(home(world.province))
    )


def test_units_without_anybody_stand_among_the_work_of_the_superior(desks, world, home):
    superior = desks.at(world.province, "PROVINCE_OFFICER")

    assert "2 đơn vị chưa có cán bộ đang hoạt động" in shown(superior.get(home(world.province)))


def test_an_unsigned_handover_stands_there_until_it_is_signed(desks, world, home):
    client = desks.at(world.ta_leng)
    Handover.objects.create(
        unit=world.ta_leng, outgoing_id=int(client.session["_auth_user_id"]),
        full_name="Tẩn A Sơn", phone="+84987000000", token_digest="x", on=world.day,
        until=world.day.replace(year=2028), proposed_at=world.now,
    )  # fmt: skip

    assert "Chờ Tẩn A Sơn ký nhận bàn giao" in shown(client.get(home(world.ta_leng)))


def test_an_unfinished_beginning_is_offered_to_the_root_alone(desks, world, home):
    root, commune = desks.at(world.province, "ADMIN"), desks.at(world.ta_leng)
    account_id = int(root.session["_auth_user_id"])
    access.grant(
        by=world.system, account_id=account_id, role="PROVINCE_OFFICER",
        unit_id=world.province.pk, now=world.now,
    )  # fmt: skip

    assert "Thiết lập còn dở." in shown(root.get(home(world.province)))
    assert "Thiết lập còn dở." not in shown(commune.get(home(world.ta_leng)))
