"""Papers about an activity or a campaign, filled from what the chain already holds (RPT-07, RPT-08)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from aoxanh.activities.models import Campaign
from aoxanh.activities.queries.campaign_values import campaign_values
from aoxanh.activities.queries.paper_values import paper_values
from aoxanh.activities.queries.within_reach import activity as found_activity
from aoxanh.activities.rules import papers as words
from aoxanh.activities.types.papers import FilledPaper
from aoxanh.documents import queries as documents
from aoxanh.documents.types import Signature
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper
    from aoxanh.documents.rules import Family
    from aoxanh.documents.types import Letterhead, Values

ABOUT: Final = "activity"
"""What templates call papers about an activity."""

ABOUT_CAMPAIGN: Final = "campaign"


def activity_papers(*, activity_id: int, actor: Actor) -> tuple[FilledPaper, ...]:
    """Every paper there is about an activity, in order, drafts with what is known by now.

    Names of persons stand only for those who may see them. Raises ``Missing``, ``PaperFileRefused``.
    """
    activity = found_activity(activity_id=activity_id, actor=actor)
    head, family = documents.letterhead(unit_id=activity.unit_id, day=actor.day)
    values = paper_values(activity, head, actor=actor)
    about = (ABOUT, activity.pk)
    return _papers(about, activity.unit_id, values, head, family, actor=actor)


def campaign_papers(*, campaign_id: int, actor: Actor) -> tuple[FilledPaper, ...]:
    """Every paper there is about a campaign, for those who read the papers of its unit.

    Raises ``Missing``, ``PaperFileRefused``.
    """
    rows = Campaign.objects.visible_to(actor, Permission.PAPER_VIEW).filter(pk=campaign_id)
    campaign = rows.select_related("type").order_by("pk").first()
    if campaign is None:
        raise Missing
    head, family = documents.letterhead(unit_id=campaign.unit_id, day=actor.day)
    values = campaign_values(campaign, head, actor=actor)
    about = (ABOUT_CAMPAIGN, campaign.pk)
    return _papers(about, campaign.unit_id, values, head, family, actor=actor)


def _papers(
    about: tuple[str, int],
    unit_id: int,
    values: "Values",
    head: "Letterhead",
    family: "Family",
    *,
    actor: Actor,
) -> tuple[FilledPaper, ...]:
    kind, _pk = about
    templates = documents.templates(about=kind)
    labels = documents.labels()
    issued = documents.issued_about(about=about)
    names = {template.code: template.name for template in templates}
    known = {**values, **_references(issued, names)}
    draft = _head_of(unit_id, actor=actor)
    shown = []
    for template in templates:
        entry = issued.get(template.code)
        signature = _signed(entry) if entry else draft
        filled = documents.fill(template, known, labels=labels)
        blanks = filled.blanks if signature.name else (*filled.blanks, labels["signer"])
        shown.append(
            FilledPaper(
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
    return _file(papers, template.code, on)


@in_vietnamese
def campaign_paper_file(
    *, campaign_id: int, code: str, actor: Actor, on: datetime
) -> tuple[str, bytes]:
    """The name and content of one paper as DOCX. Raises ``Missing``, ``PaperUnknown``."""
    template = documents.template(code=code, about=ABOUT_CAMPAIGN)
    papers = campaign_papers(campaign_id=campaign_id, actor=actor)
    return _file(papers, template.code, on)


def _file(papers: Sequence[FilledPaper], code: str, on: datetime) -> tuple[str, bytes]:
    paper = next(each for each in papers if each.filled.code == code)
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
