"""Single steps about a person: verify, take apart, end a membership or a term."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.web.guards import needs
from aoxanh.web.people.manage_forms import EndForm
from aoxanh.web.people.manage_person import found_or_404
from aoxanh.web.request import Request


def done(request: Request, act: Callable[[], object], said: str | Promise) -> None:
    """Do one step and say what came of it; what is not there answers 404."""
    try:
        with transaction.atomic():
            act()
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))


@require_POST
@needs(Permission.PERSON_EDIT)
def person_verify(request: Request, unit_id: int, code: str) -> HttpResponse:
    """An officer has seen the person."""
    found, now = found_or_404(request, code), timezone.now()
    done(
        request,
        lambda: actions.verify(by=request.actor, person_id=found.pk, now=now),
        _("Đã xác nhận hồ sơ."),
    )
    return redirect("manage:person", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.PERSON_EDIT)
def person_apart(request: Request, unit_id: int, code: str, pk: int) -> HttpResponse:
    """A record that was merged into this one stands for itself again."""
    found, now = found_or_404(request, code), timezone.now()
    if not queries.mergers_into(found.pk, actor=request.actor).filter(pk=pk).exists():
        raise Http404
    done(
        request,
        lambda: actions.take_apart(by=request.actor, merger_id=pk, now=now),
        _("Đã tách lại thành hai hồ sơ."),
    )
    return redirect("manage:person", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.PERSON_EDIT)
def membership_end(request: Request, unit_id: int, code: str, pk: int) -> HttpResponse:
    """Note the last day of a membership."""

    def end(on: date) -> object:
        return actions.leave(by=request.actor, membership_id=pk, on=on, now=timezone.now())

    return _ended(request, unit_id, code, end, _("Đã ghi ngày rời đơn vị."))


@require_POST
@needs(Permission.PERSON_EDIT)
def post_end(request: Request, unit_id: int, code: str, pk: int) -> HttpResponse:
    """Note the last day of a term."""

    def end(on: date) -> object:
        return actions.end_post(by=request.actor, post_id=pk, on=on, now=timezone.now())

    return _ended(request, unit_id, code, end, _("Đã ghi ngày thôi chức danh."))


def _ended(
    request: Request,
    unit_id: int,
    code: str,
    end: Callable[[date], object],
    said: str | Promise,
) -> HttpResponse:
    found_or_404(request, code)
    form = EndForm(request.POST)
    if form.is_valid():
        done(request, lambda: end(form.on), said)
    else:
        messages.error(request, str(_("Hãy chọn ngày cuối theo lịch.")))
    return redirect("manage:person", unit_id=unit_id, code=code)
