"""Printed lists: whole however long, head on every page, amounts added up; and the same list for Excel."""

import re

import pytest

from aoxanh.activities import queries
from aoxanh.activities.models import Activity
from aoxanh.activities.rules.sheets import cells, totals
from aoxanh.activities.types import ListedParticipant, SheetAsked
from aoxanh.files import queries as files
from tests.activities.test_questions import CLASS, SHIRT, ask
from tests.web.desks import shown


LONG = "Nguyễn Hoàng Phúc Thiên Long Bảo Trân Châu Anh Minh Khôi Nguyên"
KINDS = ("danh-sach", "diem-danh", "ky-nhan")


@pytest.fixture
def page(crowd, desk):
    return lambda path="": desk(f"hoat-dong/{crowd.activity.pk}/in/{path}")


def _pages(paper):
    return len(re.findall(rb"/Type/Page\b(?!s)", paper))


def _printed(crowd, code, people, monkeypatch, **asked):
    monkeypatch.setattr(
        "aoxanh.activities.queries.sheets.participants", lambda **_given: list(people)
    )
    return queries.printed_sheet(
        activity=Activity.objects.select_related("place").get(),
        asked=SheetAsked(kind=queries.sheet_kinds()[code], **asked),
        actor=crowd.officer,
        on=crowd.world.now,
    )


def _people(crowd, count):
    return [
        ListedParticipant(
            person_id=n,
            full_name=LONG if n % 7 == 0 else f"Giàng A {n}",
            unit="Đoàn trường Phổ thông Dân tộc nội trú huyện Sìn Hồ"
            if n % 5 == 0
            else "Đoàn Tả Lèng",
            shift_ids=(crowd.shift.pk,),
        )
        for n in range(count)
    ]


@pytest.mark.usefixtures("desks")
@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("count", [0, 1, 300])
def test_a_list_is_printed_however_long(crowd, code, count, monkeypatch):
    paper = _printed(crowd, code, _people(crowd, count), monkeypatch)

    assert paper.startswith(b"%PDF-")
    assert (_pages(paper) == 1) is (count < 2)


@pytest.mark.usefixtures("desks")
def test_each_shift_begins_on_a_page_of_its_own(crowd, monkeypatch):
    crowd.add_shift()

    assert _pages(_printed(crowd, "diem-danh", _people(crowd, 1), monkeypatch)) == 2
    assert (
        _pages(
            _printed(crowd, "diem-danh", _people(crowd, 1), monkeypatch, shift_id=crowd.shift.pk)
        )
        == 1
    )


def test_amounts_stand_in_each_row_and_are_added_up():
    asked = SheetAsked(kind=queries.sheet_kinds()["ky-nhan"], money=150_000, gift="Áo mưa")
    people = [ListedParticipant(person_id=n, full_name="Mỷ") for n in range(3)]

    rows = cells(asked, people, {})

    assert rows[0][3:5] == ["150.000", "Áo mưa"]
    assert totals(asked, people)[3] == "450.000"
    assert totals(SheetAsked(kind=asked.kind), people) == []


def test_a_roll_call_ends_with_lines_for_who_comes_without_a_place():
    kind = queries.sheet_kinds()["diem-danh"]

    rows = cells(SheetAsked(kind=kind), [ListedParticipant(person_id=1, full_name="Mỷ")], {})

    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[1][1] == ""


def test_answers_stand_in_the_note():
    kind = queries.sheet_kinds()["danh-sach"]
    person = ListedParticipant(person_id=1, full_name="Mỷ", answers={"shirt": "M", "class": ""})

    (row,) = cells(SheetAsked(kind=kind), [person], {"shirt": "Cỡ áo", "class": "Lớp"})

    assert row[-1] == "Cỡ áo: M"


@pytest.mark.parametrize("code", KINDS)
def test_the_page_leads_to_every_list(browser, page, desks, crowd, code):
    crowd.sign_up()

    text = shown(browser.get(page()))
    paper = browser.get(page(f"{code}.pdf") + "?tien=150.000&qua=Áo&ca=x")

    assert "In danh sách 1 người" in text
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


def test_a_list_nobody_knows_is_missing(browser, page, desks):
    assert browser.get(page("bang-luong.pdf")).status_code == 404


def test_after_the_end_the_list_holds_who_came(browser, page, desks, crowd, keys):
    crowd.scan(crowd.sign_up())
    crowd.sign_up()
    crowd.close()

    assert "In danh sách 1 người" in shown(browser.get(page()))
    assert "In danh sách 2 người" in shown(browser.get(page() + "?nguoi=dang-ky"))


def test_excel_gets_a_column_for_each_question(browser, page, crowd):
    ask(crowd, SHIRT, CLASS)
    crowd.sign_up("Mỷ", answers={"shirt": ["M"], "class": ["=1+1"]})

    answer = browser.get(page("danh-sach.xlsx"))
    table = files.table(
        name="danh-sach.xlsx", size=len(answer.content), read=lambda: answer.content
    )

    said = repr(table)
    assert "Cỡ áo của bạn" in said
    assert "Bạn học lớp nào" in said
    assert "'M'" in said
    assert "'=1+1'" not in said


def test_the_list_costs_the_same_for_few_and_for_many(browser, page, crowd, costs_the_same):
    def grow():
        for _ in range(2):
            crowd.sign_up()

    type(crowd.slot).objects.update(capacity=20)
    crowd.sign_up()

    costs_the_same(lambda: browser.get(page()), grow)
