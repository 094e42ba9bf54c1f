"""Scans as devices send them: taken in one by one, answered in words, safe to send again."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.activities import actions
from aoxanh.activities.types import Direction, ScanGiven
from aoxanh.kernel.codes import short_code_in
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.reading import body_of, instant_in, read_body, text_in
from aoxanh.web.activities.door.speaking import said
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


MOST_SCANS = 100
LONGEST_RAW = 2000


@require_POST
@needs(Permission.CHECKIN_RUN)
def scan(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Take scans in; the same ``uuid`` again changes nothing and is answered the same.

    The body is ``{"scans": [{uuid, raw, direction, device_at, device_id, offline, shift_id}]}`` or one such scan.
    Whoever may not run the door of the activity is answered 404 by the action's own check, which saves a statement.
    """
    try:
        given = _read(body_of(request))
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = _("Máy gửi lượt quét không đọc được. Hãy tải lại trang rồi quét lại.")
        return JsonResponse({"sentence": sentence}, status=400)
    results = [_result(request, unit_id, activity_id, each) for each in given]
    return JsonResponse({"results": results})


def _read(body: bytes) -> list[ScanGiven]:
    """Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` for what no device of ours sends."""
    sent = read_body(body)
    scans = sent.get("scans", [sent])
    if len(scans) > MOST_SCANS:
        raise ValueError
    return [_scan(each) for each in scans]


def _scan(sent: Mapping[str, object]) -> ScanGiven:
    raw = text_in(sent["raw"], LONGEST_RAW).strip()
    if not raw:
        raise ValueError
    code = short_code_in(raw)
    shift_id = str(sent.get("shift_id") or "")
    return ScanGiven(
        uuid=UUID(str(sent["uuid"])),
        device_at=instant_in(sent["device_at"]),
        direction=Direction(str(sent.get("direction", Direction.IN))),
        raw="" if code else raw,
        short_code=code,
        shift_id=key_of(shift_id),
        device_id=text_in(sent.get("device_id"), 64),
        offline=sent.get("offline") is True,
    )


def _result(
    request: Request, unit_id: int, activity_id: int, given: ScanGiven
) -> dict[str, object]:
    try:
        result = actions.check_in(
            by=request.actor, activity_id=activity_id, scan=given, now=timezone.now()
        )
    except (NotAllowed, Missing) as refusal:
        raise Http404(str(refusal)) from refusal
    answer = said(result, given.direction)
    undo = answer.scan_id and reverse(
        "manage:scan_undo", args=[unit_id, activity_id, answer.scan_id]
    )
    return {
        "uuid": str(given.uuid),
        "accepted": answer.accepted,
        "name": answer.name,
        "sentence": answer.sentence,
        "undo": undo or "",
    }
