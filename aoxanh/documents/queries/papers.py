"""The register of issued papers ("sổ văn bản đi")."""

from aoxanh.documents.models import Paper, PaperQuerySet
from aoxanh.documents.types import PaperState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission


def papers(*, actor: Actor, unit_id: int | None = None, year: int | None = None) -> PaperQuerySet:
    """What units within the actor's reach issued, the newest first, struck out numbers too."""
    rows = Paper.objects.visible_to(actor, Permission.PAPER_VIEW)
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    if year is not None:
        rows = rows.filter(year=year)
    return rows.order_by("-issued_on", "series", "-number", "-pk")


def paper(*, paper_id: int, actor: Actor) -> Paper:
    """One entry of the register. Raises ``Missing``."""
    found = papers(actor=actor).filter(pk=paper_id).first()
    if found is None:
        raise Missing
    return found


def issued_about(*, about: tuple[str, int]) -> dict[str, Paper]:
    """Valid papers about a subject by their template. The caller has checked that the asker may see the subject."""
    kind, pk = about
    rows = Paper.objects.filter(about_kind=kind, about_id=pk, state=PaperState.ISSUED)
    return {paper.template: paper for paper in rows.order_by("pk")}
