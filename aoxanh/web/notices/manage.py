"""“Tin gửi đi”: every message of the unit, and what became of it. “Hộp thư”: what came to me."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.access import queries as access
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import actions, queries
from aoxanh.notices.types import UNTOLD_STATES, Channel, NoticeState
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.notices.models import Notice

_TONES = {
    NoticeState.WAITING: "due",
    NoticeState.SENT: "ok",
    NoticeState.READ: "ok",
    NoticeState.FAILED: "stop",
}
_ICONS = {Channel.IN_APP: "inbox", Channel.EMAIL: "mail", Channel.TEXT: "message-circle"}


@require_GET
@needs(Permission.NOTICE_VIEW)
def outbox(request: Request, unit_id: int) -> HttpResponse:
    """Every message of the units within reach, the newest first, by state and channel."""
    state, channel = request.GET.get("trang-thai", ""), request.GET.get("kenh", "")
    rows = queries.outbox(actor=request.actor)
    if state in NoticeState.values:
        rows = rows.filter(state=state)
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    page = page_of(request, rows)
    named = {each for row in page for each in (row.account_id, row.told_by_id) if each}
    names = access.names_of(named, actor=request.actor)
    own = request.actor.reach(Permission.NOTICE_VIEW).units
    context = {
        "unit_id": unit_id,
        "page": page,
        "rows": [
            {
                "notice": row,
                "tone": _TONES[NoticeState(row.state)],
                "icon": _ICONS[Channel(row.channel)],
                "told_by": names.get(row.told_by_id or 0, ""),
                "receiver": _address(row) or names.get(row.account_id or 0, ""),
                "by_hand": row.channel == Channel.TEXT
                and row.state in UNTOLD_STATES
                and row.unit_id in own,
                "link": request.build_absolute_uri(row.path) if row.path else "",
            }
            for row in page
        ],
        "states": NoticeState,
        "channels": Channel,
        "state": state,
        "channel": channel,
        "query": query({"trang-thai": state, "kenh": channel}),
    }
    return render(request, "notices/outbox.html", context)


def _address(row: "Notice") -> str:
    return spoken_phone(row.address) if row.channel == Channel.TEXT else row.address


@require_POST
@needs(Permission.NOTICE_VIEW)
def notice_sent(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Note that a text was copied and sent from a telephone."""
    try:
        with transaction.atomic():
            actions.mark_sent_by_hand(by=request.actor, notice_id=pk, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi là đã gửi tay."))
    outbox_page = reverse("manage:outbox", args=[unit_id])
    return redirect(f"{outbox_page}?{request.GET.urlencode()}" if request.GET else outbox_page)


@require_GET
@needs(Permission.UNIT_VIEW)
def inbox(request: Request, unit_id: int) -> HttpResponse:
    """What was posted to my account, the newest first."""
    page = page_of(request, queries.inbox(actor=request.actor))
    context = {
        "unit_id": unit_id,
        "page": page,
        "unread": queries.unread_count(actor=request.actor),
    }
    return render(request, "notices/inbox.html", context)


@require_POST
@needs(Permission.UNIT_VIEW)
def inbox_read(request: Request, unit_id: int) -> HttpResponse:
    """Note that I have seen everything."""
    actions.mark_all_read(by=request.actor, now=timezone.now())
    return redirect("manage:inbox", unit_id=unit_id)
