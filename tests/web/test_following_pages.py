"""Pages of own plans and obstacles: what lacks is seen, refusals stand at their field."""

import pytest

from aoxanh.programmes.models import Board, BoardTerm, Obstacle, OwnPlan, Programme
from tests.work.lists import table_in


@pytest.fixture
def programme(world):
    return Programme.objects.create(
        unit=world.province,
        code="CT-1",
        name="Chương trình tình nguyện",
        valid_from="2026-01-01",
        valid_to="2028-01-01",
    )


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/nhiem-vu/{rest}"


def test_a_unit_sends_its_plan_and_the_superior_sees_who_lacks_one(desks, world, programme):
    commune = desks.at(world.ta_leng)
    given = {"title": "Kế hoạch 2026", "year": "2026", "number": ""}
    refused = commune.post(_path(world.ta_leng, "ke-hoach/CT-1/gui/"), given)
    assert refused.status_code == 422
    assert "Cần số, ký hiệu" in refused.content.decode()

    commune.post(_path(world.ta_leng, "ke-hoach/CT-1/gui/"), given | {"number": "15-KH/ĐTN"})
    commune.post(_path(world.ta_leng, "ke-hoach/CT-1/quan-triet/"), {"on": "2026-03-02"})

    own = commune.get(_path(world.ta_leng, "ke-hoach/")).content.decode()
    assert "Đã quán triệt ngày 02/03/2026" in own
    province = desks.at(world.province, "PROVINCE_OFFICER")
    above = province.get(_path(world.province, "ke-hoach/")).content.decode()
    assert "1 đơn vị chưa có kế hoạch" in above
    assert "15-KH/ĐTN" in above
    asked = province.post(_path(world.province, "ke-hoach/CT-1/nhac/"), follow=True)
    assert "Đã nhắc 1 đơn vị." in asked.content.decode()
    assert OwnPlan.objects.count() == 1


def test_an_obstacle_is_written_answered_and_summed_up(desks, world, programme):
    commune = desks.at(world.ta_leng)
    given = {
        "title": "Thiếu áo ấm",
        "text": "Mùa đông đến sớm.",
        "addressed": world.province.pk,
        "programme": programme.pk,
    }
    commune.post(_path(world.ta_leng, "vuong-mac/moi/"), given)
    made = Obstacle.objects.get()
    province = desks.at(world.province, "PROVINCE_OFFICER")
    listed = province.get(_path(world.province, "vuong-mac/")).content.decode()
    assert "1 vướng mắc chờ đơn vị trả lời" in listed

    answer = _path(world.province, f"vuong-mac/{made.pk}/tra-loi/")
    assert province.post(answer, {"text": ""}).status_code == 422
    province.post(answer, {"text": "Đã cấp 40 áo", "to": ""})

    page = commune.get(_path(world.ta_leng, f"vuong-mac/{made.pk}/")).content.decode()
    assert "Đã cấp 40 áo" in page
    sent = province.get(_path(world.province, "vuong-mac/?tai=xlsx"))
    rows = [list(row) for row in table_in(sent.content, "tong-hop.xlsx").rows]
    assert rows[1][1] == "Thiếu áo ấm"
    assert rows[1][8] == "Đã cấp 40 áo"


def test_an_obstacle_is_addressed_to_a_unit_above(desks, world):
    given = {"title": "Thiếu áo", "text": "Lạnh", "addressed": world.binh_lu.pk}

    page = desks.at(world.ta_leng).post(_path(world.ta_leng, "vuong-mac/moi/"), given)

    assert page.status_code == 422
    assert not Obstacle.objects.exists()


def test_without_a_programme_the_page_says_so(desks, world):
    page = desks.at(world.ta_leng).get(_path(world.ta_leng, "ke-hoach/")).content.decode()

    assert "Chưa có chương trình nào" in page


def test_the_topmost_unit_is_offered_what_it_can_do(desks, world, programme):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    commune = desks.at(world.ta_leng)

    own = province.get(_path(world.province, "vuong-mac/")).content.decode()
    below = commune.get(_path(world.ta_leng, "vuong-mac/")).content.decode()
    reached = province.get(_path(world.province, "vuong-mac/moi/")).content.decode()

    assert "Nêu vướng mắc" not in own
    assert "đơn vị trực thuộc gửi lên sẽ hiện ở đây" in own
    assert "Nêu vướng mắc" in below
    assert _path(world.province, "phu-trach/") in reached


def test_the_topmost_unit_asks_a_board_in_charge_elsewhere(desks, world, programme):
    board = Board.objects.create(
        programme=programme, code="to", name="Tổ giúp việc", position=1, is_by_hand=True
    )
    BoardTerm.objects.create(board=board, unit=world.ta_leng, valid_from="2026-01-01")

    page = desks.at(world.province, "PROVINCE_OFFICER").get(_path(world.province, "vuong-mac/"))

    assert "Nêu vướng mắc" in page.content.decode()
