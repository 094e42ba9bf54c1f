"""The successor's page: what is handed over, and the second signature."""

from typing import TYPE_CHECKING, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.kernel.errors import DomainError
from aoxanh.people import actions, queries
from aoxanh.people.errors import HandoverUnknown
from aoxanh.units import queries as units
from aoxanh.web.access.welcoming import welcome
from aoxanh.web.guards import bearer
from aoxanh.web.handover.forms import SignForm
from aoxanh.web.handover.open_work import as_lines, open_work
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Account
    from aoxanh.people.models import Handover


@require_http_methods(["GET", "POST"])
@bearer
def sign(request: Request, token: str) -> HttpResponse:
    """Read, then sign: signed in, or with a password for a new account."""
    handover = queries.open_by_token(token)
    if handover is None:
        page = {"refusal": HandoverUnknown()}
        return render(request, "access/invitation_closed.html", page, status=410)
    has_account = accounts.account_for_sign_in(handover.phone or handover.email) is not None
    form = SignForm(request.POST if request.method == "POST" else None)
    if request.user.is_authenticated:
        del form.fields["password"]
    if form.is_bound and form.is_valid() and (request.user.is_authenticated or not has_account):
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            return _signed(request, token, handover, form)
        except DomainError as refusal:
            tell(form, refusal)
    context = {
        "form": form,
        "handover": handover,
        "signed_in": request.user.is_authenticated,
        "has_account": has_account,
        "work": open_work(handover.unit_id, day=request.actor.day),
        "unit_name": units.names_at({handover.unit_id}, request.actor.day)[handover.unit_id],
    }
    return render(request, "handover/sign.html", context, status=422 if form.is_bound else 200)


def _signed(request: Request, token: str, handover: "Handover", form: SignForm) -> HttpResponse:
    work = as_lines(open_work(handover.unit_id, day=request.actor.day))
    now = timezone.now()
    account: Account | None = None
    with transaction.atomic():
        by = request.actor
        if not request.user.is_authenticated:
            account = access.register(
                by=by,
                contact=handover.phone or handover.email,
                full_name=handover.full_name,
                password=form.cleaned_data["password"],
                now=now,
            )
            by = accounts.actor_of(account, day=by.day)
        actions.accept_handover(by=by, token=token, work=work, now=now)
    messages.success(request, _("Bạn đã nhận bàn giao. Mọi việc đang dở nằm ở Việc cần làm."))
    return redirect("access:arrive") if account is None else welcome(request, account)
