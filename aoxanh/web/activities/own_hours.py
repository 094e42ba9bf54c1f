"""One's own hours of an activity, and saying what is wrong with them: over a pass, or signed in."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions, queries
from aoxanh.activities.types.objections import OwnHours
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.web.guards import bearer, signed_in
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


class ObjectionForm(forms.Form):
    """What is wrong, in one's own words."""

    text = forms.CharField(
        label=lazy("Điều chưa đúng"),
        max_length=500,
        help_text=lazy("Ví dụ: tôi làm đến 11:30; hoặc tôi có đi mà chưa được điểm danh."),
        error_messages={"required": lazy("Hãy ghi rõ điều chưa đúng.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@bearer
@require_http_methods(["GET", "HEAD", "POST"])
def pass_hours(request: Request, token: str) -> HttpResponse:
    """For whoever holds the pass."""
    try:
        held = queries.pass_by_token(token).held
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    by = Actor.guest(day=request.actor.day, pass_id=held.pk)
    here = reverse("passes:hours", args=[token])

    def say(text: str) -> None:
        actions.object_by_pass(by=by, token=token, text=text, now=timezone.now())

    shown = queries.own_hours(held.activity, (held.person_id,), now=timezone.now())
    return _page(request, shown, say, here=here, back=reverse("passes:show", args=[token]))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_hours(request: Request, code: str) -> HttpResponse:
    """For the account behind whom the person is."""
    own = _own_ids(request)
    activity = queries.activity_of(code, own)
    if activity is None:
        raise Http404
    by = replace(request.actor, person_id=min(own))

    def say(text: str) -> None:
        actions.object_to_own(by=by, activity_id=activity.pk, text=text, now=timezone.now())

    shown = queries.own_hours(activity, own, now=timezone.now())
    here = reverse("mine:activity_hours", args=[code])
    return _page(request, shown, say, here=here, back=reverse("mine:hours"))


def _own_ids(request: Request) -> Collection[int]:
    person = people.person_of(request.actor.account_id)
    return people.same_person_ids(person.pk) if person is not None else ()


def _page(
    request: Request, shown: OwnHours, say: Callable[[str], None], *, here: str, back: str
) -> HttpResponse:
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            say(form.cleaned_data["text"])
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã gửi ý kiến. Đơn vị trả lời ở ngay trang này."))
            return redirect(here)
    context = {
        "shown": shown,
        "activity": shown.activity,
        "form": form,
        "here": here,
        "back": back,
        "unit_names": units.names_at(
            {row.answered_unit_id for row in shown.objections if row.answered_unit_id},
            request.actor.day,
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "passes/hours.html", context, status=status)
