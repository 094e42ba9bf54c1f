"""The paragraph and the lines of “Số liệu nhanh”: numbers with dots, noughts and missing figures said as such."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.rules.wording import amount, money, worked_hours
from aoxanh.programmes.types import QuickFigures, QuickTold, Result
from tests.conftest import NOW, TODAY


FIGURES = QuickFigures(
    activities=164,
    teams=0,
    afterwards=12,
    turns=Decimal(7905),
    persons=Decimal(3218),
    days=Decimal(7600),
    minutes=Decimal(36480 * 60),
    turns_declared=Decimal(560),
    beneficiaries=Decimal(4127),
    beneficiaries_about=None,
    value=Decimal(1_420_000_000),
    value_about=Decimal(20_000_000),
    turns_before=Decimal(6411),
    minutes_before=None,
    persons_before=None,
    months={},
    results=(
        Result(
            metric="duong_sua",
            name="Đường làm mới, sửa chữa",
            unit_name="m",
            is_money=False,
            amount=Decimal("38.50"),
            about=Decimal(0),
            worth=None,
            activities=3,
            evidenced=3,
        ),
    ),
    as_of=NOW,
)
TOLD = QuickTold(
    figures=FIGURES,
    unit="Tỉnh đoàn Lai Châu",
    below=True,
    period=Period.year(2026),
    day=TODAY,
    field="",
    campaign="",
    portal="Cổng tình nguyện Lai Châu",
)
NOTHING = replace(
    FIGURES,
    activities=0,
    afterwards=0,
    turns=None,
    persons=None,
    days=None,
    minutes=None,
    turns_declared=None,
    beneficiaries=None,
    value=None,
    turns_before=None,
    results=(),
)


def test_the_paragraph_says_who_when_what_and_what_is_only_declared():
    assert rules.paragraph(TOLD) == (
        "Từ ngày 01/01 đến 23/11/2026, Tỉnh đoàn Lai Châu và các đơn vị bên dưới đã tổ chức 164 hoạt động,"
        " có 3.218 người với 7.905 lượt tham gia, ghi nhận 36.480 giờ tình nguyện, tăng 23,3 % số lượt so với"
        " cùng kỳ năm 2025. Kết quả: đường làm mới, sửa chữa 38,5 m. Tổng trị giá khoảng 1,42 tỷ đồng."
        " Ngoài ra, 12 hoạt động ghi nhận sau khai 560 lượt người, chưa xác nhận bằng điểm danh."
        " (Nguồn: Cổng tình nguyện Lai Châu, số liệu lúc 9:00 ngày 23/11/2026)"
    )


def test_without_any_activity_there_is_no_data_and_no_nought():
    told = rules.paragraph(replace(TOLD, figures=NOTHING))

    assert "chưa có số liệu về hoạt động tình nguyện của Tỉnh đoàn Lai Châu" in told
    assert " 0 " not in told


def test_what_is_not_known_is_named():
    figures = replace(FIGURES, turns=None, persons=None, minutes=None, value=None)

    told = rules.paragraph(replace(TOLD, figures=figures))

    assert "Chưa có số liệu về lượt tham gia đã điểm danh, trị giá." in told
    assert "Tổng trị giá" not in told
    assert "người với" not in told


def test_a_known_nought_is_a_number():
    figures = replace(FIGURES, turns=Decimal(0), persons=Decimal(0), minutes=None)

    assert "có 0 người với 0 lượt tham gia" in rules.paragraph(replace(TOLD, figures=figures))


def test_a_field_a_campaign_and_a_single_unit_are_named():
    told = replace(TOLD, field="Bảo vệ môi trường", campaign="Mùa hè xanh 2026", below=False)

    words = rules.paragraph(told)

    assert "trong chiến dịch “Mùa hè xanh 2026”, Tỉnh đoàn Lai Châu đã tổ chức" in words
    assert "164 hoạt động về bảo vệ môi trường" in words


def test_teams_are_told_where_there_are_any():
    figures = replace(FIGURES, teams=12)

    assert "164 hoạt động với 12 đội hình" in rules.paragraph(replace(TOLD, figures=figures))
    assert {line.code: line.words for line in rules.lines(FIGURES)}["teams"] == "chưa có số liệu"


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (80, 100, "giảm 20 % số lượt"),
        (100, 100, "bằng số lượt cùng kỳ"),
        (100, 0, None),
        (100, None, None),
    ],
)
def test_growth_is_told_only_where_both_years_have_turns(now, then, words):
    before = None if then is None else Decimal(then)
    figures = replace(FIGURES, turns=Decimal(now), turns_before=before)

    told = rules.paragraph(replace(TOLD, figures=figures))

    assert (words in told) if words else ("cùng kỳ" not in told)


def test_lines_keep_declared_and_confirmed_apart():
    found = {line.code: line for line in rules.lines(FIGURES)}

    assert found["turns"].words == "7.905"
    assert found["turns_declared"].words == "560"
    assert "không cộng" in found["turns_declared"].note
    assert found["activities_recorded"].note == "152 có điểm danh, 12 ghi nhận sau"
    assert found["value_vnd"].words == "khoảng 1,42 tỷ đồng"


def test_lines_without_figures_say_so():
    found = {line.code: line.words for line in rules.lines(NOTHING)}

    assert set(found.values()) == {"chưa có số liệu"}
    assert "turns_declared" not in found


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_420_000_000, "1,42 tỷ đồng"),
        (2_000_000_000, "2 tỷ đồng"),
        (1_234_567_890, "1.234.567.890 đồng"),
        (820_000_000, "820 triệu đồng"),
        (12_350_000, "12,35 triệu đồng"),
        (12_345_678, "12.345.678 đồng"),
        (500_000, "500.000 đồng"),
        (0, "0 đồng"),
    ],
)
def test_money_is_short_only_where_nothing_is_lost(value, words):
    assert money(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "words"), [("1280", "1.280"), ("38.50", "38,5"), ("0.25", "0,25"), ("100", "100")]
)
def test_amounts_show_the_decimals_that_are_there(value, words):
    assert amount(Decimal(value)) == words


@pytest.mark.parametrize(("minutes", "words"), [(210, "3,5"), (6000, "100"), (6010, "100")])
def test_hours_are_whole_from_a_hundred_on(minutes, words):
    assert worked_hours(Decimal(minutes)) == words


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        (date(2026, 10, 1), date(2026, 11, 1), "Tháng 10/2026"),
        (date(2026, 7, 1), date(2026, 10, 1), "Quý III/2026"),
        (date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
        (date(2025, 1, 1), date(2026, 1, 1), "Năm 2025"),
        (date(2025, 9, 1), date(2026, 9, 1), "Năm học 2025–2026"),
        (date(2026, 11, 1), date(2026, 12, 1), "Từ ngày 01/11 đến 23/11/2026"),
        (date(2025, 12, 20), date(2026, 1, 11), "Từ ngày 20/12/2025 đến 10/01/2026"),
        (date(2026, 3, 5), date(2026, 3, 6), "Ngày 05/03/2026"),
    ],
)
def test_spans_are_named_as_reports_name_them(first, end, words):
    assert rules.span_in_words(Period(first, end), TODAY) == words


def test_the_spans_offered_hold_the_day_and_the_month_before():
    labels = [span.label for span in rules.spans(date(2026, 1, 15))]

    assert labels == [
        "Tháng 12/2025",
        "Tháng 1/2026",
        "Quý I/2026",
        "6 tháng đầu năm 2026",
        "Năm 2026",
        "Năm học 2025–2026",
    ]


def test_a_running_span_is_compared_with_the_same_days_of_the_year_before():
    shown = rules.so_far(Period.year(2026), TODAY)

    assert rules.a_year_before(shown) == Period(date(2025, 1, 1), date(2025, 11, 24))
    assert rules.a_year_before(Period(date(2024, 2, 29), date(2024, 3, 2))).start == date(
        2023, 3, 1
    )


def test_a_spreadsheet_gets_numbers_and_empty_cells():
    found = {label: (value, note) for label, value, _unit, note in rules.cells(FIGURES)}
    nothing = {label: (value, note) for label, value, _unit, note in rules.cells(NOTHING)}

    assert found["Giờ tình nguyện"] == (36480, "đã xác nhận")
    assert found["Trị giá"][1].startswith("khoảng; ")
    assert found["Đường làm mới, sửa chữa"] == (Decimal("38.50"), "3/3 hoạt động có minh chứng")
    assert nothing["Lượt người tham gia"] == (None, "chưa có số liệu; đã điểm danh")
