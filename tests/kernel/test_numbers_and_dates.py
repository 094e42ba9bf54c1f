"""How Vietnamese pages write and read numbers, money and days."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from time import tzset

import pytest

from aoxanh.kernel import dates, numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.280", 1280),
        ("4.538", 4538),
        ("45,8 triệu đồng", 45_800_000),
        ("932.400.000đ", 932_400_000),
        ("gần 100 triệu đồng", 100_000_000),
        ("1,42 tỷ đồng", 1_420_000_000),
        ("20 nghìn", 20_000),
        ("38,5", Decimal("38.5")),
        (" 1.000.000 ", 1_000_000),
        ("2 TRIỆU", 2_000_000),
        ("3 ngàn đ", 3000),
        ("1,5 tỉ VND", 1_500_000_000),
        (" hơn 1.000,5", Decimal("1000.5")),
        ("~7", 7),
    ],
)
def test_numbers_are_read_as_they_are_written(written, value):
    assert numbers.parse_number(written) == value


@pytest.mark.parametrize("written", ["", "12.34.5", "một trăm", "1,2,3", "12 quả"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ValueError, match=f"^not a number: {written!r}$"):
        numbers.parse_number(written)


def test_about_is_noticed():
    assert numbers.says_about("khoảng 500")
    assert numbers.says_about(" Gần 100 triệu")
    assert not numbers.says_about("500")


def test_numbers_and_money_are_written_with_dots():
    assert numbers.number(1280) == "1.280"
    assert numbers.number(Decimal("38.5"), 1) == "38,5"
    assert numbers.number(Decimal("1234567.891"), 2) == "1.234.567,89"
    assert numbers.money(932_400_000) == "932.400.000đ"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (40, "40"),
        (100, "100"),
        (1280, "1.280"),
        (Decimal("38.50"), "38,5"),
        (Decimal("0.256"), "0,26"),
        (0, "0"),
    ],
)
def test_amounts_are_written_as_exact_as_they_are(value, written):
    assert numbers.amount(value) == written


@pytest.mark.parametrize(
    ("minutes", "written"), [(240, "4"), (210, "3,5"), (200, "3,33"), (0, "0"), (600, "10")]
)
def test_minutes_are_written_as_hours(minutes, written):
    assert numbers.hours(minutes) == written


@pytest.mark.parametrize(
    ("instant", "on_time"),
    [
        (datetime(2027, 3, 19, 16, 59, tzinfo=UTC), True),
        (datetime(2027, 3, 19, 17, 0, tzinfo=UTC), False),
    ],
)
def test_before_a_day_means_through_the_day_before(instant, on_time):
    assert dates.is_before(instant, date(2027, 3, 20)) is on_time


def test_days_are_those_of_the_zone():
    assert dates.local_day(datetime(2026, 6, 30, 17, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert dates.start_of(date(2026, 7, 1)) == datetime(2026, 6, 30, 17, tzinfo=UTC)
    assert dates.at(date(2026, 7, 1), time(7, 30)) == datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
    assert dates.at(date(2026, 7, 1), time(7, 30)).tzinfo is UTC


@pytest.fixture
def _elsewhere(monkeypatch):
    """A machine whose own clock is that of another zone."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        tzset()
        yield
    tzset()


@pytest.mark.usefixtures("_elsewhere")
def test_days_and_hours_are_the_zones_whatever_the_machines_clock_is():
    evening = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)

    assert dates.local_day(evening) == date(2026, 7, 1)
    assert dates.vn_time(evening) == "0:30"
    assert dates.at(date(2026, 7, 1), time(0, 30)) == evening


def test_days_are_written_as_papers_write_them():
    day = date(2026, 2, 5)

    assert dates.vn_date(day) == "05/02/2026"
    assert dates.vn_long_date(day) == "ngày 05 tháng 02 năm 2026"
    assert dates.vn_long_date(date(2026, 1, 20)) == "ngày 20 tháng 01 năm 2026"
    assert dates.vn_long_date(date(2026, 3, 20)) == "ngày 20 tháng 3 năm 2026"
    assert dates.vn_long_date(date(2026, 11, 20)) == "ngày 20 tháng 11 năm 2026"
    assert (dates.weekday(day), dates.short_weekday(date(2026, 11, 29))) == ("Thứ Năm", "CN")
    assert dates.vn_time(datetime(2026, 11, 29, 0, 5, tzinfo=UTC)) == "7:05"
    assert dates.vn_time(datetime(2026, 11, 29, 16, 40, tzinfo=UTC)) == "23:40"


def test_age_counts_full_years():
    born = date(2010, 11, 24)

    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 10, 30), date(2026, 12, 1)]

    assert [dates.age_on(born, day) for day in days] == [15, 16, 15, 16]


def test_a_week_begins_on_monday():
    assert dates.week_of(date(2026, 11, 29)) == (date(2026, 11, 23), date(2026, 11, 30))


@pytest.mark.parametrize("day", ["1900-01-01", "2026-11-23", "2200-12-31"])
def test_a_day_that_was_sent_is_read(day):
    assert dates.day_of(day) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed", ["", "x", "2026-02-30", "1899-12-31", "2201-01-01", "0001-01-01", "9999-12-31"]
)
def test_a_day_nobody_can_mean_is_none(typed):
    assert dates.day_of(typed) is None
