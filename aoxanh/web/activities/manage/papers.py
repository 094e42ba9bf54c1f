"""“Giấy tờ”: the papers of an activity, what is still to fill in, taking them away, giving them a number."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types.papers import ActivityPaper
from aoxanh.documents.errors import PaperUnknown
from aoxanh.documents.types import WORD_TYPE
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.manage.reach import owned, seen, tried
from aoxanh.web.activities.manage_forms.papers import IssueForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@require_safe
@needs(Permission.PAPER_VIEW)
def activity_papers(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Which papers there are, what is known of each, and what a person still fills in."""
    activity = seen(request, activity_id)
    context = {
        "unit_id": unit_id,
        "activity": activity,
        "papers": queries.activity_papers(activity_id=activity_id, actor=request.actor),
        "may_issue": request.actor.may(Permission.PAPER_ISSUE, at=activity.unit_id),
    }
    return render(request, "activities/manage/papers.html", context)


@require_safe
@needs(Permission.PAPER_VIEW)
def activity_paper_file(
    request: Request,
    unit_id: int,  # noqa: ARG001  the guard reads it
    activity_id: int,
    code: str,
) -> HttpResponse:
    """One paper as Word, made from what is known this moment."""
    try:
        name, content = queries.activity_paper_file(
            activity_id=activity_id, code=code, actor=request.actor, on=timezone.now()
        )
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(content, content_type=WORD_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@needs(Permission.PAPER_ISSUE)
def activity_paper_issue(
    request: Request, unit_id: int, activity_id: int, code: str
) -> HttpResponse:
    """Ask once who signs; then the paper gets the next number of its register, dated today."""
    activity = owned(request, activity_id, Permission.PAPER_ISSUE)
    paper = _paper(request, activity_id, code)
    posts = people.officers_at(activity.unit_id, request.actor.day, actor=request.actor)
    form = IssueForm(request.POST or None, posts=posts)
    if form.is_bound and form.is_valid():
        try:
            issued = tried(
                lambda: actions.issue_activity_paper(
                    by=request.actor,
                    activity_id=activity_id,
                    code=code,
                    signer_post_id=form.cleaned_data["signer"],
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = _("Đã vào sổ số %(number)s. Tải lại giấy để có số và ngày.")
            messages.success(request, said % {"number": issued.symbol})
            return redirect("manage:activity_papers", unit_id=unit_id, activity_id=activity_id)
    context = {"unit_id": unit_id, "activity": activity, "paper": paper, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/paper_issue.html", context, status=status)


def _paper(request: Request, activity_id: int, code: str) -> ActivityPaper:
    papers = queries.activity_papers(activity_id=activity_id, actor=request.actor)
    found = next((paper for paper in papers if paper.filled.code == code), None)
    if found is None:
        raise Http404(str(PaperUnknown()))
    return found
