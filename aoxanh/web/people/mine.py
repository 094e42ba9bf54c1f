"""“Trang của tôi”: passes, hours, the yearly record, the profile."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions as leaving
from aoxanh.activities import queries as activities
from aoxanh.activities.types import ACTIVE_STATES, PassShown
from aoxanh.kernel import numbers
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.periods import Period
from aoxanh.people import actions
from aoxanh.people import queries as people
from aoxanh.people.types import PersonState
from aoxanh.recognition import queries as recognition
from aoxanh.units import queries as units
from aoxanh.web.guards import signed_in
from aoxanh.web.people.forms import ProfileForm
from aoxanh.web.people.own import own_page
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.people.models import Person


SOURCES = {
    "SCAN": _("Quét mã tại chỗ"),
    "ROLL_CALL": _("Gọi tên theo danh sách"),
    "PAPER": _("Gọi tên trên giấy"),
    "LATE": _("Bổ sung sau"),
    "LATE_LINK": _("Bổ sung sau, nơi nhận xác nhận"),
    "LATE_UNKNOWN": _("Bổ sung sau, nơi nhận xác nhận qua liên hệ mới"),
    "IMPORT": _("Nhập từ hồ sơ cũ"),
}


def _own_ids(request: Request) -> frozenset[int]:
    return people.same_person_ids(request.actor.person_id or 0)


def _is_ahead(shown: PassShown, day: date) -> bool:
    return any(
        signup.state in ACTIVE_STATES and local_day(signup.shift.ends_at) >= day
        for signup in shown.signups
    )


@own_page
def home(request: Request) -> HttpResponse:
    """What I signed up for: coming first, then what is over."""
    now = timezone.now()
    day, own = local_day(now), _own_ids(request)
    shown = activities.passes_of(own)
    service = recognition.own_service(
        person_id=request.actor.person_id or 0, day=request.actor.day, actor=request.actor
    )
    context = {
        "service": service,
        "reached": recognition.reached_in_words(service.tally) if service else "",
        "to_tell": activities.open_to_feedback(
            [each.held for each in shown], person_ids=own, now=now
        ),
        "duties": activities.duties_of_persons(own, now=now),
        "coming": [each for each in reversed(shown) if _is_ahead(each, day)],
        "past": [each for each in shown if not _is_ahead(each, day)][:20],
        "day": day,
    }
    return render(request, "mine/home.html", context)


@own_page
def hours(request: Request) -> HttpResponse:
    """My hours of one year by source, and the rows behind them."""
    day = local_day(timezone.now())
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else day.year
    period = Period.year(min(max(year, 2000), day.year))
    own = _own_ids(request)
    totals = activities.hours_of(own, start=period.start, end=period.end)
    rows = activities.participations_of(own, start=period.start, end=period.end)
    context = {
        "year": period.start.year,
        "years": range(day.year, day.year - 3, -1),
        "totals": totals,
        "rows": rows,
        "unit_names": units.names_at({row.organiser_unit_id for row in rows}, period.last_day),
        "days": len({row.day for row in rows}),
        "shares": [
            (
                str(SOURCES[source]),
                _("%(hours)s giờ") % {"hours": numbers.hours(minutes)},
                minutes,
                "",
            )
            for source, minutes in totals.by_source.items()
            if minutes > 0
        ],
    }
    return render(request, "mine/hours.html", context)


@own_page
def record_pdf(request: Request, year: int) -> HttpResponse:
    """My yearly record as a sealed PDF (NET-10)."""
    try:
        content = recognition.yearly_record_pdf(
            person_id=request.actor.person_id or 0,
            year=year,
            actor=request.actor,
            on=timezone.now(),
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="gio-tinh-nguyen-{year}.pdf"'
    return answer


@signed_in
def profile(request: Request) -> HttpResponse:
    """Fill in or change my profile."""
    person = people.person_of(request.actor.account_id)
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial=ProfileForm.initial_of(person, request.user),
    )
    if person is not None:
        _ask_of_known(form, person, request.actor.day)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _keep_profile(request, form)
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu hồ sơ."))
            return redirect("mine:home")
    actor = replace(request.actor, person_id=person.pk) if person else request.actor
    context = {
        "form": form,
        "person": person,
        "memberships": people.memberships(person.pk, actor=actor) if person else (),
    }
    return render(request, "mine/profile.html", context)


def _ask_of_known(form: ProfileForm, person: "Person", day: date) -> None:
    """Ask only what is kept of a known person; what the unit verified is read, and says who mends it."""
    for name in ("guardian_name", "guardian_phone"):
        del form.fields[name]
    form.initial["phone"] = spoken_phone(person.phone)
    if person.state != PersonState.VERIFIED:
        return
    for name in ("full_name", "birth_date"):
        form.fields[name].widget.attrs["readonly"] = True
    keeper = units.names_at({person.unit_id}, day).get(person.unit_id, "")
    said = _("Họ tên và ngày sinh đã được xác nhận. Nếu sai, hãy nhờ %(unit)s sửa giúp bạn.")
    form.fields["full_name"].help_text = said % {"unit": keeper}


def _keep_profile(request: Request, form: ProfileForm) -> None:
    person = people.person_of(request.actor.account_id)
    now = timezone.now()
    if person is not None:
        by = replace(request.actor, person_id=person.pk)
        actions.edit_profile(by=by, person_id=person.pk, person=form.person(), now=now)
        return
    actions.register_volunteer(
        by=request.actor,
        unit_id=units.instance().root_id or 0,
        person=form.person(),
        guardian=form.guardian(),
        now=now,
    )


@signed_in
def claim(request: Request, token: str) -> HttpResponse:
    """Take a guest's pass, and what came of it, into my page; holding the link is what proves it."""
    try:
        shown = activities.pass_by_token(token)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if request.method != "POST":
        if forbidden := people.why_not_claimed(shown.held.person):
            messages.warning(request, str(forbidden))
            return redirect("passes:show", token=token)
        return render(request, "mine/claim.html", {"shown": shown, "token": token})
    by = replace(request.actor, pass_id=shown.held.pk)
    try:
        with transaction.atomic():
            actions.claim(
                by=by,
                person_id=shown.held.person_id,
                account_name=request.user.full_name,  # type: ignore[union-attr]  # the guard let only accounts in
                now=timezone.now(),
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("passes:show", token=token)
    messages.success(request, _("Đã đưa mã này vào Trang của tôi."))
    return redirect("mine:home")


@own_page
def end(request: Request) -> HttpResponse:
    """End my record: places that I hold are given up, what happened stays with my units without my consent."""
    now = timezone.now()
    ahead = [
        signup
        for shown in activities.passes_of(_own_ids(request))
        for signup in shown.signups
        if signup.state in ACTIVE_STATES and signup.shift.starts_at > now
    ]
    if request.method != "POST":
        return render(request, "mine/end.html", {"ahead": ahead})
    try:
        with transaction.atomic():
            for signup in ahead:
                leaving.withdraw_signup(by=request.actor, signup_id=signup.pk, now=now)
            actions.withdraw(by=request.actor, person_id=request.actor.person_id or 0, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("mine:profile")
    messages.success(
        request, _("Hồ sơ của bạn đã ngừng. Giờ và giấy chứng nhận đã có vẫn xem được ở đây.")
    )
    return redirect("mine:home")
