"""How papers word days, and what lists and answers say: values in, words out."""

from datetime import date

import pytest

from aoxanh.activities.rules.papers import days, span
from aoxanh.activities.rules.pasted_values import (
    Cell,
    spreadsheet_day,
    take_birth,
    take_email,
)
from aoxanh.activities.rules.questions import spoken


DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        (date(2026, 11, 29), date(2026, 11, 29), "29/11/2026"),
        (date(2027, 6, 1), date(2027, 6, 30), "01–30/06/2027"),
        (date(2027, 6, 1), date(2027, 7, 3), "01/06–03/07/2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30/12/2026–02/01/2027"),
        (date(2026, 6, 1), date(2027, 6, 30), "01/06/2026–30/06/2027"),
    ],
)
def test_a_span_of_days_says_month_and_year_once_where_they_are_one(first, last, short):
    assert span(first, last) == short


def test_days_are_told_in_full_in_a_text():
    assert days(DAY, DAY) == "ngày 23 tháng 11 năm 2026"
    assert days(DAY, date(2026, 11, 25)) == (
        "từ ngày 23 tháng 11 năm 2026 đến hết ngày 25 tháng 11 năm 2026"
    )


@pytest.mark.parametrize(
    ("take", "text", "nothing"),
    [
        (take_email, "on@xa_ta_leng.vn", ""),
        (lambda cell: take_birth(cell, DAY), "31/02/2008", None),
        (lambda cell: take_birth(cell, DAY), "24/11/2026", None),
        (lambda cell: spreadsheet_day(cell.text, DAY), "13999", None),
        (lambda cell: spreadsheet_day(cell.text, DAY), "50000", None),
        (lambda cell: spreadsheet_day(cell.text, DAY), "x", None),
    ],
)
def test_what_looks_like_a_value_and_is_none_is_not_taken(take, text, nothing):
    assert take(Cell(text)) == nothing


def test_a_day_that_a_spreadsheet_counted_is_read():
    assert spreadsheet_day("38596", DAY) == date(2005, 9, 1)


@pytest.mark.parametrize(
    ("answer", "words"), [(None, ""), (["Sáng", "Chiều"], "Sáng, Chiều"), (3, "3"), ("Có", "Có")]
)
def test_answers_are_shown_as_words(answer, words):
    assert spoken(answer) == words
