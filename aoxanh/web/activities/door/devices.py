"""Phones that check in where there is no signal: made ready, listed, revoked."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aoxanh.access import queries as access
from aoxanh.activities import actions, queries
from aoxanh.documents import queries as documents
from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.carried import carried
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.door.speaking import clock_words
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


@require_safe
@needs(Permission.CHECKIN_RUN)
def devices(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The phones of an activity, and the button by which this one becomes one of them."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    lines = queries.door_devices(activity_id=activity.pk, actor=request.actor)
    now = timezone.now()
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "lines": [
            (line, line.device.has_ended(now), clock_words(line.device.skew)) for line in lines
        ],
        "names": access.names_of(
            {line.device.account_id for line in lines if line.device.account_id},
            actor=request.actor,
        ),
    }
    return render(request, "activities/door/devices.html", context)


@require_POST
@needs(Permission.CHECKIN_RUN)
def device_give(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Make this phone ready: its secret, told once, the list it takes along, the keys passes are signed with."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    now = timezone.now()
    try:
        device, token = actions.give_device(
            by=request.actor, activity_id=activity.pk, name=request.POST.get("name", ""), now=now
        )
    except NotAllowed as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=HTTPStatus.CONFLICT)
    along = queries.taken_along(activity_id=activity.pk, actor=request.actor, now=now)
    given = {
        "door": str(activity.pk),
        "code": activity.code,
        "title": activity.title,
        "device": device.pk,
        "token": token,
        "until": device.valid_until.isoformat(),
        "keys": documents.public_keys()["keys"],
        "list": carried(along),
        "now": now.isoformat(),
        "next": reverse("door:app"),
    }
    return JsonResponse(given)


@require_POST
@needs(Permission.CHECKIN_RUN)
def device_revoke(request: Request, unit_id: int, activity_id: int, device_id: int) -> HttpResponse:
    """Take a phone's credential away."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    listed = queries.door_devices(activity_id=activity.pk, actor=request.actor)
    if device_id not in {line.device.pk for line in listed}:
        raise Http404
    try:
        device = actions.revoke_device(by=request.actor, device_id=device_id, now=timezone.now())
    except (NotAllowed, Missing) as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("Đã thu hồi “%(name)s”. Lượt máy này gửi từ nay chỉ được giữ lại để xem.")
        messages.success(request, said % {"name": device.name})
    return redirect("manage:door_devices", unit_id=unit_id, activity_id=activity_id)
