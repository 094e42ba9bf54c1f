"""The pass of a sign-up, for whoever holds its secret link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from icalendar import Calendar, Event

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import AnswersUnfit
from aoxanh.activities.types import ACTIVE_STATES, PENDING_STATES, PassShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import grouped
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.text import split_name
from aoxanh.people import queries as people
from aoxanh.web import pictures, qr, sheets
from aoxanh.web.activities.answering import AnswerForm, typed_answers
from aoxanh.web.guards import bearer
from aoxanh.web.request import Request
from aoxanh.web.templatetags.aoxanh import weekday


if TYPE_CHECKING:
    from aoxanh.activities.models import Signup


def _found(token: str) -> PassShown:
    try:
        return queries.pass_by_token(token)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@bearer
def pass_show(request: Request, token: str) -> HttpResponse:
    """The pass: code, shifts, what to do next."""
    return _page(request, _found(token))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a pass is like, whosever it is and whatever it is for: there are few."""

    turns: tuple[str, ...]
    """Their states, in the order of the shifts."""

    has_meeting_point: bool
    has_phone: bool
    is_free: bool
    """Whether an account may take it in."""

    is_erased: bool


def _kind(shown: PassShown, active: list["Signup"]) -> _Kind:
    person = shown.held.person
    return _Kind(
        turns=tuple(signup.state for signup in active),
        has_meeting_point=bool(shown.activity.meeting_point),
        has_phone=bool(shown.activity.contact_phone),
        is_free=people.why_not_claimed(person) is None,
        is_erased=person.erased_at is not None,
    )


def _words(shown: PassShown, active: list["Signup"]) -> dict[str, str]:
    """What a pass says of its bearer, its activity and its shifts."""
    activity = shown.activity
    words = {
        "qr": qr.drawn(queries.signed_pass(shown.held)) if active else "",
        "full_name": shown.full_name,
        "given_name": split_name(shown.full_name)[2],
        "short_code": grouped(shown.held.short_code, by=" "),
        "title": activity.title,
        "where": _where(shown),
        "meeting_point": activity.meeting_point,
        "phone": activity.contact_phone,
    }
    for number, signup in enumerate(active):
        begins, day = signup.shift.starts_at, local_day(signup.shift.starts_at)
        words[f"name_{number}"] = signup.shift.name or signup.slot.role_name
        words[f"day_{number}"] = vn_date(day)
        words[f"hours_{number}"] = f"{vn_time(begins)}–{vn_time(signup.shift.ends_at)}"
        words[f"weekday_{number}"] = weekday(day)
    return words


def _turns(kind: _Kind, given: Mapping[str, str]) -> list[dict[str, str]]:
    names = ("name", "day", "hours", "weekday")
    return [
        {"state": state} | {name: given[f"{name}_{number}"] for name in names}
        for number, state in enumerate(kind.turns)
    ]


def _page(request: Request, shown: PassShown, refused: AnswersUnfit | None = None) -> HttpResponse:
    held, active = shown.held, _active(shown)
    kind = _kind(shown, active)
    more = {
        "asked": _asked(request, shown, refused) if active else None,
        "feedback_open": _may_tell(shown),
        "messages": messages.get_messages(request),
    }
    codes = {"token": held.token, "code": shown.activity.code}
    page = sheets.page(
        request,
        "passes/show.html",
        says=None if any(more.values()) else kind,
        apart=_words(shown, active),
        codes=codes | ({"csrf_token": get_token(request)} if active else {}),
        context=lambda given: {
            **more,
            "kind": kind,
            "turns": _turns(kind, given),
            "scores": queries.feedback_scores(),
            "is_answered": bool(held.answers) and refused is None,
        },
    )
    page.status_code = 200 if refused is None else 422
    return page


def _where(shown: PassShown) -> str:
    return ", ".join(filter(None, (shown.activity.spot, shown.activity.place.full_name)))


def _may_tell(shown: PassShown) -> bool:
    """Whether the bearer was there and is back; asked only once a shift is over."""
    now, held = timezone.now(), shown.held
    if not any(signup.shift.ends_at <= now for signup in shown.signups):
        return False
    open_now = queries.open_to_feedback([held], person_ids=[held.person_id], now=now)
    return held.pk in open_now


def _asked(request: Request, shown: PassShown, refused: AnswersUnfit | None) -> AnswerForm | None:
    """The activity's questions with what was answered; None when it asks nothing any more."""
    activity = shown.held.activity
    questions = queries.questions_of(activity)
    if not questions or activity.state not in PENDING_STATES:
        return None
    form = AnswerForm(
        request.POST if refused else None,
        questions=questions,
        initial=AnswerForm.initial_of(shown.held.answers),
    )
    form.blame(refused.faults if refused else {})
    return form


@bearer
@require_POST
def pass_answer(request: Request, token: str) -> HttpResponse:
    """Answer the questions of the activity, or answer anew."""
    shown = _found(token)
    by = Actor.guest(day=request.actor.day, pass_id=shown.held.pk)
    try:
        actions.answer_questions(
            by=by, token=token, answers=typed_answers(request.POST), now=timezone.now()
        )
    except AnswersUnfit as refusal:
        return _page(request, shown, refusal)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi câu trả lời của bạn."))
    return redirect("passes:show", token=token)


@bearer
@require_POST
def pass_withdraw(request: Request, token: str) -> HttpResponse:
    """Give the place back; asked once, naming what goes."""
    chosen = request.POST.get("signup", "")
    shown = _found(token)
    by = Actor.guest(day=request.actor.day, pass_id=shown.held.pk)
    try:
        actions.withdraw(
            by=by,
            token=token,
            signup_id=key_of(chosen),
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút đăng ký. Chỗ của bạn nhường cho người tiếp theo."))
    return redirect("passes:show", token=token)


@bearer
def pass_calendar(request: Request, token: str) -> HttpResponse:
    """The shifts as a calendar file."""
    shown = _found(token)
    activity = shown.held.activity
    calendar = Calendar()
    calendar.add("prodid", "-//aoxanh//vi")
    calendar.add("version", "2.0")
    for signup in _active(shown):
        event = Event()
        event.add("uid", f"{shown.held.code}-{signup.shift_id}@aoxanh")
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", signup.shift.starts_at)
        event.add("dtend", signup.shift.ends_at)
        event.add("summary", activity.title)
        event.add("location", _where(shown))
        event.add(
            "url", request.build_absolute_uri(reverse("activities:detail", args=[activity.code]))
        )
        calendar.add_component(event)
    answer = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{activity.code}.ics"'
    return answer


@bearer
def pass_picture(request: Request, token: str) -> HttpResponse:
    """The pass as a picture to keep. Shown in place, for browsers inside other apps that cannot take files away."""
    del request
    shown = _found(token)
    active = _active(shown)
    if not active:
        raise Http404
    art = pictures.art(shown.held.activity.scene, ridges="torn")
    picture = queries.pass_picture(shown, active, portal=pictures.portal(), art=art)
    answer = HttpResponse(picture, content_type="image/png")
    answer["Content-Disposition"] = 'inline; filename="ma-diem-danh.png"'
    return answer


def _active(shown: PassShown) -> list["Signup"]:
    return [signup for signup in shown.signups if signup.state in ACTIVE_STATES]
