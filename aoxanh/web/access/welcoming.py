"""Signing in whoever has just set a password: nobody is asked for it twice in one minute."""

from typing import TYPE_CHECKING, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpResponse

from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Account


def welcome(request: Request, account: "Account") -> HttpResponse:
    """Signed in, and led to where their work is; a second factor can be set up at once."""
    record_authentication(request, account, method="password")
    return cast("HttpResponse", perform_login(request, account))
