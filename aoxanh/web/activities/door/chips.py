"""The chips above the lists of the door: which shift, inwards or outwards; every one is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aoxanh.activities.types import ShiftShown
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.web.request import Request


EVERY_SHIFT = "tat-ca"
OUTWARD = "ra"


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its words, the address with it set, whether it is set now."""

    words: str | Promise
    address: str
    is_set: bool


def chosen_shift(shifts: Sequence[ShiftShown], asked: str, *, now: datetime) -> ShiftShown | None:
    """The shift in the address, else the one nearest to ``now``; None for all of them."""
    if asked == EVERY_SHIFT or not shifts:
        return None
    found = next((each for each in shifts if str(each.shift.pk) == asked), None)
    return found or min(shifts, key=lambda each: (_distance(each, now), each.shift.pk))


def _distance(each: ShiftShown, now: datetime) -> timedelta:
    if each.shift.starts_at <= now < each.shift.ends_at:
        return timedelta(0)
    return min(abs(each.shift.starts_at - now), abs(each.shift.ends_at - now))


def shift_words(each: ShiftShown) -> str:
    """“Ca sáng, 7:00–11:00”; a shift without a name is called by its day."""
    shift = each.shift
    name = shift.name or vn_date(local_day(shift.starts_at))
    return f"{name}, {vn_time(shift.starts_at)}–{vn_time(shift.ends_at)}"


def shift_chips(
    request: Request, shifts: Sequence[ShiftShown], shift: ShiftShown | None
) -> list[Chip]:
    """One for each shift and one for all; none when there is only one shift."""
    if len(shifts) < 2:
        return []
    chips = [
        Chip(shift_words(each), _address(request, ca=str(each.shift.pk)), each == shift)
        for each in shifts
    ]
    return [*chips, Chip(_("Mọi ca"), _address(request, ca=EVERY_SHIFT), shift is None)]


def way_chips(request: Request) -> list[Chip]:
    """The two directions of the door."""
    is_out = request.GET.get("chieu") == OUTWARD
    return [
        Chip(_("Quét vào"), _address(request, chieu="vao"), not is_out),
        Chip(_("Quét ra"), _address(request, chieu=OUTWARD), is_out),
    ]


def _address(request: Request, **more: str) -> str:
    kept = {key: value for key, value in request.GET.items() if key != "trang"}
    return "?" + urlencode(kept | more)
