"""Who works for a unit: roles, invitations by link, and taking both back."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.access import actions, queries
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.web.access.forms import InviteForm
from aoxanh.web.access.lists import shown_once
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@require_GET
@needs(Permission.ACCOUNT_INVITE)
def accounts(request: Request, unit_id: int) -> HttpResponse:
    """The roles and the open invitations of a unit."""
    return _page(request, unit_id, _form(request, unit_id))


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def invite(request: Request, unit_id: int) -> HttpResponse:
    """Make an invitation; its link is shown once, on the page that answers."""
    form = _form(request, unit_id)
    if not form.is_valid():
        return _page(request, unit_id, form, status=422)
    given = form.cleaned_data
    last_day = given["role_until"]
    try:
        with transaction.atomic():
            invitation, token = actions.invite(
                by=request.actor,
                unit_id=unit_id,
                role=given["role"],
                contact=given["contact"],
                full_name=given["full_name"],
                role_until=last_day + timedelta(days=1) if last_day else FOREVER,
                is_provisional=given["is_provisional"],
                now=timezone.now(),
            )
    except DomainError as refusal:
        tell(form, refusal)
        return _page(request, unit_id, form, status=422)
    return shown_once(request, unit_id, [(invitation, token)])


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def grant_end(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take a role back from today on."""
    try:
        with transaction.atomic():
            actions.end_grant(
                by=request.actor,
                grant_id=pk,
                reason=request.POST.get("reason", ""),
                now=timezone.now(),
            )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã kết thúc vai trò."))
    return redirect("manage:accounts", unit_id=unit_id)


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def invitation_revoke(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take an invitation back."""
    try:
        with transaction.atomic():
            actions.revoke_invitation(by=request.actor, invitation_id=pk, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thu hồi lời mời."))
    return redirect("manage:accounts", unit_id=unit_id)


def _form(request: Request, unit_id: int) -> InviteForm:
    roles = queries.appointable_roles(unit_id, actor=request.actor)
    return InviteForm(request.POST if request.method == "POST" else None).offer(roles)


def _page(request: Request, unit_id: int, form: InviteForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    open_ones = queries.invitations_at(unit_id, actor=request.actor).filter(
        accepted_at__isnull=True, revoked_at__isnull=True, valid_until__gt=now
    )
    page = {
        "form": form,
        "grants": [
            (held, queries.role(held.role))
            for held in queries.grants_at(unit_id, actor=request.actor)
        ],
        "invitations": [(each, queries.role(each.role)) for each in open_ones],
        "unit_id": unit_id,
        "forever": FOREVER,
    }
    return render(request, "access/accounts.html", page, status=status)
