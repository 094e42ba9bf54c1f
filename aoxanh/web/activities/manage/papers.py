"""The papers of an activity: what is still to fill in, taking them away, giving them a number."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from aoxanh.activities import actions, queries
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.paper_desk import (
    PaperSubject,
    issue_page,
    papers_page,
    word_answer,
)
from aoxanh.web.activities.manage.reach import owned, seen
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@require_safe
@needs(Permission.PAPER_VIEW)
def activity_papers(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Which papers there are, what is known of each, and what a person still fills in."""
    subject = _subject(seen(request, activity_id), unit_id)
    papers = queries.activity_papers(activity_id=activity_id, actor=request.actor)
    return papers_page(request, subject, papers)


@require_safe
@needs(Permission.PAPER_VIEW)
def activity_paper_file(
    request: Request,
    unit_id: int,  # noqa: ARG001  the guard reads it
    activity_id: int,
    code: str,
) -> HttpResponse:
    """One paper as Word, made from what is known this moment."""
    return word_answer(
        lambda: queries.activity_paper_file(
            activity_id=activity_id, code=code, actor=request.actor, on=timezone.now()
        )
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PAPER_ISSUE)
def activity_paper_issue(
    request: Request, unit_id: int, activity_id: int, code: str
) -> HttpResponse:
    """Ask once who signs; then the paper gets its number."""
    subject = _subject(owned(request, activity_id, Permission.PAPER_ISSUE), unit_id)
    papers = queries.activity_papers(activity_id=activity_id, actor=request.actor)
    return issue_page(
        request,
        subject,
        papers,
        code,
        lambda signer: actions.issue_activity_paper(
            by=request.actor,
            activity_id=activity_id,
            code=code,
            signer_post_id=signer,
            now=timezone.now(),
        ),
    )


def _subject(activity: "Activity", unit_id: int) -> PaperSubject:
    parts = {"unit_id": unit_id, "activity_id": activity.pk}
    return PaperSubject(
        unit_id=activity.unit_id,
        name=activity.title,
        page=reverse("manage:activity", kwargs=parts),
        path="manage:activity_paper",
        parts=parts,
    )
