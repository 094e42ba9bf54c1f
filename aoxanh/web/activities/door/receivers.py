"""Links for receiving bodies without an account: made and shown once, printed as a letter, taken back."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.types.late import ReceiverLinkShown
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web import qr
from aoxanh.web.activities.door.forms import ReceiverForm
from aoxanh.web.activities.door.late import late_page
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@require_POST
@needs(Permission.HOURS_RECORD)
def receiver_ask(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """A link for the chosen entries; it is shown here and nowhere again."""
    activity = run_here(request, unit_id, activity_id, Permission.HOURS_RECORD)
    form = ReceiverForm(request.POST)
    if form.is_valid():
        try:
            _link, token = actions.ask_receiver(
                by=request.actor,
                activity_id=activity.pk,
                late_entry_ids=form.chosen,
                receiver=form.cleaned_data["receiver"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return _shown(request, unit_id, activity_id, token, "receiver_link")
    return late_page(request, unit_id, activity, is_above=False, receiver_form=form)


def _shown(
    request: Request, unit_id: int, activity_id: int, token: str, template: str
) -> HttpResponse:
    """One of the two pages that show a link: on the screen, on paper."""
    shown = _open(token)
    if shown.activity.pk != activity_id:
        raise Http404
    link = request.build_absolute_uri(reverse("receivers:answer", args=[token]))
    organiser = units.names_at({shown.organiser_unit_id}, request.actor.day)
    name, until = organiser[shown.organiser_unit_id], local_day(shown.valid_until)
    context = {
        "unit_id": unit_id,
        "activity": shown.activity,
        "shown": shown,
        "link": link,
        "token": token,
        "organiser": name,
        "until": until,
        "message": _message(shown, name, link, until),
        "qr": qr.drawn(link),
        "today": request.actor.day,
    }
    return render(request, f"activities/door/{template}.html", context)


@in_vietnamese
def _message(shown: ReceiverLinkShown, organiser: str, link: str, until: date) -> str:
    words = _(
        "Kính gửi %(receiver)s: %(organiser)s đề nghị xác nhận %(count)s người đã tham gia “%(title)s”. "
        "Mở đường dẫn này, đánh dấu ai có tham gia rồi gửi, không cần tài khoản, đến hết ngày %(day)s: %(link)s"
    )
    return words % {
        "receiver": shown.receiver,
        "organiser": organiser,
        "count": len(shown.entries),
        "title": shown.activity.title,
        "day": vn_date(until),
        "link": link,
    }


def _open(token: str) -> ReceiverLinkShown:
    try:
        shown = queries.receiver_link(token, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if not shown.is_open:
        raise Http404
    return shown


@require_POST
@needs(Permission.HOURS_RECORD)
def receiver_letter(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The same link as a letter to print, for whoever has it."""
    run_here(request, unit_id, activity_id, Permission.HOURS_RECORD)
    token = request.POST.get("token", "")
    return _shown(request, unit_id, activity_id, token, "receiver_letter")


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
