"""From a template and four answers to a draft."""

import pytest

from aoxanh.activities.models import Activity
from aoxanh.practices import actions as practices
from aoxanh.practices.types import PracticeField, PracticeGiven


ANSWERS = {
    "title": "Lớp số ở bản Pho",
    "day": "2026-11-29",
    "begins": "08:00",
    "ends": "10:00",
    "place": "ta leng",
    "spot": "Nhà văn hóa bản Pho",
    "places": "12",
}


@pytest.fixture
def ask(browser, desk):
    return lambda **given: browser.post(desk("hoat-dong/moi/?mau=lop_so"), ANSWERS | given)


def test_templates_are_offered_as_cards_with_their_stages(browser, desk):
    page = browser.get(desk("hoat-dong/moi/")).content.decode()

    assert "Lớp số cho bà con" in page
    assert "Đủ 8 bước vì ngoài trời" in page


def test_the_answers_are_filled_in_from_the_template(browser, desk):
    page = browser.get(desk("hoat-dong/moi/?mau=lop_so")).content.decode()

    assert 'value="Lớp số cho bà con"' in page
    assert 'value="12"' in page


def test_four_answers_make_a_draft_and_lead_to_its_page(ask, world, browser):
    answer = ask()

    draft = Activity.objects.get()
    assert answer["Location"] == f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{draft.pk}/"
    assert (draft.title, draft.state, draft.place) == (
        "Lớp số ở bản Pho",
        "DRAFT",
        world.places["Tả Lèng"],
    )
    assert draft.place_text == "ta leng"
    assert "Đã lưu bản nháp" in browser.get(answer["Location"]).content.decode()


def test_an_unknown_place_is_refused_and_what_was_typed_stays(ask):
    answer = ask(place="xã Không Có")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa nhận ra đơn vị hành chính này" in page
    assert 'value="xã Không Có"' in page
    assert 'value="Lớp số ở bản Pho"' in page
    assert not Activity.objects.exists()


def test_a_day_gone_by_is_refused_at_the_day(ask):
    page = ask(day="2026-11-20").content.decode()

    assert "Ngày này đã qua" in page
    assert not Activity.objects.exists()


def test_hours_the_wrong_way_round_are_refused(ask):
    page = ask(begins="10:00", ends="08:00").content.decode()

    assert "Giờ kết thúc phải sau giờ bắt đầu" in page


def test_a_template_that_is_not_there_answers_404(browser, desk):
    assert browser.get(desk("hoat-dong/moi/?mau=khong-co")).status_code == 404


def test_the_officer_of_a_sibling_cannot_open_here(world, sign_in, desk):
    sibling = sign_in(world.binh_lu)

    assert sibling.get(desk("hoat-dong/moi/")).status_code == 404


def test_an_inspector_reads_the_list_and_cannot_open(world, sign_in, desk):
    inspector = sign_in(world.ta_leng, "PARTNER_AGENCY")

    assert inspector.get(desk("hoat-dong/")).status_code == 200
    assert inspector.get(desk("hoat-dong/moi/")).status_code == 404


def test_a_model_fills_the_answers_in_and_stays_with_the_draft(browser, desk, world):
    given = PracticeGiven(
        texts={PracticeField.TITLE: "Tủ áo ấm", PracticeField.CONTENT: "Gom áo."}, year=2026
    )
    model = practices.write(
        by=world.system, unit_id=world.ta_leng.pk, practice=given, now=world.now
    )
    practices.put_into_registry(by=world.system, practice_id=model.pk, now=world.now)
    start = desk("hoat-dong/moi/")

    choice = browser.get(f"{start}?mo-hinh={model.code}").content.decode()
    form = browser.get(f"{start}?mau=lop_so&mo-hinh={model.code}").content.decode()
    browser.post(f"{start}?mau=lop_so&mo-hinh={model.code}", ANSWERS)

    assert f"mau=lop_so&amp;mo-hinh={model.code}" in choice
    assert 'value="Tủ áo ấm"' in form
    assert Activity.objects.get().practice == model
    assert browser.get(f"{start}?mo-hinh=KHONGCO").status_code == 404
