"""The organiser's pages: numbers for units, who is short, reminders, lists accepted as a whole."""

import pytest

from aoxanh.activities.models import Quota, Signup
from tests.web.desks import shown


def _fields(call, **more):
    return {"slots": call.slot.pk, "due_on": call.due_on.isoformat(), "grows": "on"} | more


def test_the_same_number_goes_to_every_chosen_unit_and_a_typed_one_wins(organiser, page, call):
    world = call.world
    sent = _fields(
        call, each="3", unit=[world.ta_leng.pk, world.binh_lu.pk], **{f"n_{world.binh_lu.pk}": "5"}
    )

    answer = organiser.post(page("chi-tieu/giao/"), sent)

    assert answer.status_code == 302
    assert dict(Quota.objects.values_list("unit_id", "number")) == {
        world.ta_leng.pk: 3,
        world.binh_lu.pk: 5,
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"n": "năm"}, "Hãy ghi bằng chữ số."),
        ({"unit": True}, "Hãy ghi số người."),
        ({}, "Hãy ghi chỉ tiêu cho ít nhất một đơn vị."),
        ({"n": "30000"}, "Chỉ tiêu của một đơn vị phải từ 0 đến 20000 người."),
        ({"n": "40", "grows": ""}, "Ca chỉ còn 10 chỗ trống"),
        ({"n": "2", "due_on": "2026-11-01"}, "Hạn cử phải từ hôm nay"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(organiser, page, call, typed, said):
    unit_id = call.world.ta_leng.pk
    sent = _fields(call, message="Mang cuốc")
    sent |= {key: value for key, value in typed.items() if key in {"grows", "due_on"}}
    sent |= {f"n_{unit_id}": typed["n"]} if "n" in typed else {}
    sent |= {"unit": unit_id} if "unit" in typed else {}

    text = shown(organiser.post(page("chi-tieu/giao/"), sent))

    assert said in text
    assert "Mang cuốc" in text
    assert typed.get("n", "") in text
    assert not Quota.objects.exists()


def test_numbers_given_before_stand_in_the_form(organiser, page, given):
    text = shown(organiser.get(page("chi-tieu/giao/")))

    assert f'name="n_{given.world.ta_leng.pk}" value="4"' in text


def test_every_unit_is_ticked_when_the_address_says_so(organiser, page, call):
    text = shown(organiser.get(page("chi-tieu/giao/") + "?chon=1&cap=2"))

    assert text.count('name="unit"') == text.count(" checked") - 1 == 2


def test_units_are_narrowed_by_kind(organiser, page, call):
    world = call.world
    world.found("Áo xanh", parent=world.province, kind="cau_lac_bo")

    text = shown(organiser.get(page("chi-tieu/giao/") + "?loai=cau_lac_bo"))

    assert "Đoàn Áo xanh" in text
    assert f'value="{world.ta_leng.pk}"' not in text


def test_the_organiser_sees_who_is_short_and_a_text_to_copy(organiser, page, given):
    given.send(3)

    text = shown(organiser.get(page("chi-tieu/")))

    assert "Đã cử 3 trên 6 người" in text
    assert "Còn thiếu 1" in text
    assert "2 đơn vị còn thiếu" in text
    assert "- Đoàn Bình Lư: còn thiếu 2 trên 2 người, hạn hết ngày 25/11/2026" in text


def test_lists_are_narrowed_by_how_far_units_got(organiser, page, given):
    given.send(4)

    text = shown(organiser.get(page("chi-tieu/") + "?loc=chua-cu"))

    assert "Nhắc Đoàn Bình Lư" in text
    assert "Nhắc Đoàn Tả Lèng" not in text


def test_nothing_given_yet_is_an_invitation_to_give(organiser, page, call):
    assert "Chưa giao chỉ tiêu cho đơn vị nào" in shown(organiser.get(page("chi-tieu/")))


def test_the_list_costs_the_same_for_one_unit_and_for_many(organiser, page, call, costs_the_same):
    def grow():
        call.give({call.world.found(f"Xã {n}", parent=call.world.province).pk: 1 for n in range(6)})

    call.give({call.world.ta_leng.pk: 1})

    costs_the_same(lambda: organiser.get(page("chi-tieu/")), grow)


def test_one_list_is_accepted_and_then_all(organiser, page, given):
    given.send(2)
    other = given.quota(given.world.binh_lu)
    given.send(given.names(3)[2:], quota=other, by=given.world.officer(given.world.binh_lu))

    organiser.post(page("chi-tieu/nhan/"), {"quota": other.pk})
    assert Signup.objects.filter(state="CONFIRMED").count() == 1

    answer = organiser.post(page("chi-tieu/nhan/"), follow=True)
    assert "Đã nhận 2 người." in shown(answer)
    assert "Không có người được cử nào đang chờ" in shown(
        organiser.post(page("chi-tieu/nhan/"), follow=True)
    )


def test_reminding_says_how_many_units(organiser, page, given):
    answer = organiser.post(page("chi-tieu/nhac/"), follow=True)

    assert "Đã nhắc 2 đơn vị" in shown(answer)
    given.give({given.world.ta_leng.pk: 0, given.world.binh_lu.pk: 0})
    assert "không cần nhắc" in shown(organiser.post(page("chi-tieu/nhac/"), follow=True))


def test_a_button_that_names_no_quota_is_missing(organiser, page, given):
    assert organiser.post(page("chi-tieu/nhan/"), {"quota": "x"}).status_code == 404


def test_what_waits_stands_in_the_organisers_work(organiser, given):
    given.send(2)

    text = shown(organiser.get(f"/dieu-phoi/{given.world.province.pk}/"))

    assert "Nhận 2 người được cử" in text
    assert "2 đơn vị còn thiếu người" in text
    assert "Duyệt đăng ký" not in text


def test_places_kept_for_units_are_told_on_the_activitys_page(organiser, page, given):
    assert "6 chỗ giữ cho đơn vị cử" in shown(organiser.get(page("")))
