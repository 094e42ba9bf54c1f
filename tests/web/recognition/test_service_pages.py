"""“Ngày tình nguyện”: a student's own page, the officer's list and sheet, proofs of service elsewhere, the rule."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aoxanh.people.models import Membership
from aoxanh.recognition import actions
from aoxanh.recognition.models import ElsewhereProof
from tests.recognition.service import Service
from tests.recognition.test_service_years import PAPER
from tests.web.desks import shown


@pytest.fixture
def school(desks, world, settings, tmp_path, system, now):
    """Đoàn Tả Lèng goes by five days; a student served one day."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEY_FOLDER = tmp_path / "keys"
    actions.load_service_rules(by=system, now=now)
    made = Service(world)
    made.activity = made.held("Làm đường liên bản Hồ Pên")
    actions.adopt_rule(
        by=system, unit_id=world.ta_leng.pk, rule="ngay_5", first_day=date(2026, 9, 1), now=now
    )
    return made


@pytest.fixture
def officer(desks, world, school):
    return desks.at(world.ta_leng, "SCHOOL_OFFICER")


@pytest.fixture
def student(desks, school):
    """A member with an account, who served on one day."""
    account = desks.account("Vàng A Sinh")
    person = school.person("Vàng A Sinh")
    person.account = account
    person.save(update_fields=["account"])
    Membership.objects.filter(person=person).update(
        student_code="SV001", class_name="12A1", faculty="Khoa Sư phạm"
    )
    school.serve(person)
    client = Client()
    client.force_login(account)
    client.person = person
    return client


def _given(**changed):
    return {
        "title": "Hiến máu ở Hà Nội",
        "organiser": "Viện Huyết học",
        "first_day": "2026-10-01",
        "last_day": "2026-10-03",
        "days": "2",
        "hours": "",
        "paper": SimpleUploadedFile("xac-nhan.pdf", PAPER, content_type="application/pdf"),
    } | changed


def _declare(student, **changed):
    return student.post("/cua-toi/ngay-tinh-nguyen/", _given(**changed))


def _desk(client, world, path="", **asked):
    return client.get(f"/dieu-phoi/{world.ta_leng.pk}/ngay-tinh-nguyen{path or '/'}", asked)


def test_my_page_says_how_much_of_the_year_i_reached(student):
    assert "Đã đạt 1/5 ngày" in shown(student.get("/cua-toi/"))
    page = shown(student.get("/cua-toi/ngay-tinh-nguyen/"))

    assert "Đã đạt 1/5 ngày" in page
    assert "Năm học 2026–2027" in page
    assert "Làm đường liên bản Hồ Pên" in page
    assert "Còn thiếu 4 ngày" in page


def test_an_earlier_year_can_be_read(student):
    page = shown(student.get("/cua-toi/ngay-tinh-nguyen/?ngay=2026-08-31"))

    assert "Đã đạt 0/5 ngày" in page
    assert "Năm học 2025–2026" in page


def test_without_a_rule_the_page_says_so(desks, school, world):
    account = desks.account("Lò Thị Xuân")
    person = school.person("Lò Thị Xuân", unit=world.binh_lu)
    person.account = account
    person.save(update_fields=["account"])
    client = Client()
    client.force_login(account)

    assert "chưa áp dụng quy định nào" in shown(client.get("/cua-toi/ngay-tinh-nguyen/"))
    assert client.get("/cua-toi/ngay-tinh-nguyen.pdf").status_code == 302
    assert "Đã đạt" not in shown(client.get("/cua-toi/"))


def test_the_proof_of_the_year_is_one_pdf(student):
    answer = student.get("/cua-toi/ngay-tinh-nguyen.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_service_elsewhere_is_sent_and_answered(student, officer, world):
    assert _declare(student).status_code == 302
    assert "Chờ đơn vị xác nhận" in shown(student.get("/cua-toi/ngay-tinh-nguyen/"))
    proof = ElsewhereProof.objects.get()

    assert "1 minh chứng tham gia nơi khác chờ" in shown(_desk(officer, world))
    page = shown(_desk(officer, world, "/noi-khac/"))
    paper = _desk(officer, world, f"/noi-khac/{proof.pk}/tep/")
    officer.post(
        f"/dieu-phoi/{world.ta_leng.pk}/ngay-tinh-nguyen/noi-khac/{proof.pk}/", {"answer": "yes"}
    )

    assert "Viện Huyết học" in page
    assert paper.content == PAPER
    assert "Đã đạt 3/5 ngày" in shown(student.get("/cua-toi/ngay-tinh-nguyen/"))
    assert "2 ngày nơi khác" in shown(student.get("/cua-toi/ngay-tinh-nguyen/"))


def test_a_refusal_asks_for_a_reason_and_the_student_reads_it(student, officer, world):
    _declare(student)
    proof = ElsewhereProof.objects.get()
    address = f"/dieu-phoi/{world.ta_leng.pk}/ngay-tinh-nguyen/noi-khac/{proof.pk}/"

    silent = officer.post(address, {"answer": "no"}, follow=True)
    officer.post(address, {"answer": "no", "reason": "Thiếu dấu"})

    assert "Hãy ghi lý do" in shown(silent)
    assert "Thiếu dấu" in shown(student.get("/cua-toi/ngay-tinh-nguyen/"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Hãy ghi tên hoạt động."),
        ({"last_day": "2026-09-30"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"days": "9"}, "Số ngày phải từ 1 đến 3"),
        ({"paper": ""}, "Hãy chọn ảnh hoặc tệp PDF"),
        ({"paper": SimpleUploadedFile("a.pdf", b"MZ\x90\x00 exe")}, "Không nhận được loại tệp này"),
    ],
)
def test_a_proof_that_cannot_be_keeps_what_was_typed(student, changed, told):
    answer = _declare(student, **changed)

    page = shown(answer)
    assert answer.status_code == 422
    assert told in page
    assert "Viện Huyết học" in page
    assert not ElsewhereProof.objects.exists()


def test_what_nobody_decided_is_taken_back(student):
    _declare(student)
    proof = ElsewhereProof.objects.get()

    answer = student.post(f"/cua-toi/ngay-tinh-nguyen/{proof.pk}/rut/", follow=True)

    assert "Đã rút minh chứng." in shown(answer)
    assert not ElsewhereProof.objects.exists()
    assert student.post(f"/cua-toi/ngay-tinh-nguyen/{proof.pk}/rut/").status_code == 404


@pytest.mark.usefixtures("student")
def test_the_officer_sees_members_with_their_days_and_who_is_short(officer, world):
    page = shown(_desk(officer, world))

    assert "0 trên 1 người đã đạt" in page
    assert "SV001" in page
    assert "1/5 ngày" in page
    assert "Vàng A Sinh" in shown(_desk(officer, world, **{"con-thieu": "1"}))


@pytest.mark.usefixtures("student")
def test_members_are_narrowed_by_class_and_faculty(officer, world):
    assert "SV001" in shown(_desk(officer, world, lop="12A1", khoa="Khoa Sư phạm"))
    assert "SV001" not in shown(_desk(officer, world, lop="12A2"))


@pytest.mark.usefixtures("student")
def test_units_below_stand_with_how_many_of_theirs_took_part(desks, world):
    province = desks.at(world.province, "PROVINCE_OFFICER")

    page = shown(province.get(f"/dieu-phoi/{world.province.pk}/ngay-tinh-nguyen/?xem=don-vi"))

    assert re.search(r"Đoàn Tả Lèng.*?1.*?1.*?100 %", page, re.DOTALL)


@pytest.mark.usefixtures("student")
def test_the_sheet_goes_by_student_code(officer, world):
    answer = officer.get(f"/dieu-phoi/{world.ta_leng.pk}/ngay-tinh-nguyen.xlsx")

    book = ZipFile(BytesIO(answer.content))
    told = b"".join(book.read(name) for name in book.namelist()).decode(errors="ignore")
    assert "SV001" in told
    assert "Năm học 2026–2027" in told


def test_a_members_proof_is_for_officers_who_see_the_person(student, officer, world, desks):
    path = f"/{student.person.code}.pdf"

    assert _desk(officer, world, path).content.startswith(b"%PDF")
    sibling = desks.at(world.binh_lu)
    address = f"/dieu-phoi/{world.binh_lu.pk}/ngay-tinh-nguyen{path}"
    assert sibling.get(address).status_code == 404


def test_a_unit_puts_itself_under_a_rule(desks, world, school):
    other = desks.at(world.binh_lu)
    address = f"/dieu-phoi/{world.binh_lu.pk}/ngay-tinh-nguyen/quy-dinh/"

    page = shown(other.get(address))
    answer = other.post(address, {"rule": "gio_20", "first_day": "2026-01-01"}, follow=True)

    assert "Mỗi ngày tính nhiều nhất 8 giờ." in page
    assert "Hai mươi giờ tình nguyện trong năm" in shown(answer)


def test_a_rule_before_a_later_one_is_refused_at_its_field(officer, world):
    address = f"/dieu-phoi/{world.ta_leng.pk}/ngay-tinh-nguyen/quy-dinh/"

    answer = officer.post(address, {"rule": "ngay_3", "first_day": "2026-01-01"})

    assert answer.status_code == 422
    assert "đã áp dụng một quy định từ 01/09/2026" in shown(answer)


def test_the_list_costs_the_same_for_one_member_and_for_many(
    student, officer, world, school, costs_the_same
):
    def grow():
        school.crowd(6)
        _declare(student)

    costs_the_same(lambda: _desk(officer, world), grow)


def test_the_pages_ask_a_fixed_number_of_questions(student, officer, world, statements):
    _declare(student)
    _desk(officer, world)

    with statements() as members:
        _desk(officer, world)
    with statements() as proofs:
        _desk(officer, world, "/noi-khac/")
    with statements() as own:
        student.get("/cua-toi/ngay-tinh-nguyen/")

    assert members.count <= 12, members.sqls
    assert proofs.count <= 9, proofs.sqls
    assert own.count <= 15, own.sqls
