"""Papers about an activity, filled from what the chain already holds (RPT-07, RPT-08)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from aoxanh.activities.queries.paper_values import paper_values
from aoxanh.activities.queries.within_reach import activity as found_activity
from aoxanh.activities.rules import papers as words
from aoxanh.activities.types.papers import ActivityPaper
from aoxanh.documents import queries as documents
from aoxanh.documents.types import Signature
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper

ABOUT: Final = "activity"
"""What templates call papers about an activity."""


def activity_papers(*, activity_id: int, actor: Actor) -> tuple[ActivityPaper, ...]:
    """Every paper there is about an activity, in order, drafts with what is known by now.

    Names of persons stand only for those who may see them. Raises ``Missing``, ``PaperFileRefused``.
    """
    activity = found_activity(activity_id=activity_id, actor=actor)
    templates = documents.templates(about=ABOUT)
    labels = documents.labels()
    head, family = documents.letterhead(unit_id=activity.unit_id, day=actor.day)
    issued = documents.issued_about(about=(ABOUT, activity.pk))
    names = {template.code: template.name for template in templates}
    values = {**paper_values(activity, head, actor=actor), **_references(issued, names)}
    draft = _head_of(activity.unit_id, actor=actor)
    shown = []
    for template in templates:
        entry = issued.get(template.code)
        signature = _signed(entry) if entry else draft
        filled = documents.fill(template, values, labels=labels)
        blanks = filled.blanks if signature.name else (*filled.blanks, labels["signer"])
        shown.append(
            ActivityPaper(
                filled=filled,
                head=head,
                family=family,
                signature=signature,
                blanks=blanks,
                issued=entry,
            )
        )
    return tuple(shown)


@in_vietnamese
def activity_paper_file(
    *, activity_id: int, code: str, actor: Actor, on: datetime
) -> tuple[str, bytes]:
    """The name and content of one paper as DOCX. Raises ``Missing``, ``PaperUnknown``."""
    template = documents.template(code=code, about=ABOUT)
    papers = activity_papers(activity_id=activity_id, actor=actor)
    paper = next(each for each in papers if each.filled.code == template.code)
    content = documents.word_file(
        paper.filled,
        head=paper.head,
        family=paper.family,
        signature=paper.signature,
        made_at=on,
    )
    return words.file_name(code, paper.filled.title, "docx"), content


def _head_of(unit_id: int, *, actor: Actor) -> Signature:
    """Who heads the unit, for those who may see persons."""
    post = people.officers_at(unit_id, actor.day, actor=actor).filter(is_head=True).first()
    return Signature(name=post.person.full_name, title=post.title) if post else Signature()


def _signed(entry: "Paper") -> Signature:
    return Signature(
        name=entry.signer_name, title=entry.signer_title, number=entry.number, on=entry.issued_on
    )


def _references(issued: Mapping[str, "Paper"], names: Mapping[str, str]) -> dict[str, str]:
    """How later papers name those issued before: by series, ``kh_paper``."""
    return {
        f"{entry.series.lower()}_paper": (
            f"{names.get(code, entry.title)} số {entry.symbol} {vn_long_date(entry.issued_on)}"
        )
        for code, entry in issued.items()
    }
