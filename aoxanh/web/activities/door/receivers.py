"""Receiving bodies without an account: asked over a contact of theirs, and taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.types.late import ReceiverGiven
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.forms import ReceiverForm
from aoxanh.web.activities.door.late import late_page
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@require_POST
@needs(Permission.HOURS_RECORD)
def receiver_ask(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Send a link for the chosen entries to the receiving body; the asker never sees it."""
    activity = run_here(request, unit_id, activity_id, Permission.HOURS_RECORD)
    form = ReceiverForm(request.POST)
    if form.is_valid() and _asked(request, activity.pk, form):
        said = _("Đã hỏi %(name)s. Đường dẫn gửi thẳng tới liên hệ đã ghi.")
        messages.success(request, said % {"name": form.cleaned_data["receiver"]})
        return redirect("manage:late_entries", unit_id=unit_id, activity_id=activity_id)
    return late_page(request, unit_id, activity, is_above=False, receiver_form=form)


def _asked(request: Request, activity_id: int, form: ReceiverForm) -> bool:
    given = form.cleaned_data
    try:
        actions.ask_receiver(
            by=request.actor,
            activity_id=activity_id,
            late_entry_ids=form.chosen,
            receiver=ReceiverGiven(given["receiver"], given["contact"]),
            now=timezone.now(),
        )
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True


@require_POST
@needs(Permission.HOURS_RECORD)
def receiver_revoke(request: Request, unit_id: int, activity_id: int, link_id: int) -> HttpResponse:
    """Let nobody answer over the link any more."""
    activity = run_here(request, unit_id, activity_id, Permission.HOURS_RECORD)
    links = queries.receiver_links(activity_id=activity.pk, actor=request.actor)
    link = links.filter(pk=link_id).first()
    if link is None:
        raise Http404
    try:
        actions.revoke_receiver_link(by=request.actor, link_id=link.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã thu hồi đường dẫn gửi %(name)s.") % {"name": link.receiver})
    return redirect("manage:late_entries", unit_id=unit_id, activity_id=activity_id)
