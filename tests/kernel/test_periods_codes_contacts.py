"""Periods, public codes, and phones and addresses as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aoxanh.kernel import codes, contacts
from aoxanh.kernel.periods import FOREVER, Period, first_overlap, month_of


JULY = Period(date(2025, 7, 1), date(2025, 8, 1))


def test_a_period_holds_its_first_day_and_not_its_end():
    assert date(2025, 7, 1) in JULY
    assert date(2025, 8, 1) not in JULY
    assert "2025-07-01" not in JULY
    assert JULY.last_day == date(2025, 7, 31)


def test_an_empty_period_cannot_be_made():
    with pytest.raises(ValueError, match="empty period"):
        Period(date(2025, 7, 1), date(2025, 7, 1))


def test_neighbours_touch_without_overlapping():
    june = Period.month(2025, 6)

    assert not june.overlaps(JULY)
    assert june.intersection(JULY) is None
    assert first_overlap([JULY, june]) is None


def test_the_first_overlap_is_found():
    year = Period.year(2025)

    assert first_overlap([JULY, year]) == (year, JULY)
    assert year.intersection(JULY) == JULY


def test_what_has_no_end_is_open():
    assert Period(date(2025, 7, 1)).is_open
    assert Period(date(2025, 7, 1)).end == FOREVER
    assert Period.month(2025, 12).end == date(2026, 1, 1)
    assert month_of(date(2025, 7, 9)) == date(2025, 7, 1)


def test_codes_use_letters_nobody_misreads():
    code = codes.new_code(16)

    assert len(code) == 16
    assert set(code) <= set(codes.ALPHABET)


@pytest.mark.parametrize("typed", ["7k3m-q9td", "7K3M Q9TD", " 7K3M–Q9TD "])
def test_a_code_is_read_in_any_shape(typed):
    assert codes.read_code(typed) == "7K3MQ9TD"


def test_misread_letters_are_mended_and_named():
    assert codes.read_code("7K3O-I9LU") == "7K30191V"
    assert codes.misread_letters("7K3O-I9LUO") == ("O", "I", "L", "U")
    assert codes.grouped("7K3MQ9TD") == "7K3M-Q9TD"


@given(st.text())
def test_reading_a_code_never_fails(typed):
    codes.read_code(typed)


def test_a_token_has_128_bits():
    assert len(codes.new_token()) == 22


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84912345678",
        "84912345678",
        "912345678",
        "(+84) 912-345-678",
        "0084912345678",
    ],
)
def test_a_phone_is_read_in_every_vietnamese_shape(typed):
    assert contacts.read_phone(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0213 387 6543", "+842133876543"),
        ("842133876543", "+842133876543"),
        ("84213387654", "+84213387654"),
        ("+66 81 234 5678", "+66812345678"),
    ],
)
def test_fixed_lines_and_numbers_of_other_countries_are_read(typed, stored):
    assert contacts.read_phone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "0912", "không có", "09123456789012", "12345", "+85512345678"]
)
def test_what_is_no_phone_is_refused(typed):
    with pytest.raises(ValueError, match=r".*") as refusal:
        contacts.read_phone(typed)

    assert refusal.value.args == (typed,)


def test_contacts_are_told_apart():
    assert contacts.read_contact("Sinh@Vidu.VN") == ("", "sinh@vidu.vn")
    assert contacts.read_contact("0912345678") == ("+84912345678", "")
    with pytest.raises(ValueError, match=r"^sinh@$"):
        contacts.read_contact("sinh@")


def test_phones_are_spoken_locally():
    assert contacts.spoken_phone("+84912345678") == "0912 345 678"
    assert contacts.spoken_phone("+8562012345678") == "+8562012345678"
    assert contacts.spoken_phone("+842133876543") == "02133876543"


def test_a_year_and_a_month_end_on_the_first_day_of_the_next():
    assert Period.year(2026) == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert Period.month(2026, 12) == Period(date(2026, 12, 1), date(2027, 1, 1))
    assert Period.month(2026, 2) == Period(date(2026, 2, 1), date(2026, 3, 1))


def test_periods_that_only_touch_do_not_overlap():
    assert not Period.month(2026, 1).overlaps(Period.month(2026, 2))
    assert not Period.month(2026, 2).overlaps(Period.month(2026, 1))


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("k9x4 t6q8", "K9X4T6Q8"),
        (" K9X4-T6Q8 ", "K9X4T6Q8"),
        ("K9X4T6Q", ""),
        ("K9X4T6Q!8", "K9X4T6Q8"),
        ("eyJ" + "." * 60 + "K9X4T", ""),
        ("", ""),
    ],
)
def test_a_short_code_is_told_from_what_a_camera_read(scanned, code):
    assert codes.short_code_in(scanned) == code
