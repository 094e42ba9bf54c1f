"""“Đếm nhanh”: big buttons for the person on the spot; works offline, and without script as forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.access import queries as access
from aoxanh.activities import actions, queries
from aoxanh.activities.types import ActivityState, Counted, TapGiven, TapShown
from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.door.reading import body_of, instant_in, read_body, text_in
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, OutputMetric

MOST_TAPS = 100


@dataclass(frozen=True, slots=True)
class Counter:
    """One big button: what is counted, how many so far, and the tap one could take back."""

    metric: "OutputMetric"
    total: int
    uuid: UUID
    last: TapShown | None
    back: UUID

    @property
    def last_uuid(self) -> str:
        return str(self.last.uuid) if self.last else ""

    @property
    def last_amount(self) -> int:
        return self.last.amount if self.last else 0


@needs(Permission.CHECKIN_RUN)
def tally(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The counters of the activity; ``?chi-so=`` adds one that its template does not name."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    if request.method == "POST":
        return _tapped(request, activity)
    also = request.GET.get("chi-so", "")
    counters = queries.counters_of(activity, also=also)
    taps = queries.latest_taps(activity_id=activity.pk, actor=request.actor)
    totals = queries.tally_totals(activity_id=activity.pk, actor=request.actor)
    mine = _last_of_mine(taps, request)
    context = {
        "activity": activity,
        "counters": [
            Counter(metric, totals.get(metric.pk, 0), uuid4(), mine.get(metric.name), uuid4())
            for metric in counters
        ],
        "others": [each for each in queries.output_metrics() if each not in counters],
        "taps": taps,
        "names": access.names_of(
            {tap.account_id for tap in taps if tap.account_id}, actor=request.actor
        ),
        "is_open": activity.state in {ActivityState.OPEN, ActivityState.RUNNING},
    }
    return render(request, "activities/door/tally.html", context)


def _last_of_mine(taps: list[TapShown], request: Request) -> dict[str, TapShown]:
    """By metric the last tap of the officer that still counts."""
    own = [tap for tap in taps if tap.account_id == request.actor.account_id]
    return {tap.metric_name: tap for tap in reversed(own) if not tap.taken_back}


def _tapped(request: Request, activity: "Activity") -> HttpResponse:
    """One tap of a form."""
    try:
        tap = _of_form(request)
    except (ValueError, KeyError):
        messages.error(request, _("Hãy ghi con số bằng chữ số, ví dụ 12."))
    else:
        try:
            _count(request, activity.pk, [tap], timezone.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return redirect(request.get_full_path())


def _of_form(request: Request) -> TapGiven:
    """Raises ``ValueError`` or ``KeyError`` for what the form does not send."""
    sent = request.POST
    undoes = sent.get("undoes", "")
    typed = sent["more"] if "add" in sent else "1"
    return TapGiven(
        uuid=UUID(sent["uuid"]),
        metric=sent.get("metric", ""),
        amount=int(typed.replace(".", "").strip()),
        undoes=UUID(undoes) if undoes else None,
        tapped_at=timezone.now(),
    )


@require_POST
@needs(Permission.CHECKIN_RUN)
def tally_send(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Taps as devices send them: ``{"taps": [{uuid, metric, amount, undoes, tapped_at, device_id, offline}]}``.

    The answer names the taps that need not be sent again, why some do not count, and all totals. An empty list
    asks for the totals.
    """
    try:
        taps = _read(body_of(request))
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = _("Máy gửi số đếm không đọc được. Hãy tải lại trang rồi đếm tiếp.")
        return JsonResponse({"sentence": sentence}, status=400)
    if not taps:
        run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
        totals = queries.tally_totals(activity_id=activity_id, actor=request.actor)
        return JsonResponse({"done": [], "refused": {}, "totals": totals})
    now, refused = timezone.now(), {}
    try:
        counted = _count(request, activity_id, taps, now)
    except DomainError:
        refused = _one_by_one(request, activity_id, taps, now)
        counted = _count(request, activity_id, [], now)
    done = [str(tap.uuid) for tap in taps if str(tap.uuid) not in refused]
    return JsonResponse({"done": done, "refused": refused, "totals": dict(counted.totals)})


def _count(request: Request, activity_id: int, taps: list[TapGiven], now: datetime) -> Counted:
    """Whoever may not run the door of the activity is answered 404."""
    try:
        return tried(
            lambda: actions.count(by=request.actor, activity_id=activity_id, taps=taps, now=now)
        )
    except (NotAllowed, Missing) as refusal:
        raise Http404(str(refusal)) from refusal


def _one_by_one(
    request: Request, activity_id: int, taps: list[TapGiven], now: datetime
) -> dict[str, str]:
    """Keep what counts of a batch in which something does not; gives why, by uuid."""
    refused: dict[str, str] = {}
    for tap in taps:
        try:
            _count(request, activity_id, [tap], now)
        except DomainError as refusal:
            refused[str(tap.uuid)] = str(refusal)
    return refused


def _read(body: bytes) -> list[TapGiven]:
    """Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` for what no device of ours sends."""
    taps = read_body(body)["taps"]
    if len(taps) > MOST_TAPS:
        raise ValueError
    return [_tap(each) for each in taps]


def _tap(sent: Mapping[str, object]) -> TapGiven:
    undoes = str(sent.get("undoes") or "")
    return TapGiven(
        uuid=UUID(str(sent["uuid"])),
        metric=text_in(sent["metric"], 40),
        amount=int(str(sent.get("amount", 1))),
        undoes=UUID(undoes) if undoes else None,
        tapped_at=instant_in(sent["tapped_at"]),
        device_id=text_in(sent.get("device_id"), 64),
        offline=sent.get("offline") is True,
    )
