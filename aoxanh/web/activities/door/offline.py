"""The page that checks in without a signal, and what its phone sends: no session, no account."""

from datetime import datetime
from http import HTTPStatus

from csp.decorators import csp_update
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import DEVICE_LASTS, DOOR_SENTENCES, LATE, BatchTaken, ScanTaken
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.web.activities.door.carried import carried, read_batch
from aoxanh.web.activities.door.checkin import READS_CODES
from aoxanh.web.guards import device, public
from aoxanh.web.request import Request


@csp_update(READS_CODES)  # type: ignore[arg-type]  # csp types its views with a plain request
@require_safe
@public(seconds=60)
def app(request: Request) -> HttpResponse:
    """The page as a phone keeps it: it holds nobody's data, its script reads what the phone took along."""
    return render(request, "activities/door/app.html", {"sentences": list(DOOR_SENTENCES.items())})


@device
def send(request: Request, token: str) -> HttpResponse:
    """Scans of a phone: ``{"sent_at", "scans": [{uuid, sequence, device_at, …}], "list": true}``.

    The answer names what need not be sent again, what waits for another scan, what the phone must have mended, and the
    list when it was asked for. Sending again changes nothing.
    """
    try:
        batch, faults, wants_list = read_batch(request.body)
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = _("Lượt gửi bị đứt giữa chừng. Mọi lượt vẫn nằm trên máy và sẽ được gửi lại.")
        return JsonResponse({"sentence": sentence}, status=HTTPStatus.BAD_REQUEST)
    now = timezone.now()
    by = Actor.system(cause="door device", day=local_day(now))
    try:
        taken = actions.synchronise(by=by, token=token, batch=batch, now=now)
    except Missing as refusal:
        raise Http404 from refusal
    answer = _answer(taken, faults, now=now)
    if wants_list and not taken.ended:
        along = queries.taken_along(activity_id=taken.activity_id, actor=by, now=now)
        answer["list"] = carried(along)
    return JsonResponse(answer)


def _answer(taken: BatchTaken, faults: dict[str, str], *, now: datetime) -> dict[str, object]:
    return {
        "results": [_result(str(uuid), each) for uuid, each in taken.taken.items()],
        "later": [str(uuid) for uuid in taken.later],
        "refused": {str(uuid): why for uuid, why in taken.refused.items()} | faults,
        "skew": taken.skew,
        "now": now.isoformat(),
        "ended": taken.ended,
        "over": now > taken.until - DEVICE_LASTS + LATE,
    }


def _result(uuid: str, taken: ScanTaken) -> dict[str, object]:
    sentence = str(DOOR_SENTENCES[taken.reason]) if taken.reason else ""
    return {"uuid": uuid, "name": taken.full_name, "reason": taken.reason, "sentence": sentence}
