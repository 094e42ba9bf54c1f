"""Pages of boards: who is in charge is told wherever something goes to them, and changed by the owner."""

import pytest

from aoxanh.programmes.models import Board, Obstacle, Programme


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


def test_the_owner_delegates_a_matter_and_everyone_reads_who_is_in_charge(desks, world, programme):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    given = {"name": "Tình nguyện trong trường học", "groups": "học sinh, sinh viên"}
    province.post(_path(world.province, "phu-trach/them/CT-1/"), given)
    board = Board.objects.get()
    term = {
        "unit": world.province.pk,
        "department": "Ban Trường học",
        "valid_from": "2026-01-05",
        "valid_to": "2026-01-01",
    }
    refused = province.post(_path(world.province, f"phu-trach/{board.pk}/giao/"), term)
    assert refused.status_code == 422
    assert "Ngày kết thúc phải sau" in refused.content.decode()

    province.post(_path(world.province, f"phu-trach/{board.pk}/giao/"), term | {"valid_to": ""})

    commune = desks.at(world.ta_leng)
    for page in (
        _path(world.ta_leng, "phu-trach/"),
        _path(world.ta_leng, f"phu-trach/{board.pk}/"),
        f"/dieu-phoi/{world.ta_leng.pk}/chuong-trinh/CT-1/viec/",
        _path(world.ta_leng, "vuong-mac/moi/"),
    ):
        assert "Ban Trường học, " in commune.get(page).content.decode()
    unit = province.get(f"/dieu-phoi/{world.province.pk}/don-vi/{world.province.pk}/")
    assert "Được giao phụ trách" in unit.content.decode()


def test_an_obstacle_is_sent_to_the_board_and_a_board_of_hand_is_taken_back(
    desks, world, programme
):
    board = Board.objects.create(
        programme=programme, code="them-1", name="Trường học", position=1, is_by_hand=True
    )
    given = {"title": "Thiếu áo ấm", "text": "Rét.", "addressed": f"b{board.pk}"}

    desks.at(world.ta_leng).post(_path(world.ta_leng, "vuong-mac/moi/"), given)

    made = Obstacle.objects.get()
    assert (made.board_id, made.addressed_id) == (board.pk, world.province.pk)
    province = desks.at(world.province, "PROVINCE_OFFICER")
    shown = province.get(_path(world.province, f"vuong-mac/{made.pk}/")).content.decode()
    assert "Trường học: " in shown
    dropped = province.post(_path(world.province, f"phu-trach/{board.pk}/bo/"), follow=True)
    assert "Đã bỏ" in dropped.content.decode()
    again = province.post(_path(world.province, f"phu-trach/{board.pk}/bo/"))
    assert again.status_code == 404


def test_a_board_of_another_units_programme_is_not_given_away(desks, world, programme):
    board = Board.objects.create(programme=programme, code="tt", name="Thường trực", position=1)
    below = desks.at(world.ta_leng)

    asked = (
        below.get(_path(world.ta_leng, "phu-trach/them/CT-1/")),
        below.get(_path(world.ta_leng, f"phu-trach/{board.pk}/giao/")),
        below.post(_path(world.ta_leng, f"phu-trach/{board.pk}/bo/")),
    )

    assert {each.status_code for each in asked} == {404}
    owner = desks.at(world.province, "PROVINCE_OFFICER")
    kept = owner.post(_path(world.province, f"phu-trach/{board.pk}/bo/"), follow=True)
    assert "do văn bản giao" in kept.content.decode()


def test_a_board_of_hand_is_changed_and_left_by_who_was_in_charge(desks, world, programme):
    board = Board.objects.create(
        programme=programme, code="them-1", name="Trường học", position=1, is_by_hand=True
    )
    province = desks.at(world.province, "PROVINCE_OFFICER")
    term = {"unit": world.ta_leng.pk, "department": "", "valid_from": "2026-01-05"}
    province.post(_path(world.province, f"phu-trach/{board.pk}/giao/"), term)

    changed = {"name": "Học sinh, sinh viên", "groups": "học sinh"}
    province.post(_path(world.province, f"phu-trach/{board.pk}/sua/"), changed)
    early = province.post(
        _path(world.province, f"phu-trach/{board.pk}/thoi/"), {"on": "2026-01-05"}
    )
    province.post(_path(world.province, f"phu-trach/{board.pk}/thoi/"), {"on": "2026-03-01"})

    assert early.status_code == 422
    assert "không có ai đang phụ trách" in early.content.decode()
    shown = province.get(_path(world.province, f"phu-trach/{board.pk}/")).content.decode()
    assert "Học sinh, sinh viên" in shown
    assert "đến trước 01/03/2026" in shown
    assert "Thôi phụ trách, chưa giao ai khác" not in shown
    Board.objects.update(is_by_hand=False)
    kept = province.get(_path(world.province, f"phu-trach/{board.pk}/sua/"))
    assert kept.status_code == 404
