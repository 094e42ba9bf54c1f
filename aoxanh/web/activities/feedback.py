"""Saying how it was, for whoever holds the link of a pass and was there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.web.guards import bearer
from aoxanh.web.request import Request


@bearer
@require_http_methods(["GET", "HEAD", "POST"])
def pass_feedback(request: Request, token: str) -> HttpResponse:
    """The five faces; with “ma” the reasons of the score just given, which the address alone leads to."""
    try:
        shown = queries.pass_by_token(token)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    code = request.POST.get("ma", "") or request.GET.get("ma", "")
    if request.method == "POST":
        return _reasons(request, token, code) if code else _score(request, token)
    context = {
        "token": token,
        "activity": shown.held.activity,
        "scores": queries.feedback_scores(),
        "reasons": queries.feedback_reasons(),
        "code": code,
        "is_open": shown.held.pk
        in queries.open_to_feedback(
            [shown.held], person_ids=[shown.held.person_id], now=timezone.now()
        ),
    }
    return render(request, "passes/feedback.html", context)


def _score(request: Request, token: str) -> HttpResponse:
    value = request.POST.get("score", "")
    score = int(value) if value.isdecimal() and len(value) < 3 else 0
    try:
        given = actions.give_feedback(
            by=request.actor, token=token, score=score, now=timezone.now()
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("passes:show", token=token)
    address = reverse("passes:feedback", kwargs={"token": token})
    return redirect(f"{address}?ma={given.code}")


def _reasons(request: Request, token: str, code: str) -> HttpResponse:
    try:
        actions.add_reasons(
            by=request.actor,
            code=code,
            reasons=request.POST.getlist("reason"),
            text=request.POST.get("text", ""),
            now=timezone.now(),
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Cảm ơn bạn đã góp ý."))
    return redirect("passes:show", token=token)
