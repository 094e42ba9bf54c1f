"""What is said at the door after a scan, a tap or a code typed by hand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from aoxanh.activities.types import CheckInResult, Direction, ScanOutcome
from aoxanh.kernel.dates import vn_time


@dataclass(frozen=True, slots=True)
class Said:
    """The answer of the door: who, what happened, whether it counts, which scan can be taken back."""

    name: str
    sentence: str
    accepted: bool
    scan_id: int | None = None


def said(result: CheckInResult, direction: Direction) -> Said:
    """A scan in words."""
    if result.outcome == ScanOutcome.KEPT:
        return Said(result.full_name, result.sentence, accepted=False)
    is_in = direction == Direction.IN
    return Said(
        name=result.full_name,
        sentence=_entered(result) if is_in else _left(result),
        accepted=True,
        scan_id=None if result.again else result.scan_id,
    )


MINUTES_OF_HOUR, MINUTES_OF_DAY = 60, 1440
SAME_CLOCK = 120
"""Seconds by which two clocks may differ without a word."""


def clock_words(skew: int) -> str:
    """How far a phone's clock is off, for its list; empty when it is right. ``skew`` is in seconds, behind."""
    if abs(skew) < SAME_CLOCK:
        return ""
    words = {"off": _length(abs(skew) // 60)}
    return _("Đồng hồ chậm %(off)s") % words if skew > 0 else _("Đồng hồ nhanh %(off)s") % words


def _length(minutes: int) -> str:
    if minutes >= MINUTES_OF_DAY:
        return _("%(n)s ngày") % {"n": minutes // MINUTES_OF_DAY}
    if minutes >= MINUTES_OF_HOUR:
        return _("%(n)s giờ") % {"n": minutes // MINUTES_OF_HOUR}
    return _("%(n)s phút") % {"n": minutes}


def _entered(result: CheckInResult) -> str:
    if result.checked_in_at is None:
        return _("Lượt này đã được bỏ. Hãy điểm danh lại nếu người này có mặt.")
    words = {"at": vn_time(result.checked_in_at), "shift": result.shift_name}
    if result.again:
        return _("Đã điểm danh từ %(at)s, không ghi thêm lần nữa.") % words
    if result.shift_name:
        return _("Đã điểm danh %(at)s, %(shift)s") % words
    return _("Đã điểm danh %(at)s") % words


def _left(result: CheckInResult) -> str:
    if result.checked_out_at is None:
        return _("Đã giữ lượt ra; người này chưa điểm danh vào.")
    words = {"at": vn_time(result.checked_out_at)}
    if result.again:
        return _("Đã điểm danh ra từ %(at)s, không ghi thêm lần nữa.") % words
    return _("Đã điểm danh ra %(at)s") % words
