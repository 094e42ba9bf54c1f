"""What an account signs in with and where it is signed in, changed by its holder."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aoxanh.access import actions, queries
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.web.access.forms import ContactForm
from aoxanh.web.guards import signed_in
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@signed_in
def security(request: Request) -> HttpResponse:
    """Everything one signs in with, in one place."""
    page = {"state": queries.sign_in_state(actor=request.actor)}
    return render(request, "mfa/index.html", page)


@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def contact(request: Request) -> HttpResponse:
    """Change the phone number or the e-mail one signs in with."""
    account = request.user
    known = {"phone": spoken_phone(account.phone or ""), "email": account.email or ""}  # type: ignore[union-attr]  # the guard let only accounts in
    form = ContactForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.change_contact(
                    by=request.actor,
                    account_id=account.pk or 0,
                    phone=form.cleaned_data["phone"],
                    email=form.cleaned_data["email"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Từ nay bạn đăng nhập bằng liên hệ mới."))
            return redirect("access:arrive")
    return render(request, "access/contact.html", {"form": form})


@signed_in
def sessions(request: Request) -> HttpResponse:
    """Every browser in which one is signed in."""
    found = queries.sessions(
        actor=request.actor, current=request.session.session_key or "", now=timezone.now()
    )
    return render(request, "access/sessions.html", {"sessions": found})


@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
@require_POST
def session_end(request: Request, pk: int) -> HttpResponse:
    """Sign out one browser, lost or forgotten elsewhere."""
    try:
        with transaction.atomic():
            actions.end_session(by=request.actor, session_id=pk, now=timezone.now())
    except Missing as refusal:
        raise Http404 from refusal
    messages.success(request, _("Đã đăng xuất máy đó."))
    return redirect("access:sessions")


@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
@require_POST
def sessions_end(request: Request) -> HttpResponse:
    """Sign out everywhere else."""
    with transaction.atomic():
        ended = actions.end_other_sessions(
            by=request.actor, current=request.session.session_key or "", now=timezone.now()
        )
    told = ngettext("Đã đăng xuất %(n)s máy khác.", "Đã đăng xuất %(n)s máy khác.", ended)
    messages.success(request, told % {"n": ended})
    return redirect("access:sessions")
