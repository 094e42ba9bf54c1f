"""“Việc chạy lâu”: how far it is, what came of it, and stopping it. Safe to leave and come back to."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.access import queries as access
from aoxanh.files import queries as files
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request
from aoxanh.work import actions, queries
from aoxanh.work.types import JobState


UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
TONES = {
    JobState.QUEUED: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "stop",
    JobState.CANCELLED: "neutral",
}
_ICONS = {
    JobState.QUEUED: "hourglass",
    JobState.RUNNING: "loader",
    JobState.DONE: "check",
    JobState.FAILED: "circle-alert",
    JobState.CANCELLED: "ban",
}


@require_GET
@needs(Permission.JOB_VIEW)
def jobs(request: Request, unit_id: int) -> HttpResponse:
    """The jobs one asked for and those of one's units, the newest first."""
    state = request.GET.get("trang-thai", "")
    rows = queries.jobs(actor=request.actor)
    if state in JobState.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows)
    names = access.names_of({job.account_id for job in page if job.account_id}, actor=request.actor)
    context = {
        "unit_id": unit_id,
        "page": page,
        "rows": [
            (job, TONES[JobState(job.state)], names.get(job.account_id or 0, "")) for job in page
        ],
        "states": JobState,
        "state": state,
        "query": query({"trang-thai": state}),
    }
    return render(request, "work/jobs.html", context)


@require_GET
@needs(Permission.JOB_VIEW)
def job(request: Request, unit_id: int, code: str) -> HttpResponse:
    """One job; htmx asks for the progress alone, every two seconds while it runs."""
    try:
        found = queries.job(code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    result = files.files(actor=request.actor).filter(pk=found.result_file_id or 0).first()
    context = {
        "unit_id": unit_id,
        "job": found,
        "is_under_way": found.state in UNDER_WAY,
        "tone": TONES[JobState(found.state)],
        "icon": _ICONS[JobState(found.state)],
        "minutes_left": _minutes_left(found.started_at, found.done, found.total),
        "result": result,
        "names": access.names_of({found.account_id or 0}, actor=request.actor),
    }
    return render(request, "work/progress.html" if request.htmx else "work/job.html", context)


def _minutes_left(started_at: datetime | None, done: int, total: int) -> int | None:
    """Whole minutes until the end at the pace so far, at least one; None before anything was done."""
    if started_at is None or not done or done >= total:
        return None
    spent = timezone.now() - started_at
    return max(1, round(spent / done * (total - done) / timedelta(minutes=1)))


@require_POST
@needs(Permission.JOB_VIEW)
def job_cancel(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Stop a job; what it has finished stays."""
    try:
        found = queries.job(code, actor=request.actor)
        with transaction.atomic():
            actions.cancel(by=request.actor, job_id=found.pk, now=timezone.now())
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã dừng. Những gì đã làm xong vẫn được giữ."))
    return redirect("manage:job", unit_id=unit_id, code=code)
