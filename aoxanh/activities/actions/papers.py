"""Entering papers about an activity in the register of the unit that runs it (RPT-10)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.activities.actions.writing import locked
from aoxanh.activities.queries.papers import ABOUT, activity_papers
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
    template = templates.template(code=code, about=ABOUT)
    papers = activity_papers(activity_id=activity_id, actor=by)
    paper = next(each for each in papers if each.filled.code == template.code)

    posts = people.officers_at(activity.unit_id, by.day, actor=by)
    chosen = {"pk": signer_post_id} if signer_post_id else {"is_head": True}
    post = posts.filter(**chosen).first()
    given = Register(
        template=code,
        series=template.series,
        title=paper.filled.title,
        about=(ABOUT, activity.pk),
        signer_name=post.person.full_name if post else "",
        signer_title=post.title if post else "",
    )
    return documents.issue_paper(by=by, unit_id=activity.unit_id, given=given, now=now)
