"""Closing an activity from the phone, and evidence that comes later."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import StagePart
from aoxanh.files import queries as files
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.numbers import amount
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import owned, seen, tried
from aoxanh.web.activities.manage_forms.results import (
    CloseForm,
    EvidenceForm,
    OutputForm,
    output_forms,
)
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

_WAITED_FOR = (StagePart.PREPARING, StagePart.REVIEWING)


def metric_choices() -> list[tuple[str, str]]:
    """What results are counted in, with the unit: “Cây đã trồng (cây)”."""
    return [(row.pk, f"{row.name} ({row.unit_name})") for row in queries.output_metrics()]


@needs(Permission.ACTIVITY_EDIT)
def activity_close(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Evaluation, results, pictures; hours are settled from who came."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    data = request.POST if request.method == "POST" else None
    files_sent = request.FILES if request.method == "POST" else None
    form = CloseForm(data, files_sent, stages=_open_stages(activity))
    rows = output_forms(data, metric_choices(), proposed=_proposed(request, activity))
    if data is None or data.get("more"):
        return _close_page(request, activity, form, rows, status=200)
    if form.is_valid() and all(row.is_valid() for row in rows):
        try:
            tried(lambda: _close(request, activity, form, rows))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã kết thúc. Giờ được ghi từ người có mặt."))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    return _close_page(request, activity, form, rows, status=422)


def _proposed(request: Request, activity: "Activity") -> dict[str, str]:
    """What was tapped on the spot with its total, and what activities of the template close with."""
    totals = queries.tally_totals(activity_id=activity.pk, actor=request.actor)
    usual = activity.template.definition.get("results", []) if activity.template else []
    tapped = {metric: amount(total) for metric, total in totals.items() if total}
    return tapped | {metric: tapped.get(metric, "") for metric in usual}


def _open_stages(activity: "Activity") -> list[tuple[str, str]]:
    return [
        (step.code, step.name)
        for step in activity.stages.all()
        if step.use == StageUse.KEPT and step.done_on is None and step.part in _WAITED_FOR
    ]


def _close(request: Request, activity: "Activity", form: CloseForm, rows: list[OutputForm]) -> None:
    given = form.cleaned_data
    actions.close(
        by=request.actor,
        activity_id=activity.pk,
        evaluation=given["evaluation"],
        outputs=[found for row in rows if (found := row.output()) is not None],
        photos=given["photos"],
        completed=given["completed"],
        now=timezone.now(),
    )


def _close_page(
    request: Request,
    activity: "Activity",
    form: CloseForm,
    rows: list[OutputForm],
    *,
    status: int,
) -> HttpResponse:
    context = {
        "activity": activity,
        "form": form,
        "rows": rows,
        "asks_more": status == 200 and form.is_bound,
        "stages": _open_stages(activity),
        "turnout": queries.turnout(activity_id=activity.pk, actor=request.actor),
    }
    return render(request, "activities/manage/close.html", context, status=status)


@needs(Permission.ACTIVITY_EDIT)
def evidence_add(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Keep pictures or the number of a paper."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    sends = request.method == "POST"
    form = EvidenceForm(request.POST if sends else None, request.FILES if sends else None)
    if sends and form.is_valid():
        given = form.cleaned_data
        photos = [replace(photo, caption=given["caption"]) for photo in given["photos"]]
        try:
            tried(
                lambda: actions.add_evidence(
                    by=request.actor,
                    activity_id=activity.pk,
                    photos=photos,
                    paper=given["paper"],
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã thêm minh chứng."))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    status = 422 if form.is_bound else 200
    context = {"activity": activity, "form": form}
    return render(request, "activities/manage/evidence.html", context, status=status)


@require_safe
@needs(Permission.FILE_VIEW)
def evidence(request: Request, unit_id: int, activity_id: int, code: str) -> HttpResponse:
    """One picture or file of the activity."""
    del unit_id
    activity = seen(request, activity_id)
    kept = [each.file for each in activity.evidence.all() if each.file]
    found = next((file for file in kept if file.code == code), None)
    if found is None:
        raise Http404
    answer = HttpResponse(files.content(found), content_type=found.mime)
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
