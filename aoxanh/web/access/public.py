"""Registering oneself, taking up an invitation, and the way home after signing in."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.access import actions, queries
from aoxanh.access.errors import (
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    InvitationWithdrawn,
)
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.access.forms import RegisterForm
from aoxanh.web.access.registering import consent, registered
from aoxanh.web.access.taking_up import Offered, closed, taken_up
from aoxanh.web.access.welcoming import welcome
from aoxanh.web.guards import bearer, signed_in, visitor
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


_HOMES = (
    (Permission.ACTIVITY_VIEW, "manage:todo"),
    (Permission.ACCOUNT_INVITE, "manage:accounts"),
    (Permission.AUDIT_VIEW, "manage:audit"),
    (Permission.UNIT_VIEW, "manage:units"),
)
"""Where an officer starts, by the first of these permissions their role has."""


@visitor
def register(request: Request) -> HttpResponse:
    """A volunteer's own account with the first lines of the profile."""
    if request.user.is_authenticated:
        return redirect("access:arrive")
    if not units.instance().is_set_up:
        return redirect("front:home")
    form = RegisterForm(request.POST if request.method == "POST" else None)
    form.agree_to(consent(request))
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            with transaction.atomic():
                account = registered(request, form.cleaned_data, timezone.now())
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Tài khoản của bạn đã sẵn sàng."))
            return welcome(request, account)
    return render(request, "account/signup.html", {"form": form})


@bearer
def invitation(request: Request, token: str) -> HttpResponse:
    """What is offered to the bearer of the link, and taking it up."""
    now = timezone.now()
    try:
        found = queries.invited(token, now=now)
    except (InvitationExpired, InvitationUnknown, InvitationUsed, InvitationWithdrawn) as refusal:
        return closed(request, refusal)
    role = queries.role(found.role)
    unit = units.names_at([found.unit_id], request.actor.day)[found.unit_id]
    offered = Offered(
        full_name=found.full_name,
        contact=found.phone or found.email,
        lead=_("%(unit)s mời bạn giữ một vai trò trên cổng.") % {"unit": unit},
        answer=str(role.name),
        terms=str(role.description),
        verb=_("Nhận vai trò"),
        said=_("Bạn đã nhận vai trò. Bắt đầu từ trang này."),
        take=lambda password: actions.accept(
            by=request.actor, token=token, password=password, now=now
        ),
    )
    return taken_up(request, offered, "access/invitation.html")


@signed_in
def arrive(request: Request) -> HttpResponse:
    """After signing in: officers to their unit's work, volunteers to their own page."""
    policy = units.instance().second_factor
    if queries.must_set_up_second_factor(actor=request.actor, policy=policy):
        messages.info(request, _("Vai trò của bạn cần mã xác thực. Hãy thiết lập trong một phút."))
        return redirect("mfa_activate_totp")
    if units.unfinished_beginning(actor=request.actor) is not None:
        return redirect("manage:begin", unit_id=units.instance().root_id)
    for permission, home in _HOMES:
        for grant in request.actor.current_grants:
            if permission in grant.allows:
                return redirect(home, unit_id=grant.unit_id)
    return redirect("mine:home")


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tries too often: 429 with a sentence that says what to do."""
    return render(request, "access/too_many.html", status=429)
