"""The page of a receiving body: whoever holds its link says once who was there."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions, queries
from aoxanh.activities.types.late import ReceiverAnswer
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.units import queries as units
from aoxanh.web.activities.door.forms import ReceiverAnswerForm, ticked
from aoxanh.web.guards import bearer
from aoxanh.web.limits import within_limit
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@bearer
@require_http_methods(["GET", "HEAD", "POST"])
def receiver_answer(request: Request, token: str) -> HttpResponse:
    """The names that wait, each with its hours; once answered, expired or withdrawn, no name any more."""
    limit = settings.LOOKUPS_PER_MINUTE
    if not within_limit(request, scope="receiver", limit=limit, seconds=60):
        return render(request, "certificates/limited.html", status=429)
    form = ReceiverAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _answered(request, token, form):
        messages.success(request, _("Đã ghi câu trả lời. Xin cảm ơn."))
        return redirect("receivers:answer", token=token)
    try:
        shown = queries.receiver_link(token, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    names = units.names_at({shown.organiser_unit_id}, request.actor.day)
    context = {
        "shown": shown,
        "activity": shown.activity,
        "organiser": names[shown.organiser_unit_id],
        "form": form,
        "chosen": ticked(request.POST, "late")
        if form.is_bound
        else [row.pk for row in shown.entries],
    }
    status = 422 if form.is_bound and shown.is_open else 200
    return render(request, "passes/receiver.html", context, status=status)


def _answered(request: Request, token: str, form: ReceiverAnswerForm) -> bool:
    given = form.cleaned_data
    confirmed = (
        frozenset(ticked(request.POST, "late")) if "confirm" in request.POST else frozenset()
    )
    answer = ReceiverAnswer(confirmed, given["name"], given["title"], given["note"])
    try:
        actions.answer_as_receiver(by=request.actor, token=token, answer=answer, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True
