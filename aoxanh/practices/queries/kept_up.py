"""Checks of continuity and handbooks, read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Value
from django.db.models.functions import ExtractYear, TruncDate

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices.models import Candidate, ContinuityCheck, Handbook, HandbookEntry, Practice
from aoxanh.practices.models.kept_up import HandbookQuerySet
from aoxanh.practices.queries.appraising import SHOWN
from aoxanh.practices.types import Continuity, NominationOutcome, PracticeState


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said beside a model: an honour of a year, or how it was found on a day."""

    honour: str
    found: str
    day: date
    year: int
    """Of the round that honoured it, else that of the day."""

    @property
    def words(self) -> str:
        """The honour or the state of continuity, as pages call it."""
        chosen = self.honour or self.found
        kind = NominationOutcome if self.honour else Continuity
        return str(kind(chosen).label)


def marks_of(practice_id: int) -> list[Mark]:
    """The honours of a listed model and its checks, latest first; one statement; anyone may know them."""
    text = CharField()
    honours = Candidate.objects.filter(
        practice_id=practice_id, outcome__in=SHOWN, round__announced_at__isnull=False
    ).order_by()
    checks = ContinuityCheck.objects.filter(practice_id=practice_id).order_by()
    rows = honours.values_list(
        "outcome", Value("", text), TruncDate("round__announced_at"), "round__year"
    ).union(
        checks.values_list(Value("", text), "found", "checked_on", ExtractYear("checked_on")),
        all=True,
    )
    return sorted((Mark(*row) for row in rows), key=lambda mark: mark.day, reverse=True)


def handbooks(*, actor: Actor, unit_id: int) -> HandbookQuerySet:
    """The handbooks of a unit, latest first."""
    rows = Handbook.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    return rows.filter(unit_id=unit_id).order_by("-created_at", "-pk")


def handbook(code: str, *, unit_id: int, actor: Actor) -> Handbook:
    """One of them. Raises ``Missing``."""
    found = handbooks(actor=actor, unit_id=unit_id).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def published_handbooks() -> HandbookQuerySet:
    """What anyone may read, latest first."""
    return Handbook.objects.all().published().order_by("-published_at", "-pk")


def published_handbook(code: str) -> Handbook:
    """One that anyone may read. Raises ``Missing``."""
    found = published_handbooks().filter(code=code).first()
    if found is None:
        raise Missing
    return found


def told_in(handbook_id: int) -> list[Practice]:
    """The models of a handbook in their order, as far as they stand in the registry."""
    rows = HandbookEntry.objects.filter(
        handbook_id=handbook_id, practice__state=PracticeState.LISTED
    )
    found = rows.select_related("practice__place").order_by("position", "pk")
    return [entry.practice for entry in found]
