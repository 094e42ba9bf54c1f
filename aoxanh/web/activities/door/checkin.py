"""Check-in and check-out: by camera, by list, by a code typed by hand; works without script."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import ScanUnknown
from aoxanh.activities.types import ActivityState, Direction, ScanGiven, ShiftShown
from aoxanh.kernel.codes import short_code_in
from aoxanh.kernel.errors import DomainError, NotAllowed
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.door.chips import OUTWARD, Chip, chosen_shift, shift_chips, way_chips
from aoxanh.web.activities.door.lists import door_list
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.door.speaking import Said, said
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.activities.models import Activity, Participation

OPEN_STATES = (ActivityState.OPEN, ActivityState.RUNNING)
READS_CODES = {"script-src": ["'wasm-unsafe-eval'"]}
"""ZXing is WebAssembly; no other page needs it."""


@dataclass(frozen=True, slots=True)
class Door:
    """The door as the address says: activity, shift, inwards or outwards."""

    activity: "Activity"
    shifts: "Sequence[ShiftShown]"
    shift: ShiftShown | None
    direction: Direction

    chips: "Sequence[Chip]"
    ways: "Sequence[Chip]"

    @property
    def shift_id(self) -> int | None:
        return self.shift.shift.pk if self.shift else None

    @property
    def is_open(self) -> bool:
        """Whether what is done now counts; later it is only kept."""
        return self.activity.state in OPEN_STATES


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHECKIN_RUN)  # type: ignore[arg-type]  # csp types its views without path values
@csp_update(READS_CODES)  # type: ignore[arg-type]  # and ours have some
def check_in(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The list of a shift with one button for each person, the camera, a field for a code or a name."""
    door = _door(request, unit_id, activity_id)
    if request.method != "POST":
        return _page(request, unit_id, door)
    if "q" in request.POST:
        return _searched(request, unit_id, door, request.POST["q"][:100])
    return _tapped(request, unit_id, door)


def _door(request: Request, unit_id: int, activity_id: int) -> Door:
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    shifts = queries.shifts_of(activity)
    shift = chosen_shift(shifts, request.GET.get("ca", ""), now=timezone.now())
    direction = Direction.OUT if request.GET.get("chieu") == OUTWARD else Direction.IN
    chips = shift_chips(request, shifts, shift)
    return Door(activity, shifts, shift, direction, chips, way_chips(request))


def _page(
    request: Request, unit_id: int, door: Door, *, text: str = "", answer: Said | None = None
) -> HttpResponse:
    listed = door_list(request, door.activity, door.shift_id, text=text)
    context = {
        "activity": door.activity,
        "door": door,
        "unit_id": unit_id,
        "listed": listed,
        "answer": answer,
        "here": request.get_full_path(),
        "shift_names": {each.shift.pk: each.shift.name for each in door.shifts},
        "kept": queries.kept_scans(activity_id=door.activity.pk, actor=request.actor).count(),
        "scan_address": reverse("manage:scan", args=[unit_id, door.activity.pk]),
    }
    template = "live" if request.htmx else "checkin"
    return render(request, f"activities/door/{template}.html", context)


def _searched(request: Request, unit_id: int, door: Door, typed: str) -> HttpResponse:
    """A short code checks in at once; anything else looks for a name."""
    if not short_code_in(typed) or (not _has_digit(typed) and _names(request, door, typed)):
        return _page(request, unit_id, door, text=typed.strip())
    scan = ScanGiven(
        uuid=uuid4(),
        device_at=timezone.now(),
        direction=door.direction,
        short_code=typed,
        shift_id=door.shift_id,
    )
    return _answered(request, unit_id, door, _taken(request, door.activity.pk, scan))


def _has_digit(typed: str) -> bool:
    """One code in twenty holds no digit and could be a name written without marks."""
    return any(sign.isdigit() for sign in typed)


def _names(request: Request, door: Door, typed: str) -> bool:
    """Whether somebody in the list is called so."""
    return bool(door_list(request, door.activity, door.shift_id, text=typed.strip()).page)


def _tapped(request: Request, unit_id: int, door: Door) -> HttpResponse:
    for name, act in (("signup", _enter), ("leave", _leave), ("undo", _take_back)):
        chosen = key_of(request.POST.get(name, ""))
        if chosen is not None:
            return _answered(request, unit_id, door, act(request, door, chosen))
    return redirect(request.get_full_path())


def _enter(request: Request, door: Door, signup_id: int) -> Said:
    scan = ScanGiven(uuid=uuid4(), device_at=timezone.now(), signup_id=signup_id)
    return _taken(request, door.activity.pk, scan)


def _taken(request: Request, activity_id: int, scan: ScanGiven) -> Said:
    try:
        result = actions.check_in(
            by=request.actor, activity_id=activity_id, scan=scan, now=timezone.now()
        )
    except NotAllowed as refusal:
        raise Http404(str(refusal)) from refusal
    return said(result, scan.direction)


def _leave(request: Request, door: Door, participation_id: int) -> Said:
    row = _present(request, door, participation_id)
    now = timezone.now()
    scan = ScanGiven(uuid=uuid4(), device_at=now, direction=Direction.OUT)
    try:
        result = actions.check_out_present(
            by=request.actor, participation_id=row.pk, scan=scan, now=now
        )
    except DomainError as refusal:
        return Said(people.shown_name(row), str(refusal), accepted=False)
    told = said(result, Direction.OUT)
    return Said(people.shown_name(row), told.sentence, accepted=True, scan_id=told.scan_id)


def _present(request: Request, door: Door, participation_id: int) -> "Participation":
    rows = queries.participation_of(activity_id=door.activity.pk, actor=request.actor)
    row = rows.filter(pk=participation_id).first()
    if row is None:
        raise Http404
    return row


def _take_back(request: Request, door: Door, scan_id: int) -> Said:
    del door
    return undone(request, scan_id)


def undone(request: Request, scan_id: int) -> Said:
    """Take a scan back and say what is left of the presence."""
    try:
        left = actions.undo_check_in(
            by=request.actor, scan_id=scan_id, uuid=uuid4(), now=timezone.now()
        )
    except (ScanUnknown, NotAllowed) as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        return Said("", str(refusal), accepted=False)
    if left is None:
        return Said("", _("Đã bỏ lượt điểm danh."), accepted=True)
    return Said("", _("Đã bỏ lượt vừa rồi; người này vẫn được ghi là có mặt."), accepted=True)


def _answered(request: Request, unit_id: int, door: Door, answer: Said) -> HttpResponse:
    """With script the list itself comes back with the answer on top; without, the page again."""
    if request.htmx:
        return _page(request, unit_id, door, answer=answer)
    tell(request, unit_id, door.activity.pk, answer)
    return redirect(request.get_full_path())


def tell(request: Request, unit_id: int, activity_id: int, answer: Said) -> None:
    """Put an answer of the door on the next page, with the way to take it back."""
    words = f"{answer.name}: {answer.sentence}" if answer.name else answer.sentence
    if not answer.accepted:
        messages.error(request, words)
        return
    undo = answer.scan_id and reverse(
        "manage:scan_undo", args=[unit_id, activity_id, answer.scan_id]
    )
    messages.success(request, words, extra_tags=undo or "")


@require_POST
@needs(Permission.CHECKIN_RUN)
def scan_undo(request: Request, unit_id: int, activity_id: int, scan_id: int) -> HttpResponse:
    """Take back one scan, from the undo bar or, answered in JSON, from the camera."""
    run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    answer = undone(request, scan_id)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"accepted": answer.accepted, "sentence": answer.sentence})
    tell(request, unit_id, activity_id, answer)
    return redirect("manage:checkin", unit_id=unit_id, activity_id=activity_id)
