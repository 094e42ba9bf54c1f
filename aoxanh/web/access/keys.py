"""“Khóa API”: what other systems may do in the name of a unit."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.access import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.days import DayField
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


class KeyForm(forms.Form):
    """For which system, with which role, until when."""

    name = forms.CharField(
        label=_("Dùng cho hệ thống nào"),
        max_length=80,
        help_text=_("Ví dụ: Trang thông tin của tỉnh, Ứng dụng của trường."),
    )
    last_day = DayField(
        label=_("Dùng được đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )


def _form(request: Request, unit_id: int) -> KeyForm:
    form = KeyForm(request.POST if request.method == "POST" else None)
    roles = queries.appointable_roles(unit_id, actor=request.actor)
    form.fields["role"] = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[(role.code.value, role.name) for role in roles],
        help_text=_("Khóa chỉ làm được những gì vai trò này làm được, ở đơn vị này."),
    )
    form.order_fields(["name", "role", "last_day"])
    return form


@require_http_methods(["GET", "POST"])
@needs(Permission.ACCOUNT_INVITE)
def keys(request: Request, unit_id: int) -> HttpResponse:
    """The keys of a unit; a new one is shown once, on the page that answers."""
    form = _form(request, unit_id)
    secret = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                _key, secret = actions.give_key(
                    by=request.actor,
                    unit_id=unit_id,
                    role=given["role"],
                    name=given["name"],
                    until=given["last_day"] + timedelta(days=1),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
    context = {
        "unit_id": unit_id,
        "form": form,
        "secret": secret,
        "keys": [
            (key, queries.role(key.role), key.valid_to - timedelta(days=1))
            for key in queries.keys_at(unit_id, actor=request.actor)
        ],
    }
    status = 422 if request.method == "POST" and not secret else 200
    return render(request, "access/keys.html", context, status=status)


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def key_revoke(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take a key back at once."""
    if not queries.keys_at(unit_id, actor=request.actor).filter(pk=pk).exists():
        raise Http404
    try:
        with transaction.atomic():
            actions.revoke_key(by=request.actor, key_id=pk, now=timezone.now())
    except DomainError as refusal:  # somebody else was first
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, str(_("Đã thu hồi khóa. Hệ thống dùng khóa này không hỏi được nữa."))
        )
    return redirect("manage:api_keys", unit_id=unit_id)
