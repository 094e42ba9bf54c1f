"""The spans of time that reports ask for: months, quarters, half-years, years, school years."""

from datetime import date, timedelta
from typing import Final

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import Span


SCHOOL_YEAR_BEGINS: Final = 9
"""The month in which a school year begins; a school's own rule may say otherwise for its proofs."""

_ONE_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


def spans(day: date) -> tuple[Span, ...]:
    """The spans that hold ``day``, the month before it first: last month is what a report is mostly about."""
    quarter = (day.month - 1) // 3
    half = (day.month - 1) // 6
    autumn = day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1
    last = day.replace(day=1) - _ONE_DAY
    return (
        _months(f"Tháng {last.month}/{last.year}", last.year, last.month, 1),
        _months(f"Tháng {day.month}/{day.year}", day.year, day.month, 1),
        _months(f"Quý {_ROMAN[quarter]}/{day.year}", day.year, quarter * 3 + 1, 3),
        _months(f"6 tháng {('đầu', 'cuối')[half]} năm {day.year}", day.year, half * 6 + 1, 6),
        _months(f"Năm {day.year}", day.year, 1, 12),
        _months(f"Năm học {autumn}–{autumn + 1}", autumn, SCHOOL_YEAR_BEGINS, 12),
    )


def _months(label: str, year: int, month: int, number: int) -> Span:
    after = month - 1 + number
    end = date(year + after // 12, after % 12 + 1, 1)
    return Span(label, Period(date(year, month, 1), end))


def span_in_words(period: Period, day: date) -> str:
    """How a report names the days of ``period`` up to ``day``: ``Từ ngày 01/01 đến 22/11/2026``.

    A span that is over and has a name bears it: ``Tháng 10/2026``.
    """
    shown = so_far(period, day)
    for span in spans(period.start):
        if span.period == shown:
            return span.label
    first, last = shown.start, shown.last_day
    if first == last:
        return f"Ngày {vn_date(first)}"
    start = f"{first:%d/%m}" if first.year == last.year else vn_date(first)
    return f"Từ ngày {start} đến {vn_date(last)}"


def so_far(period: Period, day: date) -> Period:
    """The days of ``period`` up to and with ``day``; the whole of it when it is over or yet to come."""
    if day in period:
        return Period(period.start, min(period.end, day + _ONE_DAY))
    return period


def a_year_before(period: Period) -> Period:
    """The same days one year earlier; 29 February becomes 1 March."""
    return Period(_earlier(period.start), _earlier(period.end))


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)
