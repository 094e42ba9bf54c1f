"""Issuing certificates: for one activity or for a span of days, to one person or to all who earned one."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityState
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of, keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import Scope
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number
from aoxanh.web.recognition.manage_forms import PeriodForm
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models.activity import ActivityQuerySet

ACTIVITIES_SHOWN = 30


def _closed(request: Request, unit_id: int) -> "ActivityQuerySet":
    rows = activities.activities(actor=request.actor, unit_id=unit_id)
    return rows.filter(state=ActivityState.CLOSED)


def _scope(request: Request, form: PeriodForm) -> Scope | None:
    """What the address asks to certify, if it can be read and the officer may see it."""
    activity_id = asked_number(request, "hoat-dong")
    if activity_id and activities.activities(actor=request.actor).filter(pk=activity_id).exists():
        return Scope(activity_id=activity_id)
    if form.is_bound and form.is_valid():
        return Scope(period=form.period)
    return None


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def certificates_issue(request: Request, unit_id: int) -> HttpResponse:
    """Choose what is certified, see who earned it, and issue: one at once, several as a job with progress."""
    actor = request.actor
    form = PeriodForm(request.GET if "tu" in request.GET else None)
    scope = _scope(request, form)
    refused = ""
    if request.method == "POST" and scope is not None:
        try:
            with transaction.atomic():
                return issued(request, unit_id, scope)
        except DomainError as refusal:
            refused = str(refusal)
    chosen = set(keys_of(request.POST.getlist("nguoi")))
    rows = queries.eligible(unit_id=unit_id, scope=scope, actor=actor) if scope else []
    context = {
        "unit_id": unit_id,
        "form": form,
        "scope": scope,
        "rows": [(row, not chosen or row.holder_id in chosen) for row in rows],
        "refused": refused,
        "activity": activities.activities(actor=actor).filter(pk=scope.activity_id).first()
        if scope and scope.activity_id
        else None,
        "held": _closed(request, unit_id)[:ACTIVITIES_SHOWN] if scope is None else (),
        "signers": people.officers_at(unit_id, actor.day, actor=actor),
        "signer": request.POST.get("nguoi-ky", ""),
        "here": request.GET.urlencode(),
    }
    status = 422 if refused else 200
    return render(request, "recognition/manage/issue.html", context, status=status)


def issued(request: Request, unit_id: int, scope: Scope, *, everyone: bool = False) -> HttpResponse:
    """Issue to whom was chosen, or to all who may have one; leads to what came of it.

    Raises the refusals of issuing.
    """
    chosen = keys_of(request.POST.getlist("nguoi"))
    typed = request.POST.get("nguoi-ky", "")
    signer_post_id = key_of(typed)
    now = timezone.now()
    if len(chosen) == 1 and not everyone:
        made = actions.issue(
            by=request.actor,
            unit_id=unit_id,
            scope=scope,
            holder_id=chosen[0],
            signer_post_id=signer_post_id,
            now=now,
        )
        number = made.register_number
        messages.success(request, _("Đã cấp giấy số %(number)s.") % {"number": number})
        return redirect("manage:certificate", unit_id=unit_id, pk=made.pk)
    job = actions.issue_batch(
        by=request.actor,
        unit_id=unit_id,
        scope=scope,
        holder_ids=None if everyone else chosen,
        signer_post_id=signer_post_id,
        now=now,
    )
    return redirect("manage:job", unit_id=unit_id, code=job.code)
