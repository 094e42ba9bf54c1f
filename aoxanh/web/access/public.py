"""Registering oneself, taking up an invitation, and the way home after signing in."""

from datetime import datetime
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
    SignInToAccept,
)
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.access.forms import AcceptForm, RegisterForm
from aoxanh.web.access.registering import consent, registered
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
        offered = queries.invited(token, now=now)
    except (InvitationExpired, InvitationUnknown, InvitationUsed, InvitationWithdrawn) as refusal:
        return render(request, "access/invitation_closed.html", {"refusal": refusal}, status=410)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if request.user.is_authenticated:
        del form.fields["password"]
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            return _accepted(request, token, form, now)
        except DomainError as refusal:
            tell(form, refusal)
            if isinstance(refusal, SignInToAccept):
                del form.fields["password"]
    page = {
        "form": form,
        "signed_in": request.user.is_authenticated,
        "offered": offered,
        "role": queries.role(offered.role),
        "unit_name": units.names_at([offered.unit_id], request.actor.day)[offered.unit_id],
    }
    return render(request, "access/invitation.html", page)


def _accepted(request: Request, token: str, form: AcceptForm, now: datetime) -> HttpResponse:
    password = form.cleaned_data.get("password", "")
    with transaction.atomic():
        account = actions.accept(by=request.actor, token=token, password=password, now=now)
    messages.success(request, _("Bạn đã nhận vai trò. Bắt đầu từ trang này."))
    if request.user.is_authenticated:
        return redirect("access:arrive")
    return welcome(request, account)


@signed_in
def arrive(request: Request) -> HttpResponse:
    """After signing in: officers to their unit's work, volunteers to their own page."""
    policy = units.instance().second_factor
    account = request.user
    if queries.must_set_up_second_factor(account, actor=request.actor, policy=policy):  # type: ignore[arg-type]  # the guard let only accounts in
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
