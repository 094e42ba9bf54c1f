"""The papers of a campaign: what is still to fill in, taking them away, giving them a number."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
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
from aoxanh.web.activities.manage.reach import campaign_seen
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign


@require_safe
@needs(Permission.PAPER_VIEW)
def campaign_papers(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """Which papers there are, what is known of each, and what a person still fills in."""
    campaign = _of(request, unit_id, campaign_id, Permission.PAPER_VIEW)
    papers = queries.campaign_papers(campaign_id=campaign.pk, actor=request.actor)
    return papers_page(request, _subject(campaign, unit_id), papers)


@require_safe
@needs(Permission.PAPER_VIEW)
def campaign_paper_file(
    request: Request, unit_id: int, campaign_id: int, code: str
) -> HttpResponse:
    """One paper as Word, made from what is known this moment."""
    campaign = _of(request, unit_id, campaign_id, Permission.PAPER_VIEW)
    return word_answer(
        lambda: queries.campaign_paper_file(
            campaign_id=campaign.pk, code=code, actor=request.actor, on=timezone.now()
        )
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PAPER_ISSUE)
def campaign_paper_issue(
    request: Request, unit_id: int, campaign_id: int, code: str
) -> HttpResponse:
    """Ask once who signs; then the paper gets its number."""
    campaign = _of(request, unit_id, campaign_id, Permission.PAPER_ISSUE)
    papers = queries.campaign_papers(campaign_id=campaign.pk, actor=request.actor)
    return issue_page(
        request,
        _subject(campaign, unit_id),
        papers,
        code,
        lambda signer: actions.issue_campaign_paper(
            by=request.actor,
            campaign_id=campaign.pk,
            code=code,
            signer_post_id=signer,
            now=timezone.now(),
        ),
    )


def _of(request: Request, unit_id: int, campaign_id: int, permission: Permission) -> "Campaign":
    """A campaign of the desk whose papers the officer may have; those of units above stay with them."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    if not request.actor.may(permission, at=campaign.unit_id):
        raise Http404
    return campaign


def _subject(campaign: "Campaign", unit_id: int) -> PaperSubject:
    parts = {"unit_id": unit_id, "campaign_id": campaign.pk}
    return PaperSubject(
        unit_id=campaign.unit_id,
        name=campaign.name,
        page=reverse("manage:campaign", kwargs=parts),
        path="manage:campaign_paper",
        parts=parts,
    )
