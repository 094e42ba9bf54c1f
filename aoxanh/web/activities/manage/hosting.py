"""Asking the union of the place to which an activity comes, and its answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.activities.types import HostState
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import owned, seen, tried
from aoxanh.web.activities.manage_forms.hosting import AnswerForm, AskForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@needs(Permission.ACTIVITY_EDIT)
def host_ask(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Choose the union of the place and say what is asked."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    unions = units.unions_of_place(place_id=activity.place_id, day=request.actor.day)
    hosts = [(row.unit_id, row.name) for row in unions if row.unit_id != activity.unit_id]
    form = AskForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts,
        initial={"host_unit": hosts[0][0] if hosts else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            tried(
                lambda: actions.ask_host(
                    by=request.actor,
                    activity_id=activity.pk,
                    host_unit_id=form.cleaned_data["host_unit"],
                    message=form.cleaned_data["message"],
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(
                request, _("Đã gửi đề nghị. Trả lời hiện ở trang này và Việc cần làm.")
            )
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    context = {"activity": activity, "form": form, "hosts": hosts}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/host_ask.html", context, status=status)


@needs(Permission.HOST_ANSWER)
def hosting(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The host's page: what comes, and its answer."""
    asked = queries.host_agreements(actor=request.actor)
    kept = units.kept_by(unit_id=unit_id, day=request.actor.day)
    agreement = asked.filter(activity=activity_id, host_unit__in=kept).first()
    if agreement is None:
        raise Http404
    activity = seen(request, activity_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data["answer"] == "agree"
        try:
            tried(
                lambda: actions.answer_host(
                    by=request.actor,
                    agreement_id=agreement.pk,
                    agreed=agreed,
                    note=form.cleaned_data["note"],
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = _("Đã đồng ý tiếp nhận.") if agreed else _("Đã trả lời không đồng ý.")
            messages.success(request, said)
            return redirect("manage:todo", unit_id=unit_id)
    context = {
        "activity": activity,
        "agreement": agreement,
        "waits": agreement.state == HostState.ASKED,
        "form": form,
        "asker": units.names_at({activity.unit_id}, request.actor.day)[activity.unit_id],
        "shifts": queries.shifts_of(activity),
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/hosting.html", context, status=status)
