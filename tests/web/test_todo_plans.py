"""“Việc cần làm” names what others sent about plans, money and IT use, and what inspections ask."""

import re
from datetime import timedelta

import pytest

from aoxanh.inspections.models import Remedy, UseDeclaration, Visit
from aoxanh.programmes.models import Amendment, Estimate, Obstacle, RecordedFact
from tests.access_table.inspecting import inspections, remedy
from tests.access_table.planned import planned


WAITING = (
    "Trả lời 1 vướng mắc",
    "Quyết định 1 đề nghị điều chỉnh",
    "Xác nhận 1 việc đã ghi",
    "Xem 1 dự toán đã gửi",
)


@pytest.fixture
def sent(world):
    """A plan of the province; Tả Lèng sent one of everything."""
    return planned(world, world.province, world.ta_leng, 1)


def _said(client, unit):
    page = client.get(f"/dieu-phoi/{unit.pk}/").content.decode()
    return [words for words in WAITING if words in page]


def test_who_decides_about_plans_is_told_what_waits(desks, world, sent):
    province = desks.at(world.province, "PROVINCE_OFFICER")

    assert _said(province, world.province) == list(WAITING)


def test_what_is_answered_waits_no_more(desks, world, sent):
    Obstacle.objects.update(state="ANSWERED", answered_at=world.now)
    Amendment.objects.update(state="WITHDRAWN")
    RecordedFact.objects.update(state="COUNTED")
    Estimate.objects.update(state="DRAFT")

    assert _said(desks.at(world.province, "PROVINCE_OFFICER"), world.province) == []


def test_who_only_answers_obstacles_is_told_of_them_alone(desks, world, sent):
    agency = desks.at(world.province, "PARTNER_AGENCY")

    assert _said(agency, world.province) == [WAITING[0]]


def test_units_below_are_told_what_is_theirs_to_answer(desks, world, sent):
    assert _said(desks.at(world.ta_leng), world.ta_leng) == [WAITING[0]]


def _number(page, words):
    found = re.search(rf"(\d+) {words}", page)
    return int(found.group(1)) if found else 0


@pytest.fixture
def inspected(world):
    """A year's plan of the province, of which one visit is held, two remedies are due and one is not."""
    made = inspections(world, world.province, world.ta_leng, 1)
    UseDeclaration.objects.filter(pk=made["use"].pk).update(unit=world.ta_leng)
    for due_on in (world.day, world.day - timedelta(days=9)):
        Remedy.objects.filter(pk=remedy(made["visit"], world).pk).update(due_on=due_on)
    Remedy.objects.filter(pk=made["remedy"].pk).update(due_on=world.day + timedelta(days=1))
    return made


def test_who_inspects_is_told_as_many_as_the_pages_list(desks, world, inspected):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    base = f"/dieu-phoi/{world.province.pk}/"

    todo = province.get(base).content.decode()

    listed = province.get(f"{base}kiem-tra/").content.decode()
    declared = province.get(f"{base}ung-dung-cntt/cong-nhan/").content.decode()
    due = listed.count("Quá hạn ") + listed.count("Đến hạn hôm nay")
    assert _number(todo, "việc khắc phục đã đến hạn") == due == 2
    assert _number(todo, "cuộc kiểm tra trong năm") == listed.count("Chưa kiểm tra") == 1
    assert _number(todo, "bản khai ứng dụng") == declared.count('name="accept"') == 1


def test_who_has_to_mend_is_told_of_it_and_of_nothing_else(desks, world, inspected):
    commune = desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/").content.decode()

    assert _number(commune, "việc khắc phục đã đến hạn") == 2
    assert "cuộc kiểm tra trong năm" not in commune
    assert "bản khai ứng dụng" not in commune


def test_what_is_mended_held_and_looked_at_waits_no_more(desks, world, inspected):
    Remedy.objects.update(done_on=world.day, proof="Ảnh")
    Visit.objects.filter(held_on=None).delete()
    UseDeclaration.objects.update(state="RETURNED", note="Thiếu", decided_at=world.now)

    todo = desks.at(world.province, "PROVINCE_OFFICER").get(f"/dieu-phoi/{world.province.pk}/")

    assert "Kiểm tra, giám sát</" not in todo.content.decode().split("<main")[-1]
