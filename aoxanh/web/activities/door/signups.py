"""Sign-ups of an activity: who waits for an answer, who has a place, who is on the waiting list."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.types import SignupState
from aoxanh.kernel.errors import DomainError, NotAllowed
from aoxanh.kernel.keys import keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.door.chips import EVERY_SHIFT, Chip, shift_chips
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.request import Request
from aoxanh.work import queries as work


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from aoxanh.activities.models import Activity, Signup

PAGE_SIZE = 50
MOST_AT_ONCE = 200
EVERY_STATE = "tat-ca"
STATES: dict[str, tuple[str | Promise, tuple[SignupState, ...]]] = {
    "cho-duyet": (gettext_lazy("Chờ duyệt"), (SignupState.PENDING,)),
    "co-cho": (gettext_lazy("Đã có chỗ"), (SignupState.CONFIRMED,)),
    "du-bi": (gettext_lazy("Danh sách dự bị"), (SignupState.WAITING,)),
    "da-rut": (
        gettext_lazy("Đã rút, không duyệt"),
        (SignupState.WITHDRAWN, SignupState.DECLINED, SignupState.CANCELLED),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SIGNUP_VIEW)
def signup_list(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Sign-ups, narrowed by what the address says; a name is looked for by POST, so that no address holds it."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_VIEW)
    text = request.POST.get("q", "").strip()[:100]
    shifts = queries.shifts_of(activity)
    asked = request.GET.get("ca", EVERY_SHIFT)
    shift = next((each for each in shifts if str(each.shift.pk) == asked), None)
    shift_id = shift.shift.pk if shift else None
    counts = _counts(request, activity, shift_id)
    state = request.GET.get("trang-thai") or _first_state(counts)
    filters = {
        "activity_id": activity.pk,
        "shift_id": shift_id,
        "states": STATES[state][1] if state in STATES else (),
    }
    said = [(_("Hoạt động"), activity.title)]
    file = taken(request, unit_id, "signups", filters, said=said)
    if file is not None:
        return file
    rows = _rows(request, activity, shift_id, state if not text else "", text)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "page": page,
        "text": text,
        "chips": _state_chips(request, counts, state),
        "shift_chips": shift_chips(request, shifts, shift),
        "shown": shift.slots if shift else [slot for each in shifts for slot in each.slots],
        "pending": [row.pk for row in page if row.state == SignupState.PENDING],
        "may_decide": request.actor.may(Permission.SIGNUP_DECIDE, at=activity.unit_id),
        "may_edit": request.actor.may(Permission.ACTIVITY_EDIT, at=activity.unit_id),
        "names": {each.shift.pk: each for each in shifts},
        "in_line": state == "du-bi",
        "here": request.get_full_path(),
        "now": timezone.now(),
        "total": sum(counts.values()),
        "tallies": queries.answer_tallies(activity, actor=request.actor),
        "answers_go_on": work.goes_on("answers", activity.ends_on),
        "query": urlencode([(k, v) for k, v in request.GET.items() if k != "trang"]),
    }
    return render(request, "activities/door/signups.html", context)


def _rows(
    request: Request, activity: "Activity", shift_id: int | None, state: str, text: str
) -> "QuerySet[Signup]":
    if state == "du-bi":
        waiting = queries.waiting_list(activity_id=activity.pk, actor=request.actor)
        return waiting.filter(shift_id=shift_id) if shift_id else waiting
    return queries.signups(
        activity_id=activity.pk,
        actor=request.actor,
        shift_id=shift_id,
        states=STATES[state][1] if state in STATES else (),
        text=text,
    )


def _counts(request: Request, activity: "Activity", shift_id: int | None) -> dict[str, int]:
    return queries.signup_counts(activity_id=activity.pk, actor=request.actor, shift_id=shift_id)


def _first_state(counts: dict[str, int]) -> str:
    """What waits for an answer comes first; without any, everybody."""
    return "cho-duyet" if counts.get(SignupState.PENDING) else EVERY_STATE


def _state_chips(request: Request, counts: dict[str, int], chosen: str) -> list[Chip]:
    kept = {k: v for k, v in request.GET.items() if k not in {"trang", "trang-thai"}}
    numbers = {
        key: (words, sum(counts.get(state, 0) for state in states))
        for key, (words, states) in STATES.items()
    }
    numbers[EVERY_STATE] = (_("Tất cả"), sum(counts.values()))
    return [
        Chip(f"{words} {number}", "?" + urlencode(kept | {"trang-thai": key}), key == chosen)
        for key, (words, number) in numbers.items()
    ]


@require_POST
@needs(Permission.SIGNUP_DECIDE)
def signups_decide(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Approve or decline one or several, or withdraw somebody who asked for it."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    verbs: dict[str, tuple[Callable[[int], object], str]] = {
        "approve": (lambda pk: _approve(request, pk), _("Đã duyệt %(count)s người.")),
        "decline": (lambda pk: _decline(request, pk), _("Đã trả lời không duyệt %(count)s người.")),
        "withdraw": (
            lambda pk: _withdraw(request, pk),
            _("Đã rút đăng ký của %(count)s người; chỗ trống chuyển cho danh sách dự bị."),
        ),
    }
    for verb, (act, words) in verbs.items():
        if verb in request.POST:
            _each(request, activity, _chosen(request, verb), act, words)
    kept = {k: request.GET[k] for k in ("ca", "trang-thai", "trang") if k in request.GET}
    address = reverse("manage:signups", args=[unit_id, activity_id])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


def _chosen(request: Request, verb: str) -> list[int]:
    """The one whose button was pressed, those the button names, or those that are ticked."""
    value = request.POST.get(verb, "")
    values = value.split(",") if value else request.POST.getlist("signup")
    return keys_of(values)[:MOST_AT_ONCE]


def _each(
    request: Request,
    activity: "Activity",
    chosen: Collection[int],
    act: Callable[[int], object],
    words: str,
) -> None:
    rows = queries.signups(activity_id=activity.pk, actor=request.actor).filter(pk__in=chosen)
    names = {row.pk: people.shown_name(row) for row in rows}
    if not names:
        messages.warning(request, _("Hãy chọn ít nhất một người."))
        return
    done = 0
    for pk, name in names.items():
        try:
            act(pk)
        except NotAllowed as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            messages.error(request, f"{name}: {refusal}")
        else:
            done += 1
    if done:
        messages.success(request, words % {"count": done})


def _approve(request: Request, signup_id: int) -> object:
    return actions.approve(by=request.actor, signup_id=signup_id, now=timezone.now())


def _decline(request: Request, signup_id: int) -> object:
    note = request.POST.get("note", "")
    return actions.decline(by=request.actor, signup_id=signup_id, note=note, now=timezone.now())


def _withdraw(request: Request, signup_id: int) -> object:
    return actions.withdraw_signup(by=request.actor, signup_id=signup_id, now=timezone.now())
