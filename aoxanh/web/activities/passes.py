"""The pass of a sign-up, for whoever holds its secret link."""

from dataclasses import dataclass
from datetime import UTC, datetime
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
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.text import split_name
from aoxanh.web import pictures, qr, sheets
from aoxanh.web.activities.answering import AnswerForm, typed_answers
from aoxanh.web.guards import bearer
from aoxanh.web.request import Request


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
class _Turn:
    """One shift on a pass."""

    name: str
    state: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class _Said:
    """What a pass says of its activity and its shifts: nothing of who holds it."""

    title: str
    code: str
    where: str
    meeting_point: str
    contact_phone: str
    turns: tuple[_Turn, ...]
    has_account: bool


def _said(shown: PassShown, active: list["Signup"]) -> _Said:
    activity = shown.activity
    return _Said(
        title=activity.title,
        code=activity.code,
        where=_where(shown),
        meeting_point=activity.meeting_point,
        contact_phone=activity.contact_phone,
        turns=tuple(
            _Turn(
                signup.shift.name or signup.slot.role_name,
                signup.state,
                signup.shift.starts_at,
                signup.shift.ends_at,
            )
            for signup in active
        ),
        has_account=shown.held.person.account_id is not None,
    )


def _page(request: Request, shown: PassShown, refused: AnswersUnfit | None = None) -> HttpResponse:
    held, active = shown.held, _active(shown)
    said = _said(shown, active)
    more = {
        "asked": _asked(request, shown, refused) if active else None,
        "feedback_open": _may_tell(shown),
        "messages": messages.get_messages(request),
    }
    page = sheets.page(
        request,
        "passes/show.html",
        says=None if any(more.values()) else said,
        apart={
            "qr": qr.drawn(queries.signed_pass(held)) if active else "",
            "full_name": shown.full_name,
            "given_name": split_name(shown.full_name)[2],
            "short_code": grouped(held.short_code, by=" "),
        },
        codes={"token": held.token} | ({"csrf_token": get_token(request)} if active else {}),
        context=lambda _given: {
            **more,
            "said": said,
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
