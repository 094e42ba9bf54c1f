"""What an account signs in with, changed by its holder."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.access import actions
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.errors import DomainError
from aoxanh.web.access.forms import ContactForm
from aoxanh.web.access.refusals import tell
from aoxanh.web.guards import signed_in
from aoxanh.web.request import Request


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
