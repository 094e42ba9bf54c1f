"""“Giấy tờ” of an activity and “Sổ văn bản” of its unit."""

from io import BytesIO

import pytest
from docx import Document

from aoxanh.documents.models import Paper
from aoxanh.documents.types import WORD_TYPE, PaperState
from tests.activities.crowd import Crowd
from tests.web.desks import shown


@pytest.fixture
def officer(world):
    return world.headed(world.ta_leng, "Sùng A Chớ")


@pytest.fixture
def activity(world):
    return Crowd.at(world).activity


def _issue(browser, desk, activity, code="ke-hoach", **sent):
    return browser.post(
        desk(f"hoat-dong/{activity.pk}/giay-to/{code}/vao-so/"), {"sure": "1", **sent}
    )


def test_the_page_lists_every_paper_with_what_is_still_to_fill_in(browser, desk, activity, officer):
    page = shown(browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/")))

    for name in ("Kế hoạch", "Giấy mời", "Bảng phân công nhiệm vụ", "Báo cáo kết quả"):
        assert name in page
    assert "chỗ cần điền" in page
    assert "Kinh phí và nguồn" in page


def test_the_activity_leads_to_its_papers(browser, desk, activity):
    page = shown(browser.get(desk(f"hoat-dong/{activity.pk}/")))

    assert f"hoat-dong/{activity.pk}/giay-to/" in page


def test_a_paper_is_taken_away_as_word(browser, desk, activity, officer):
    answer = browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/ke-hoach.docx"))

    assert answer["Content-Type"] == WORD_TYPE
    assert answer["Content-Disposition"].startswith('attachment; filename="ke-hoach-')
    assert answer["Cache-Control"] == "private, no-store"
    assert Document(BytesIO(answer.content)).paragraphs[0].text == "KẾ HOẠCH"


def test_a_paper_nobody_described_answers_404(browser, desk, activity):
    assert browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/to-trinh.docx")).status_code == 404
    assert browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/to-trinh/vao-so/")).status_code == 404


def test_a_number_is_drawn_once_who_signs_is_settled(browser, desk, activity, officer):
    asked = shown(browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/ke-hoach/vao-so/")))

    answer = _issue(browser, desk, activity)

    page = shown(browser.get(answer["Location"]))
    assert "Sùng A Chớ, Bí thư" in asked
    assert "01-KH/ĐTN" in page
    assert Paper.objects.get().signer_name == "Sùng A Chớ"


def test_the_word_file_bears_the_number_once_drawn(browser, desk, activity, officer):
    _issue(browser, desk, activity)

    answer = browser.get(desk(f"hoat-dong/{activity.pk}/giay-to/ke-hoach.docx"))

    head = Document(BytesIO(answer.content)).tables[0].rows[0].cells[0].text
    assert head.endswith("Số: 01-KH/ĐTN")


def test_a_second_number_for_the_same_paper_is_refused_in_a_sentence(
    browser, desk, activity, officer
):
    _issue(browser, desk, activity)

    page = shown(_issue(browser, desk, activity))

    assert "Giấy này đã vào sổ số 01-KH/ĐTN" in page
    assert Paper.objects.count() == 1


def test_without_a_head_the_page_asks_for_a_signer_at_the_field(browser, desk, activity):
    page = shown(_issue(browser, desk, activity))

    assert "Chưa biết ai ký" in page
    assert not Paper.objects.exists()


def test_a_post_of_another_unit_cannot_sign(browser, desk, activity, officer):
    page = shown(_issue(browser, desk, activity, signer=str(officer.pk + 999)))

    assert not Paper.objects.exists()
    assert "Vào sổ, lấy số" in page


def test_the_register_lists_numbers_and_strikes_one_out_with_a_reason(
    browser, desk, activity, officer
):
    _issue(browser, desk, activity)
    paper = Paper.objects.get()
    silent = shown(browser.post(desk(f"van-ban/{paper.pk}/huy-so/"), {"reason": " "}))

    browser.post(desk(f"van-ban/{paper.pk}/huy-so/"), {"reason": "Lấy nhầm loại văn bản"})

    page = shown(browser.get(desk("van-ban/?nam=2026")))
    paper.refresh_from_db()
    assert "Hãy ghi lý do hủy số." in silent
    assert paper.state == PaperState.VOID
    assert "01-KH/ĐTN" in page
    assert "Lấy nhầm loại văn bản" in page
    assert shown(browser.get(desk("van-ban/?nam=2025"))).count("01-KH/ĐTN") == 0


def test_an_empty_register_says_how_a_number_gets_there(browser, desk):
    assert "Sổ chưa có số nào" in shown(browser.get(desk("van-ban/")))


def test_striking_out_twice_is_refused(browser, desk, activity, officer):
    _issue(browser, desk, activity)
    address = desk(f"van-ban/{Paper.objects.get().pk}/huy-so/")
    browser.post(address, {"reason": "Nhầm"})

    assert "Số này đã hủy rồi" in shown(browser.post(address, {"reason": "Nhầm"}))


def test_the_papers_of_others_answer_404(world, sign_in, activity, officer, browser, desk):
    _issue(browser, desk, activity)
    stranger = sign_in(world.binh_lu)
    away = f"/dieu-phoi/{world.binh_lu.pk}/"

    for path in (f"hoat-dong/{activity.pk}/giay-to/ke-hoach/vao-so/",
                 f"van-ban/{Paper.objects.get().pk}/huy-so/"):  # fmt: skip
        assert stranger.get(away + path).status_code == 404


def test_the_register_costs_the_same_for_one_number_and_for_six(
    browser, desk, world, officer, costs_the_same
):
    def grow():
        for number in range(5):
            _issue(browser, desk, world.published(title=f"Việc {number}", by=world.system))

    _issue(browser, desk, world.published(title="Việc đầu", by=world.system))

    costs_the_same(lambda: browser.get(desk("van-ban/")), grow)


def test_the_page_of_papers_stays_within_its_statements(browser, desk, activity, statements):
    address = desk(f"hoat-dong/{activity.pk}/giay-to/")
    browser.get(address)

    with statements() as counted:
        browser.get(address)

    assert counted.count <= 26, counted.sqls
