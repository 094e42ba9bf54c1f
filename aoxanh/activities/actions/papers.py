"""Entering papers about an activity or a campaign in the register of the unit that runs it (RPT-10)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.activities.actions.campaigns import locked_campaign
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.queries.papers import (
    ABOUT,
    ABOUT_CAMPAIGN,
    activity_papers,
    campaign_papers,
)
from aoxanh.activities.types.papers import FilledPaper
from aoxanh.documents import actions as documents
from aoxanh.documents import queries as templates
from aoxanh.documents.types import Register
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper


@transaction.atomic(savepoint=False)
def issue_activity_paper(
    *, by: Actor, activity_id: int, code: str, signer_post_id: int | None = None, now: datetime
) -> "Paper":
    """Give one paper its number; the post given signs, else the head of the unit.

    Raises ``Missing``, ``NotAllowed``, ``PaperUnknown``, ``PaperUnnumbered``, ``PaperSignerMissing``,
    ``PaperAlreadyIssued``.
    """
    activity = locked(activity_id)
    by.require(Permission.PAPER_ISSUE, at=activity.unit_id)
    templates.template(code=code, about=ABOUT)
    papers = activity_papers(activity_id=activity_id, actor=by)
    given = _entered(papers, code, (ABOUT, activity.pk), (activity.unit_id, signer_post_id), by=by)
    return documents.issue_paper(by=by, unit_id=activity.unit_id, given=given, now=now)


@transaction.atomic(savepoint=False)
def issue_campaign_paper(
    *, by: Actor, campaign_id: int, code: str, signer_post_id: int | None = None, now: datetime
) -> "Paper":
    """Give one paper of a campaign its number. Raises like ``issue_activity_paper``."""
    campaign = locked_campaign(by=by, campaign_id=campaign_id)
    by.require(Permission.PAPER_ISSUE, at=campaign.unit_id)
    templates.template(code=code, about=ABOUT_CAMPAIGN)
    papers = campaign_papers(campaign_id=campaign_id, actor=by)
    given = _entered(
        papers, code, (ABOUT_CAMPAIGN, campaign.pk), (campaign.unit_id, signer_post_id), by=by
    )
    return documents.issue_paper(by=by, unit_id=campaign.unit_id, given=given, now=now)


def _entered(
    papers: Sequence[FilledPaper],
    code: str,
    about: tuple[str, int],
    signer: tuple[int, int | None],
    *,
    by: Actor,
) -> Register:
    """What the register is told of one paper; ``signer`` is the unit with the post chosen in it, or its head."""
    filled = next(each.filled for each in papers if each.filled.code == code)
    unit_id, post_id = signer
    chosen = {"pk": post_id} if post_id else {"is_head": True}
    post = people.officers_at(unit_id, by.day, actor=by).filter(**chosen).first()
    return Register(
        template=code,
        series=filled.series,
        title=filled.title,
        about=about,
        signer_name=post.person.full_name if post else "",
        signer_title=post.title if post else "",
    )
