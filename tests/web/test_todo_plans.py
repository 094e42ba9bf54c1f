"""“Việc cần làm” names what others sent about plans and money until it is answered."""

import pytest

from aoxanh.programmes.models import Amendment, Estimate, Obstacle, RecordedFact
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
