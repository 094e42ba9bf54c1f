"""Closing from the phone, evidence, what was held before, and declared totals."""

import io
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, DeclaredTotal, Evidence, HoursEntry, Output
from aoxanh.activities.types import TapGiven


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name="anh.jpg"):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "blue").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


@pytest.fixture
def running(world):
    """An activity on its day."""
    activity = world.published("ao_am", title="Áo ấm lên bản")
    with time_machine.travel(world.hours()["starts_at"], tick=False):
        yield activity


@pytest.fixture
def close(browser, desk, running):
    results = {
        "rows": "3",
        "output-0-metric": "ao_am",
        "output-0-amount": "khoảng 1.280",
        "output-0-value": "45,8 triệu",
        "evaluation": "Trao đủ áo cho ba bản.",
        "completed": ["survey", "plan"],
    }
    here = desk(f"hoat-dong/{running.pk}/ket-thuc/")
    return lambda **given: browser.post(here, results | given)


def test_the_page_says_what_will_be_settled(browser, desk, running):
    page = browser.get(desk(f"hoat-dong/{running.pk}/ket-thuc/")).content.decode()

    assert "Kết thúc, ghi giờ cho 0 lượt" in page
    assert "Áo ấm trao tặng (chiếc)" in page


def test_closing_keeps_results_photos_and_evaluation(close, running, browser, desk):
    answer = close(photos=[photo("một.jpg"), photo("hai.jpg")])

    running.refresh_from_db()
    output = Output.objects.get(activity=running)
    page = browser.get(answer["Location"]).content.decode()
    assert running.state == "CLOSED"
    assert (output.amount, output.about, output.value_vnd) == (1280, True, 45_800_000)
    assert Evidence.objects.filter(activity=running).count() == 2
    assert "trị giá 45.800.000đ" in page
    assert "0 lượt tham gia, 0 giờ đã ghi" in page


def test_photos_are_shown_to_who_may_read_the_activity(
    close, running, browser, desk, sign_in, world
):
    close(photos=[photo()])
    kept = Evidence.objects.get(activity=running).file
    path = f"hoat-dong/{running.pk}/minh-chung/{kept.code}/"

    shown = browser.get(desk(path))
    sibling = sign_in(world.binh_lu).get(f"/dieu-phoi/{world.binh_lu.pk}/{path}")

    assert shown["Content-Type"] == kept.mime
    assert sibling.status_code == 404
    assert browser.get(desk(f"hoat-dong/{running.pk}/minh-chung/KHONGCO/")).status_code == 404


def test_closing_without_an_evaluation_is_refused_and_keeps_the_numbers(close, running):
    answer = close(evaluation="  ")

    page = answer.content.decode()
    running.refresh_from_db()
    assert answer.status_code == 422
    assert "Hãy ghi vài dòng đánh giá" in page
    assert 'value="khoảng 1.280"' in page
    assert running.state == "OPEN"


def test_a_number_that_is_none_is_refused_at_its_row(close):
    page = close(**{"output-0-amount": "nhiều lắm"}).content.decode()

    assert "“nhiều lắm” chưa phải là con số" in page


def test_the_same_result_twice_is_refused(close):
    page = close(**{"output-1-metric": "ao_am", "output-1-amount": "5"}).content.decode()

    assert "được ghi hai lần" in page


def test_a_file_that_is_no_picture_is_refused(close, running):
    page = close(photos=[SimpleUploadedFile("a.jpg", b"not a picture")]).content.decode()

    running.refresh_from_db()
    assert "Không nhận được loại tệp này" in page
    assert running.state == "OPEN"


def test_a_picture_that_is_too_heavy_is_refused(close, settings):
    settings.UPLOAD_LIMIT_BYTES = 100

    page = close(photos=[photo()]).content.decode()

    assert "nhiều hơn mức" in page


def test_more_rows_are_given_without_script_and_nothing_is_lost(close, running):
    page = close(more="1").content.decode()

    running.refresh_from_db()
    assert "output-4-metric" in page
    assert 'value="khoảng 1.280"' in page
    assert running.state == "OPEN"


def test_closing_before_the_day_is_refused(world, browser, desk):
    activity = world.published("ao_am")

    page = browser.post(
        desk(f"hoat-dong/{activity.pk}/ket-thuc/"), {"rows": "3", "evaluation": "Xong."}
    ).content.decode()

    assert "Hoạt động chưa diễn ra" in page


def test_evidence_needs_a_picture_or_a_paper(browser, desk, world):
    activity = world.published("ao_am")
    here = desk(f"hoat-dong/{activity.pk}/minh-chung/")

    refused = browser.post(here, {}).content.decode()
    browser.post(here, {"paper": "Báo cáo số 12-BC/ĐTN"})

    assert "Hãy thêm ít nhất một ảnh" in refused
    assert Evidence.objects.get().paper == "Báo cáo số 12-BC/ĐTN"


HELD = {
    "title": "Dọn đường bản Pho",
    "kind": "tinh_nguyen",
    "field": "nong_thon_moi",
    "mode": "ON_SITE",
    "day": "2026-11-15",
    "place": "xã Tả Lèng",
    "turns": "40",
    "persons": "25",
    "paper": "Báo cáo số 12-BC/ĐTN",
    "rows": "3",
}


@pytest.fixture
def record(browser, desk):
    return lambda **given: browser.post(desk("hoat-dong/ghi-nhan/"), HELD | given)


def test_what_was_held_is_recorded_with_declared_figures(record, browser, desk):
    shown = browser.get(desk("hoat-dong/ghi-nhan/")).content.decode()
    answer = record()

    held = Activity.objects.get()
    page = browser.get(answer["Location"]).content.decode()
    assert "không thành giờ của ai" in shown
    assert (held.state, held.declared_turns, held.declared_persons) == ("RECORDED", 40, 25)
    assert "40 lượt tự khai" in page
    assert not HoursEntry.objects.exists()


def test_recording_without_evidence_is_refused(record):
    page = record(paper="").content.decode()

    assert "Hãy thêm ít nhất một ảnh" in page
    assert 'value="Dọn đường bản Pho"' in page


def test_recording_a_day_to_come_is_refused(record):
    page = record(day="2026-11-30").content.decode()

    assert "Chỉ kết thúc hoặc ghi nhận từ ngày hoạt động bắt đầu" in page
    assert not Activity.objects.exists()


def test_more_persons_than_turns_are_refused(record):
    assert "Số người không thể nhiều hơn số lượt người" in record(persons="50").content.decode()


TOTALS = {"first_day": "2026-10-01", "last_day": "2026-10-31", "activities": "12", "turns": "300"}


def test_totals_are_declared_and_listed(browser, desk, world):
    shown = browser.get(desk("khai-tong-so/")).content.decode()
    browser.post(desk("khai-tong-so/"), TOTALS)

    row = DeclaredTotal.objects.get(unit=world.ta_leng)
    assert 'value="2026-10-01"' in shown
    assert (row.activities, row.turns, row.hours) == (12, 300, None)
    assert "12 hoạt động" in browser.get(desk("khai-tong-so/")).content.decode()


def test_a_period_declared_twice_is_refused_at_its_first_day(browser, desk):
    browser.post(desk("khai-tong-so/"), TOTALS)

    answer = browser.post(desk("khai-tong-so/"), TOTALS)

    assert answer.status_code == 422
    assert "Kỳ này trùng với kỳ đã khai" in answer.content.decode()


def test_what_was_declared_is_corrected(browser, desk):
    browser.post(desk("khai-tong-so/"), TOTALS)
    row = DeclaredTotal.objects.get()

    browser.post(desk(f"khai-tong-so/?sua={row.pk}"), TOTALS | {"activities": "13"})

    row.refresh_from_db()
    assert row.activities == 13


def test_the_declaration_of_another_unit_answers_404(browser, desk):
    assert browser.get(desk("khai-tong-so/?sua=999")).status_code == 404


def test_stages_left_open_keep_it_from_closing(close, running):
    page = close(completed=["survey"]).content.decode()

    running.refresh_from_db()
    assert "Chưa kết thúc được vì còn bước: Lập kế hoạch" in page
    assert running.state == "OPEN"


def test_what_was_tapped_and_what_the_template_closes_with_are_filled_in(world, browser, desk):
    activity = world.opened("tiep_suc_thi")
    Activity.objects.filter(pk=activity.pk).update(state="OPEN", opened_at=world.now)
    tap = TapGiven(uuid=uuid4(), metric="thi_sinh", amount=1284, tapped_at=world.now)
    actions.count(by=world.system, activity_id=activity.pk, taps=[tap], now=world.now)

    page = browser.get(desk(f"hoat-dong/{activity.pk}/ket-thuc/")).content.decode()

    assert 'value="1.284"' in page
    assert '<option value="nguoi_nha" selected>' in page


def test_a_proposed_row_left_without_an_amount_is_left_out(world, browser, desk):
    activity = world.opened("tiep_suc_thi", **world.hours(in_days=0, begin=13, end=17))
    Activity.objects.filter(pk=activity.pk).update(state="OPEN", opened_at=world.now)
    waited_for = activity.stages.filter(use="KEPT", part__in=("PREPARING", "REVIEWING"))
    stages = [step.code for step in waited_for]

    answer = browser.post(
        desk(f"hoat-dong/{activity.pk}/ket-thuc/"),
        {
            "rows": "4",
            "output-0-metric": "thi_sinh",
            "output-0-amount": "90",
            "output-1-metric": "nguoi_nha",
            "output-1-amount": "",
            "evaluation": "Xong",
            "completed": stages,
        },
    )

    assert answer.status_code == 302
    assert Output.objects.get().metric_id == "thi_sinh"
