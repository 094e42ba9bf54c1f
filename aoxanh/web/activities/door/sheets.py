"""Lists of participants to print and to take away."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types import HELD_STATES, SheetAsked
from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.numbers import parse_number
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.chips import Chip, shift_chips
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.guards import needs
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

CAME = "co-mat"
MOST_MONEY = 100_000_000
LONGEST_GIFT = 60


def _came(request: Request, activity: "Activity") -> bool:
    """Those who came once it is over, those with a place before; the address may say otherwise."""
    asked = request.GET.get("nguoi", "")
    return asked == CAME if asked else activity.state in HELD_STATES


def _shift_id(request: Request, activity: "Activity") -> int | None:
    asked = request.GET.get("ca", "")
    ids = {str(each.shift.pk): each.shift.pk for each in queries.shifts_of(activity)}
    return ids.get(asked)


def _money(request: Request) -> int | None:
    """The amount for everybody; what cannot be read is left blank for the pen."""
    try:
        amount = int(parse_number(request.GET.get("tien", "")))
    except (ValueError, ArithmeticError):
        return None
    return amount if 0 < amount <= MOST_MONEY else None


@require_safe
@needs(Permission.SIGNUP_DECIDE)
def sheets(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Which lists there are; whom they hold and for which shift stands in the address."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    came = _came(request, activity)
    shifts = queries.shifts_of(activity)
    shift_id = _shift_id(request, activity)
    chosen = next((each for each in shifts if each.shift.pk == shift_id), None)
    people = queries.participants(
        activity=activity, actor=request.actor, came=came, shift_id=shift_id
    )
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "kinds": list(queries.sheet_kinds().values()),
        "count": len(people),
        "came": came,
        "chips": [
            Chip(_("Người có chỗ"), _address(request, nguoi="dang-ky"), not came),
            Chip(_("Người đã có mặt"), _address(request, nguoi=CAME), came),
        ],
        "shift_chips": shift_chips(request, shifts, chosen),
        "shift_id": shift_id,
    }
    return render(request, "activities/manage/sheets.html", context)


def _address(request: Request, **more: str) -> str:
    return "?" + urlencode(request.GET.dict() | more)


@require_safe
@needs(Permission.SIGNUP_DECIDE)
def sheet_file(request: Request, unit_id: int, activity_id: int, code: str) -> HttpResponse:
    """One list as PDF."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    kind = queries.sheet_kinds().get(code)
    if kind is None:
        raise Http404
    asked = SheetAsked(
        kind=kind,
        shift_id=_shift_id(request, activity),
        came=_came(request, activity),
        money=_money(request),
        gift=request.GET.get("qua", "").strip()[:LONGEST_GIFT],
    )
    content = queries.printed_sheet(
        activity=activity, asked=asked, actor=request.actor, on=timezone.now()
    )
    return taken_away(content, f"{kind.code}-{activity.code}.pdf", FileType.PDF)


@require_safe
@needs(Permission.SIGNUP_DECIDE)
def participants_file(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The list as XLSX, with a column for each extra question."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    sheet = queries.participants_sheet(
        activity=activity,
        actor=request.actor,
        came=_came(request, activity),
        shift_id=_shift_id(request, activity),
    )
    content = files.written(sheet, FileType.XLSX)
    return taken_away(content, f"danh-sach-{activity.code}.xlsx", FileType.XLSX)
