"""Sentences on a certificate. Papers are Vietnamese whatever the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.numbers import hours, number


Run = tuple[str, bool]
"""Words, and whether they are strong."""

_ORDER = ("SCAN", "ROLL_CALL", "PAPER", "IMPORT", "LATE", "LATE_LINK", "LATE_UNKNOWN")
_ON_PAPER = {
    "SCAN": "quét mã",
    "ROLL_CALL": "gọi tên theo danh sách",
    "PAPER": "gọi tên trên giấy, có ảnh danh sách ký",
    "IMPORT": "nhập từ sổ của đơn vị",
    "LATE": "bổ sung sau",
    "LATE_LINK": "bổ sung sau, nơi nhận xác nhận qua đường dẫn",
    "LATE_UNKNOWN": "bổ sung sau, nơi nhận xác nhận qua liên hệ do đơn vị tổ chức khai",
}


def source_label(source: str) -> str:
    """``ROLL_CALL`` → ``gọi tên theo danh sách``."""
    return _ON_PAPER.get(source, source)


def in_order(minutes: Mapping[str, int]) -> list[tuple[str, int]]:
    """Sources with minutes: the surest first, what was added later last."""
    known = [source for source in _ORDER if source in minutes]
    others = sorted(set(minutes) - set(_ORDER))
    return [(source, minutes[source]) for source in (*known, *others) if minutes[source]]


def sources_line(minutes: Mapping[str, int], confirmers: Iterable[str]) -> str:
    """How the hours were recorded; late entries name who confirmed them (house decision 3)."""
    named = " và ".join(confirmers)
    told = []
    for source, amount in in_order(minutes):
        words = f"{source_label(source)} {hours(amount)} giờ"
        told.append(f"{words}, do {named} xác nhận" if source == "LATE" and named else words)
    return f"Giờ theo nguồn ghi nhận: {'; '.join(told)}."


def about_holder(*, birth_date: date | None, birth_year: int | None, units: str) -> str:
    """``Sinh ngày 12 tháng 3 năm 2004, Chi đoàn bản Hồ Pên, Đoàn xã Tả Lèng``."""
    born = ""
    if birth_date:
        born = f"Sinh {vn_long_date(birth_date)}"
    elif birth_year:
        born = f"Sinh năm {birth_year}"
    return ", ".join(part for part in (born, units) if part)


def citation(
    *,
    title: str,
    organiser: str,
    activities: int,
    minutes: int,
    starts_on: date,
    ends_on: date,
    recognised_by: str = "",
) -> list[list[Run]]:
    """What the holder did, in lines of runs. With ``title`` one activity, else a period (end exclusive).

    ``recognised_by`` names what the paper was earned by.
    """
    last = ends_on - timedelta(days=1)
    time = (hours(minutes) + " giờ", True)
    if not title:
        count = (f"{number(activities)} hoạt động tình nguyện", True)
        first = [("đã tham gia ", False), count, (" với ", False), time, (" được xác nhận,", False)]
        if recognised_by:
            days = (f"{_days(starts_on, last)},", False)
            return [first, [days], [(f"được ghi nhận theo {recognised_by}.", False)]]
        return [first, [(f"{_days(starts_on, last)}.", False)]]
    by_whom = f"do {organiser} tổ chức " if organiser else ""
    return [
        [("đã tham gia hoạt động tình nguyện “", False), (title, True), ("”", False)],
        [
            (f"{by_whom}{_days(starts_on, last)}, với ", False),
            time,
            (" được xác nhận.", False),
        ],
    ]


def collective_citation(
    *,
    people: int,
    activities: int,
    minutes: int,
    starts_on: date,
    ends_on: date,
    is_organiser: bool,
    recognised_by: str = "",
) -> list[list[Run]]:
    """What a unit did in a period (end exclusive), in lines of runs: what it ran, or what its people did."""
    count = (f"{number(activities)} hoạt động tình nguyện", True)
    crowd = (f"{number(people)} người", True)
    first: list[Run] = (
        [("đã tổ chức ", False), count, (", có ", False), crowd, (" tham gia ", False)]
        if is_organiser
        else [("có ", False), crowd, (" tham gia ", False), count, (" ", False)]
    )
    time = [("với ", False), (hours(minutes) + " giờ", True), (" được xác nhận,", False)]
    days = _days(starts_on, ends_on - timedelta(days=1))
    if not recognised_by:
        return [first, [*time, (f" {days}.", False)]]
    return [first, [*time, (f" {days},", False)], [(f"được ghi nhận theo {recognised_by}.", False)]]


def replaced_line(
    *, number: str, issued_on: date, then: tuple[str, str], now: tuple[str, str]
) -> str:
    """``Cấp lại thay giấy số 0001/2026 ngày 23/11/2026, khi đó ghi tên Giàng Thị Mỷ.``

    ``then`` and ``now`` are the holder and the issuing unit as each paper names them.
    """
    told = [f"Cấp lại thay giấy số {number} {vn_long_date(issued_on)}"]
    if then[0] and then[0] != now[0]:
        told.append(f"khi đó ghi tên {then[0]}")
    if then[1] != now[1]:
        told.append(f"đơn vị cấp khi đó là {then[1]}")
    return f"{', '.join(told)}."


def _days(first: date, last: date) -> str:
    if first == last:
        return vn_long_date(first)
    return f"từ {vn_long_date(first)} đến {vn_long_date(last)}"
