"""Recommendations and ideas, read: what waits for a unit's answer, what it sent and what was said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import rules
from aoxanh.practices.models import Idea, Practice, Recommendation
from aoxanh.practices.models.answered import IdeaQuerySet, RecommendationQuerySet
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.types import IdeaState, PracticeLevel, PracticeState
from aoxanh.units import queries as units


_UNIT_LEVELS: Mapping[PracticeLevel, str] = {
    PracticeLevel.CENTRE: "CENTRAL",
    PracticeLevel.PROVINCE: "PROVINCE",
    PracticeLevel.DISTRICT: "DISTRICT",
    PracticeLevel.COMMUNE: "COMMUNE",
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a recommendation may be sent to; ``is_meant`` where the text speaks to it."""

    unit_id: int
    name: str
    is_meant: bool


def recommended(*, actor: Actor, unit_id: int) -> PracticeQuerySet:
    """Models of a unit whose recommendation was sent to nobody yet."""
    rows = Practice.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    rows = rows.filter(unit_id=unit_id).exclude(state=PracticeState.RETIRED)
    sent = Recommendation.objects.filter(practice=OuterRef("pk"))
    return rows.exclude(recommendation="").exclude(Exists(sent)).order_by("sort_key", "pk")


def recommendations(*, actor: Actor, unit_id: int) -> RecommendationQuerySet:
    """What was sent to a unit, unanswered ones first."""
    rows = Recommendation.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    rows = rows.filter(to_unit_id=unit_id).select_related("practice")
    return rows.order_by("answer", "-sent_at", "pk")


def sent_recommendations(*, unit_id: int, actor: Actor) -> RecommendationQuerySet:
    """What a unit sent, latest first, with the answers; for whoever may see its models."""
    own = Practice.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    rows = Recommendation.objects.filter(unit_id=unit_id, practice__in=own.order_by().values("pk"))
    return rows.select_related("practice").order_by("-sent_at", "pk")


def recommendation(pk: int, *, unit_id: int, actor: Actor) -> Recommendation:
    """One that was sent to the unit. Raises ``Missing``."""
    found = recommendations(actor=actor, unit_id=unit_id).filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def addressees(practice: Practice, *, actor: Actor) -> list[Addressee]:
    """The unit and those above it, nearest first; the one that the text speaks to is marked.

    A text that speaks to a level nobody stands for means the highest unit, one that names no level the next.
    """
    above = units.ancestors(unit_id=practice.unit_id, day=actor.day)
    line = [practice.unit_id, *above]
    kept = units.versions_at(line, actor.day)
    level = rules.addressed_level(practice.recommendation)
    wanted = _UNIT_LEVELS.get(level, "")
    fitting = [unit_id for unit_id in line if kept[unit_id].kind.level == wanted]
    nearest = (above or line)[0]
    meant = fitting[0] if fitting else line[-1] if level == PracticeLevel.CENTRE else nearest
    return [Addressee(each, kept[each].name, each == meant) for each in line]


def ideas(*, actor: Actor, unit_id: int) -> IdeaQuerySet:
    """What lies in a unit's box, unanswered ones first."""
    rows = Idea.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    return rows.filter(to_unit_id=unit_id).order_by("answer", "-sent_at", "pk")


def sent_ideas(*, unit_id: int, actor: Actor) -> IdeaQuerySet:
    """What a unit's people sent, latest first, with the answers."""
    if not actor.may(Permission.PRACTICE_VIEW, at=unit_id):
        return Idea.objects.none()
    return Idea.objects.filter(unit_id=unit_id).order_by("-sent_at", "pk")


def idea(pk: int, *, unit_id: int, actor: Actor) -> Idea:
    """One in the unit's box. Raises ``Missing``."""
    found = ideas(actor=actor, unit_id=unit_id).select_related("practice").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def accepted_idea(code: str, *, unit_id: int, actor: Actor) -> Idea:
    """An accepted idea that the unit sent or got: it opens a project. Raises ``Missing``."""
    got = ideas(actor=actor, unit_id=unit_id) | sent_ideas(unit_id=unit_id, actor=actor)
    rows = got.filter(code=code, state=IdeaState.ACCEPTED).select_related("practice")
    found = rows.first()
    if found is None:
        raise Missing
    return found


def waiting_for(unit_id: int, *, actor: Actor) -> tuple[int, int]:
    """How many recommendations and ideas wait for a unit's answer; one statement."""
    if not actor.may(Permission.PRACTICE_EDIT, at=unit_id):
        return 0, 0
    asked = Recommendation.objects.filter(to_unit_id=unit_id, answered_at__isnull=True)
    sent = Idea.objects.filter(to_unit_id=unit_id, state=IdeaState.WAITING)
    rows = (
        asked.order_by().values_list("level").union(sent.order_by().values_list("kind"), all=True)
    )
    found = [kind for (kind,) in rows]
    recommended_count = sum(kind in PracticeLevel.values for kind in found)
    return recommended_count, len(found) - recommended_count


def open_idea(code: str) -> Idea:
    """An idea that a visitor sent, for whoever keeps its code. Raises ``Missing``."""
    rows = Idea.objects.filter(code=code, is_open=True).select_related("practice")
    found = rows.order_by("pk").first()
    if found is None:
        raise Missing
    return found


def ideas_answered_by(practice_ids: Collection[int], *, actor: Actor) -> list[Idea]:
    """Accepted ideas of the asker's boxes that name one of the models, by title."""
    rows = Idea.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    named = rows.filter(practice_id__in=practice_ids, state=IdeaState.ACCEPTED)
    return list(named.order_by("title", "pk"))


def ideas_without_model(unit_id: int, *, actor: Actor) -> IdeaQuerySet:
    """Accepted ideas in a unit's box that no model shows how to do, the oldest first."""
    rows = ideas(actor=actor, unit_id=unit_id).filter(state=IdeaState.ACCEPTED, practice=None)
    return rows.order_by("answered_at", "pk")
