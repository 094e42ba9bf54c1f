"""How papers word days, hours and figures. Papers are Vietnamese whatever the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from aoxanh.kernel.dates import ZONE, local_day, vn_date, vn_long_date, vn_time, weekday
from aoxanh.kernel.numbers import number
from aoxanh.kernel.text import fold


def days(first: date, last: date) -> str:
    """``ngày 29 tháng 11 năm 2026``, or from one day to another, both included."""
    if first == last:
        return vn_long_date(first)
    return f"từ {vn_long_date(first)} đến hết {vn_long_date(last)}"


def span(first: date, last: date) -> str:
    """``29/11/2026`` or ``01–30/06/2027``: short, for a cell."""
    if first == last:
        return vn_date(first)
    begin = (
        f"{first:%d}" if (first.month, first.year) == (last.month, last.year) else f"{first:%d/%m}"
    )
    return f"{begin if first.year == last.year else vn_date(first)}–{vn_date(last)}"


def opening(at: datetime) -> str:
    """``07 giờ 30 phút, Chủ nhật, ngày 29 tháng 11 năm 2026``."""
    local = at.astimezone(ZONE)
    clock = f"{local:%H} giờ {local:%M} phút" if local.minute else f"{local:%H} giờ"
    return f"{clock}, {weekday(local.date())}, {vn_long_date(local.date())}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """``7:30–11:00, 29/11/2026``."""
    return f"{vn_time(starts_at)}–{vn_time(ends_at)}, {vn_date(local_day(starts_at))}"


def where(*parts: str) -> str:
    """A place from near to far, each word of it once."""
    return ", ".join(dict.fromkeys(part for part in parts if part))


def counted(pairs: Sequence[tuple[str, int]]) -> str:
    """``2 trưởng nhóm, 20 tình nguyện viên``: what is named alike is added up."""
    sums: dict[str, int] = {}
    for name, amount in pairs:
        sums[name] = sums.get(name, 0) + amount
    return ", ".join(f"{number(amount)} {name.lower()}" for name, amount in sums.items())


def amount_of(value: Decimal | int, *, about: bool) -> str:
    """A result as it was given: ``khoảng 1.200``, ``2,5``."""
    written = number(value, 2).rstrip("0").rstrip(",")
    return f"khoảng {written}" if about else written


def file_name(code: str, title: str, ending: str) -> str:
    """``ke-hoach-don-ve-sinh.docx``: no mark, no space, not too long."""
    slug = "-".join(fold(title).split())[:60].rstrip("-")
    return f"{code}-{slug}.{ending}"
