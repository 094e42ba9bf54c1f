"""Days and instants of the instance's zone, and how Vietnamese pages write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS = range(1900, 2201)
"""Years that somebody can mean: from here a day before, a week or a year further is a day too."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def local_day(instant: datetime) -> date:
    """The day of ``instant`` in the instance's zone."""
    return instant.astimezone(ZONE).date()


def day_of(typed: str) -> date | None:
    """The day that was sent, as ``2026-11-23``; None for what is none, or one that nobody can mean."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def at(day: date, clock: time) -> datetime:
    """The instant of a wall-clock time on a day, in UTC."""
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The instant at which ``day`` begins, in UTC."""
    return at(day, time.min)


def is_before(instant: datetime, deadline: date) -> bool:
    """“Trước ngày D” is strictly before D: on time through the end of D−1 (XCT-03)."""
    return local_day(instant) < deadline


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def short_weekday(day: date) -> str:
    return _SHORT_WEEKDAYS[day.weekday()]


def vn_date(day: date) -> str:
    """``29/11/2026``."""
    return f"{day:%d/%m/%Y}"


def vn_long_date(day: date) -> str:
    """``ngày 20 tháng 11 năm 2026``; official papers write days and months 1, 2 with a nought."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def vn_time(instant: datetime) -> str:
    """``7:05`` in the instance's zone."""
    local = instant.astimezone(ZONE)
    return f"{local.hour}:{local:%M}"


def age_on(born: date, day: date) -> int:
    """Full years of age on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def week_of(day: date) -> tuple[date, date]:
    """Monday of the week of ``day`` and the Monday after."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)
