"""Taking up what a link offers to one person: signed in, or with a password for a new account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from aoxanh.access import queries
from aoxanh.kernel.errors import DomainError
from aoxanh.web.access.forms import AcceptForm
from aoxanh.web.access.welcoming import welcome
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Account


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered to whom, in words; ``take`` takes it up with the password that was set."""

    full_name: str
    contact: str
    lead: str
    answer: str
    verb: str
    said: str
    take: "Callable[[str], Account]"
    terms: str = ""


def closed(request: Request, refusal: DomainError) -> HttpResponse:
    """The link opens nothing any more, and why."""
    return render(request, "access/invitation_closed.html", {"refusal": refusal}, status=410)


def taken_up(
    request: Request, offered: Offered, template: str, shown: Mapping[str, object] | None = None
) -> HttpResponse:
    """The page of the offer, which extends ``access/taking_up.html``; or on the way to work."""
    is_known = request.user.is_authenticated
    has_account = queries.account_for_sign_in(offered.contact) is not None
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if is_known:
        del form.fields["password"]
    if form.is_bound and form.is_valid() and (is_known or not has_account):
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            with transaction.atomic():
                account = offered.take(form.cleaned_data.get("password", ""))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, offered.said)
            return redirect("access:arrive") if is_known else welcome(request, account)
    context = {
        **(shown or {}),
        "form": form,
        "offered": offered,
        "must_sign_in": has_account and not is_known,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
