"""The page of one activity: what is next, and the buttons for it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from aoxanh.activities import actions
from aoxanh.activities.models import SafetyItem, StageStep
from aoxanh.activities.types import HeldGiven
from aoxanh.programmes import actions as programmes


INVENTED = Path(__file__).parents[2] / "programmes" / "plans" / "invented.yaml"


@pytest.fixture
def page_of(browser, desk):
    return lambda activity: browser.get(desk(f"hoat-dong/{activity.pk}/")).content.decode()


@pytest.fixture
def press(browser, desk):
    def pressed(activity, path, **given):
        return browser.post(desk(f"hoat-dong/{activity.pk}/{path}"), given, follow=True)

    return pressed


@pytest.fixture
def outdoor(world):
    """A draft that walks the full path."""
    return world.opened("trong_cay")


@pytest.fixture
def simple(world):
    return world.opened("ao_am")


def _settle(world, draft):
    officer = world.officer(world.ta_leng)
    for step in StageStep.objects.filter(activity=draft, part="PREPARING", use="KEPT"):
        actions.complete_stage(by=officer, activity_id=draft.pk, code=step.code, now=world.now)
    for item in SafetyItem.objects.filter(activity=draft):
        actions.check_safety_item(by=officer, activity_id=draft.pk, code=item.code, now=world.now)


def test_the_heading_says_how_much_is_left(outdoor, page_of):
    page = page_of(outdoor)

    assert "Còn " in page
    assert "việc trước khi mở đăng ký" in page
    assert "Bản nháp" in page


def test_a_draft_that_is_ready_offers_one_button_with_its_number(simple, page_of):
    page = page_of(simple)

    assert "Sẵn sàng mở đăng ký" in page
    assert "Mở đăng ký 12 chỗ" in page
    assert page.count("ax-button--solid") == 1


def test_publishing_opens_sign_ups(simple, press):
    page = press(simple, "mo-dang-ky/").content.decode()

    simple.refresh_from_db()
    assert simple.state == "OPEN"
    assert "Mời mọi người tham gia" in page


def test_publishing_too_early_says_what_is_missing(outdoor, press):
    answer = press(outdoor, "mo-dang-ky/")

    outdoor.refresh_from_db()
    assert answer.status_code == 422
    assert "Chưa mở được vì còn thiếu" in answer.content.decode()
    assert outdoor.state == "DRAFT"


def test_announcing_shows_it_without_sign_ups(simple, press):
    press(simple, "cong-bo/")

    simple.refresh_from_db()
    assert simple.state == "PLANNED"


def test_a_stage_is_finished_in_place(outdoor, press):
    page = press(outdoor, "buoc/survey/", do="done").content.decode()

    assert StageStep.objects.get(activity=outdoor, code="survey").done_on is not None
    assert "Đã xong bước “Khảo sát nhu cầu”" in page


def test_leaving_a_stage_out_without_a_reason_is_refused_at_the_stage(outdoor, press):
    answer = press(outdoor, "buoc/survey/", do="skip", reason=" ")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="skip-survey_error"' in page
    assert "Hãy ghi lý do bỏ qua bước" in page


def test_a_stage_is_left_out_with_its_reason(outdoor, press):
    page = press(outdoor, "buoc/survey/", do="skip", reason="Xã đã khảo sát <b>").content.decode()

    assert "Xã đã khảo sát &lt;b&gt;" in page
    assert StageStep.objects.get(activity=outdoor, code="survey").use == "LEFT_OUT"


def test_a_safety_item_is_checked_and_taken_back(outdoor, press):
    item = outdoor.safety_items.first()

    press(outdoor, "an-toan/", code=item.code)
    item.refresh_from_db()
    assert item.checked_at is not None

    press(outdoor, "an-toan/", code=item.code, undo="1")
    item.refresh_from_db()
    assert item.checked_at is None


def test_a_safety_item_of_its_own_needs_words(outdoor, press):
    refused = press(outdoor, "an-toan/them/", text="")
    added = press(outdoor, "an-toan/them/", text="Có thuyền cứu hộ")

    assert "Hãy ghi nội dung mục an toàn" in refused.content.decode()
    assert "Có thuyền cứu hộ" in added.content.decode()


def test_on_its_day_the_door_comes_first(world, browser, desk):
    activity = world.published("ao_am")

    with time_machine.travel(world.hours()["starts_at"], tick=False):
        page = browser.get(desk(f"hoat-dong/{activity.pk}/")).content.decode()

    assert "Đang diễn ra" in page
    assert "Bắt đầu hoạt động" in page


def test_what_is_over_asks_to_be_closed(world, browser, desk):
    activity = world.published("ao_am")

    with time_machine.travel(world.now + timedelta(days=7), tick=False):
        page = browser.get(desk(f"hoat-dong/{activity.pk}/")).content.decode()

    assert "Đã qua ngày tổ chức, còn bước kết thúc" in page
    assert "Kết thúc và ghi kết quả" in page


def test_starting_before_the_day_is_refused(world, press):
    activity = world.published("ao_am")

    answer = press(activity, "bat-dau/")

    assert "Hoạt động chưa diễn ra" in answer.content.decode()


def test_cancelling_asks_once_and_needs_a_reason(world, browser, desk, press):
    activity = world.published("ao_am")

    asked = browser.get(desk(f"hoat-dong/{activity.pk}/huy/")).content.decode()
    refused = press(activity, "huy/", reason="")
    done = press(activity, "huy/", reason="Mưa to, đường sạt lở")

    assert "Hủy hoạt động này?" in asked
    assert "Hãy ghi lý do hủy" in refused.content.decode()
    assert "Đã hủy: Mưa to, đường sạt lở" in done.content.decode()


def test_a_draft_is_deleted_after_one_question(simple, press, browser, desk):
    asked = browser.get(desk(f"hoat-dong/{simple.pk}/xoa/")).content.decode()
    page = press(simple, "xoa/").content.decode()

    assert "Xóa bản nháp này?" in asked
    assert "Đã xóa bản nháp" in page
    assert not type(simple).objects.filter(pk=simple.pk).exists()


def test_what_is_published_is_not_deleted(world, press):
    activity = world.published("ao_am")

    answer = press(activity, "xoa/")

    assert answer.status_code == 422
    assert "không thể xóa" in answer.content.decode()


def test_titles_are_text_and_never_markup(world, page_of):
    draft = world.opened("ao_am", title="<script>alert(1)</script>", spot='"><img src=x>')

    page = page_of(draft)

    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_a_superior_reads_and_cannot_press(world, sign_in, simple):
    province = sign_in(world.province, "PARTNER_AGENCY")

    here = f"/dieu-phoi/{world.province.pk}/hoat-dong/{simple.pk}/"
    page = province.get(here).content.decode()

    assert "Đoàn Tả Lèng" in page
    assert "Mở đăng ký 12 chỗ" not in page
    assert province.post(f"{here}mo-dang-ky/").status_code == 404


def test_a_sibling_finds_nothing(world, sign_in, simple):
    sibling = sign_in(world.binh_lu)
    at_home = f"/dieu-phoi/{world.binh_lu.pk}/hoat-dong/{simple.pk}/"

    paths = ("", "sua/", "ket-thuc/", "huy/", "xoa/", "dia-ban/", "dia-ban/hoi/", "ca/moi/")
    posts = ("mo-dang-ky/", "cong-bo/", "bat-dau/", "buoc/survey/", "an-toan/", "an-toan/them/")

    assert {sibling.get(at_home + path).status_code for path in paths} == {404}
    assert {sibling.post(at_home + path).status_code for path in posts} == {404}


def test_a_page_costs_what_it_costs(world, browser, desk, statements, costs_the_same, outdoor):
    here = desk(f"hoat-dong/{outdoor.pk}/")
    officer = world.officer(world.ta_leng)

    def more_items():
        for number in range(3):
            actions.add_safety_item(
                by=officer, activity_id=outdoor.pk, text=f"Mục {number}", now=world.now
            )

    costs_the_same(lambda: browser.get(here), more_items)
    with statements() as asked:
        browser.get(here)
    assert asked.count <= 20


def test_an_event_on_a_day_on_which_it_does_not_count_says_which_days_do(desks, world):
    programmes.load(by=world.system, unit_id=world.province.pk, path=INVENTED, now=world.now)
    held = {
        day: actions.record_held(
            by=world.system,
            unit_id=world.province.pk,
            held=HeldGiven(
                title="Liên hoan các câu lạc bộ",
                kind_code="lien_hoan",
                field_code="moi_truong",
                first_day=day,
                last_day=day,
                place_id=world.places["Tả Lèng"].pk,
                turns=10,
                persons=10,
                paper="Báo cáo 5-BC/ĐTN",
            ),
            now=world.now,
        )
        for day in (date(2025, 12, 3), date(2025, 3, 3))
    }
    officer, desk = desks.at(world.province), f"/dieu-phoi/{world.province.pk}/hoat-dong/"

    pages = {day: officer.get(f"{desk}{each.pk}/").content.decode() for day, each in held.items()}

    said = (
        "Chưa tính cho chỉ tiêu XX-2: chỉ tiêu cần tổ chức trong 10 ngày trước hoặc sau ngày 05/12."
    )
    assert [said in page for page in pages.values()] == [False, True]
