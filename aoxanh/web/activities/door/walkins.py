"""People at the door without a sign-up, and scans that were only kept."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import (
    ADMISSIBLE,
    DOOR_SENTENCES,
    Direction,
    KeptReason,
    ScanGiven,
    WalkInGiven,
)
from aoxanh.kernel.errors import DomainError, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.checkin import tell as tell_door
from aoxanh.web.activities.door.chips import chosen_shift
from aoxanh.web.activities.door.forms import WalkInForm
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.door.speaking import said
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHECKIN_RUN)
def walk_in(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Take in somebody who did not sign up; refused, the page keeps what was typed."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    shifts = queries.shifts_of(activity)
    now = timezone.now()
    nearest = chosen_shift(shifts, request.GET.get("ca", ""), now=now)
    form = WalkInForm(
        request.POST if request.method == "POST" else None,
        shifts=shifts,
        initial={"shift": nearest.shift.pk if nearest else None},
    )
    if form.is_valid():
        answer = _taken_in(request, unit_id, activity_id, form)
        if answer is not None:
            return answer
    context = {"activity": activity, "form": form, "shifts": shifts, "unit_id": unit_id}
    status = 422 if form.is_bound else 200
    return render(request, "activities/door/walk_in.html", context, status=status)


def _taken_in(
    request: Request, unit_id: int, activity_id: int, form: WalkInForm
) -> HttpResponse | None:
    """Back to the list, or None when the form was refused."""
    given = form.cleaned_data
    now = timezone.now()
    try:
        result = actions.check_in_walk_in(
            by=request.actor,
            activity_id=activity_id,
            scan=ScanGiven(uuid=uuid4(), device_at=now, shift_id=given["shift"]),
            walker=WalkInGiven(
                full_name=given["full_name"],
                contact=given["contact"],
                birth_year=given["birth_year"],
                guardian=form.guardian(),
            ),
            now=now,
        )
    except NotAllowed as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        tell(form, refusal)
        return None
    tell_door(request, unit_id, activity_id, said(result, Direction.IN))
    if "again" in request.POST:
        return redirect(request.get_full_path())
    return redirect("manage:checkin", unit_id=unit_id, activity_id=activity_id)


@require_safe
@needs(Permission.CHECKIN_RUN)
def kept_scans(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Scans that do not count, each with why and what can be done."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    scans = queries.kept_scans(activity_id=activity.pk, actor=request.actor)
    rows = [
        (scan, DOOR_SENTENCES[KeptReason(scan.reason)], scan.reason in ADMISSIBLE) for scan in scans
    ]
    context = {"activity": activity, "rows": rows, "unit_id": unit_id}
    return render(request, "activities/door/kept.html", context)


@require_POST
@needs(Permission.CHECKIN_RUN)
def kept_decide(request: Request, unit_id: int, activity_id: int, scan_id: int) -> HttpResponse:
    """Count a kept scan after all, or set it aside."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    scans = queries.kept_scans(activity_id=activity.pk, actor=request.actor)
    scan = scans.filter(pk=scan_id).first()
    if scan is None:
        messages.warning(request, _("Lượt này đã được xem lại trước đó."))
        return redirect("manage:kept_scans", unit_id=unit_id, activity_id=activity_id)
    decide = _admit if "admit" in request.POST else _set_aside
    try:
        decide(request, unit_id, activity_id, scan_id)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("manage:kept_scans", unit_id=unit_id, activity_id=activity_id)


def _admit(request: Request, unit_id: int, activity_id: int, scan_id: int) -> None:
    result = actions.admit_kept(by=request.actor, scan_id=scan_id, uuid=uuid4(), now=timezone.now())
    tell_door(request, unit_id, activity_id, said(result, Direction.IN))


def _set_aside(request: Request, unit_id: int, activity_id: int, scan_id: int) -> None:
    del unit_id, activity_id
    actions.set_aside_kept(by=request.actor, scan_id=scan_id, uuid=uuid4(), now=timezone.now())
    messages.success(request, _("Đã xem, lượt này không tính. Lượt quét vẫn được lưu."))
