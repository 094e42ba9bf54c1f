"""Rounds, nominations and what was honoured, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import rules
from aoxanh.practices.models import Appraisal, Candidate, Round
from aoxanh.practices.models.appraisal import CandidateQuerySet, RoundQuerySet
from aoxanh.practices.types import Criterion, NominationOutcome, PracticeState


_FILE = "criteria.yaml"
_SHIPPED = Path(__file__).resolve().parent.parent / "reference" / _FILE
SHOWN = (NominationOutcome.HONOURED, NominationOutcome.RECOGNISED)


@dataclass(frozen=True, slots=True)
class Appraised:
    """A nomination with what the appraisers gave it, and the asker's own points."""

    nomination: Candidate
    score: float | None
    appraisers: int
    own: Appraisal | None


def criteria() -> tuple[Criterion, ...]:
    """What a new round looks at: the installation's own file, else the shipped one. Raises ``CriteriaRefused``."""
    own = Path(settings.PRACTICES_FOLDER) / _FILE
    return _read(own if own.exists() else _SHIPPED)


@cache
def _read(path: Path) -> tuple[Criterion, ...]:
    return rules.read_criteria(path.read_text(encoding="utf-8"), file=path.name)


def criteria_of(of: Round) -> tuple[Criterion, ...]:
    """What a round looks at, as it was when it began."""
    return tuple(Criterion(row["code"], row["name"], row["points"]) for row in of.criteria)


def rounds(*, actor: Actor, unit_id: int) -> RoundQuerySet:
    """The rounds of a unit, latest first, each with how many models were ``nominated`` and ``honoured``."""
    rows = Round.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    honours = Q(nominations__outcome__in=SHOWN)
    rows = rows.annotate(
        nominated=Count("nominations"), honoured=Count("nominations", filter=honours)
    )
    return rows.filter(unit_id=unit_id).order_by("-year", "-pk")


def round_of(year: int, *, unit_id: int, actor: Actor) -> Round:
    """A unit's round of a year. Raises ``Missing``."""
    found = rounds(actor=actor, unit_id=unit_id).filter(year=year).first()
    if found is None:
        raise Missing
    return found


def nominations(of: Round, *, actor: Actor) -> list[Appraised]:
    """The nominations of a round, best ones first; two statements."""
    rows = Candidate.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    found = list(rows.filter(round=of).select_related("practice").order_by("created_at", "pk"))
    given: dict[int, list[Appraisal]] = {each.pk: [] for each in found}
    for each in Appraisal.objects.filter(nomination__round=of).order_by("given_at", "pk"):
        given[each.nomination_id].append(each)
    told = [_appraised(each, given[each.pk], actor) for each in found]
    return sorted(told, key=lambda each: -(each.score or 0))


def _appraised(nomination: Candidate, given: Sequence[Appraisal], actor: Actor) -> Appraised:
    score = rules.average([each.total for each in given])
    own = next((each for each in given if each.account_id == actor.account_id), None)
    return Appraised(nomination, score, len(given), own)


def nomination(pk: int, *, unit_id: int, actor: Actor) -> Candidate:
    """One nomination in a round of the unit. Raises ``Missing``."""
    rows = Candidate.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    rows = rows.filter(pk=pk, to_unit_id=unit_id, round__isnull=False)
    found = rows.select_related("practice", "round").order_by("pk").first()
    if found is None:
        raise Missing
    return found


def own_appraisal(nomination_id: int, *, actor: Actor) -> Appraisal | None:
    """What the asker gave a nomination already."""
    if actor.account_id is None:
        return None
    rows = Appraisal.objects.filter(nomination_id=nomination_id, account_id=actor.account_id)
    return rows.order_by("pk").first()


def waiting_nominations(*, actor: Actor, unit_id: int) -> CandidateQuerySet:
    """What was brought forward to a unit and waits for its next round."""
    rows = Candidate.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    rows = rows.filter(to_unit_id=unit_id, round__isnull=True)
    return rows.select_related("practice").order_by("created_at", "pk")


def honoured(year: int | None = None) -> CandidateQuerySet:
    """What rounds honoured and recognised, latest years and honours first; anyone may know it."""
    rows = Candidate.objects.filter(
        outcome__in=SHOWN,
        round__announced_at__isnull=False,
        practice__state=PracticeState.LISTED,
    )
    rows = rows.filter(round__year=year) if year else rows
    return rows.select_related("practice", "round").order_by("-round__year", "outcome", "pk")
