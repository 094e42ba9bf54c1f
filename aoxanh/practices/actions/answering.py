"""Recommendations sent to the level they speak to, and ideas of people; both are answered (MOD-13, PLN-13)."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.practices import rules
from aoxanh.practices.errors import (
    AnsweredAlready,
    AnswerNeeded,
    IdeaIncomplete,
    IdeaNotOpen,
    NotAbove,
    NothingRecommended,
    RecommendationWaits,
)
from aoxanh.practices.models import Idea, Practice, Recommendation
from aoxanh.practices.types import (
    IdeaAnswered,
    IdeaGiven,
    IdeaMatched,
    IdeaSent,
    IdeaState,
    RecommendationAnswered,
    RecommendationSent,
)
from aoxanh.units import queries as units


_LONGEST_TITLE = 200


@transaction.atomic(savepoint=False)
def send_recommendation(
    *, by: Actor, practice_id: int, to_unit_id: int, now: datetime
) -> Recommendation:
    """Hand what a model recommends to a unit above its own, or to its own where nobody stands above.

    Raises ``Missing``, ``NotAllowed``, ``NothingRecommended``, ``RecommendationWaits``, ``NotAbove``.
    """
    rows = Practice.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    practice = rows.select_for_update(of=("self",), no_key=True).filter(pk=practice_id).first()
    if practice is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=practice.unit_id)
    if not practice.recommendation:
        raise NothingRecommended
    if Recommendation.objects.filter(practice=practice, answered_at__isnull=True).exists():
        raise RecommendationWaits
    if to_unit_id not in {practice.unit_id, *units.ancestors(unit_id=practice.unit_id, day=by.day)}:
        raise NotAbove

    made = Recommendation.objects.create(
        practice=practice,
        unit_id=practice.unit_id,
        to_unit_id=to_unit_id,
        level=rules.addressed_level(practice.recommendation),
        text=practice.recommendation,
        sent_at=now,
    )
    _record_recommendation(RecommendationSent(practice.pk, made.pk), made, by=by, now=now)
    return made


@transaction.atomic(savepoint=False)
def answer_recommendation(
    *, by: Actor, recommendation_id: int, answer: str, now: datetime
) -> Recommendation:
    """Answer what was sent. Raises ``Missing``, ``NotAllowed``, ``AnsweredAlready``, ``AnswerNeeded``."""
    rows = Recommendation.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=recommendation_id).first()
    if found is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=found.to_unit_id)
    if found.answered_at is not None:
        raise AnsweredAlready
    words = nfc_lines(answer)
    if not words:
        raise AnswerNeeded

    found.answer, found.answered_at = words, now
    found.save(update_fields=["answer", "answered_at"])
    event = RecommendationAnswered(found.practice_id, found.pk)
    _record_recommendation(event, found, by=by, now=now)
    return found


def _record_recommendation(
    event: RecommendationSent | RecommendationAnswered,
    about: Recommendation,
    *,
    by: Actor,
    now: datetime,
) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=about.to_unit_id,
        subject=("practice", about.practice_id),
        now=now,
    )


@transaction.atomic(savepoint=False)
def send_idea(*, by: Actor, unit_id: int, idea: IdeaGiven, now: datetime) -> Idea:
    """Put an idea of somebody at the unit into the box of the unit above; the top's own come to itself.

    Raises ``NotAllowed``, ``IdeaIncomplete``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    title, text = nfc(idea.title), nfc_lines(idea.text)
    if not title or len(title) > _LONGEST_TITLE or not text:
        raise IdeaIncomplete
    above = units.ancestors(unit_id=unit_id, day=by.day)

    made = Idea.objects.create(
        unit_id=unit_id,
        to_unit_id=above[0] if above else unit_id,
        account_id=by.account_id,
        kind=idea.kind,
        title=title,
        text=text,
        sent_at=now,
    )
    _record_idea(IdeaSent(made.pk), made, by=by, now=now)
    return made


@transaction.atomic(savepoint=False)
def answer_idea(
    *,
    by: Actor,
    idea_id: int,
    is_accepted: bool,
    answer: str,
    practice_code: str = "",
    now: datetime,
) -> Idea:
    """Say whether it will be done and why; a model of the registry may show how.

    Raises ``Missing``, ``NotAllowed``, ``AnsweredAlready``, ``AnswerNeeded``.
    """
    rows = Idea.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=idea_id).first()
    if found is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=found.to_unit_id)
    if found.state != IdeaState.WAITING:
        raise AnsweredAlready
    words = nfc_lines(answer)
    if not words:
        raise AnswerNeeded
    practice = Practice.objects.all().listed().filter(code=practice_code).order_by("pk").first()
    if practice_code and practice is None:
        raise Missing

    found.state = IdeaState.ACCEPTED if is_accepted else IdeaState.DECLINED
    found.answer, found.answered_at, found.practice = words, now, practice
    found.save(update_fields=["state", "answer", "answered_at", "practice"])
    _record_idea(IdeaAnswered(found.pk, found.state), found, by=by, now=now)
    return found


@transaction.atomic(savepoint=False)
def name_model(*, by: Actor, idea_code: str, practice_code: str, now: datetime) -> Idea:
    """Name the model that shows how an accepted idea is done, where none is named yet.

    Raises ``Missing``, ``NotAllowed``, ``IdeaNotOpen``.
    """
    rows = Idea.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    found = rows.select_for_update(of=("self",), no_key=True).filter(code=idea_code).first()
    practice = Practice.objects.all().listed().filter(code=practice_code).order_by("pk").first()
    if found is None or practice is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=found.to_unit_id)
    if found.state != IdeaState.ACCEPTED or found.practice_id is not None:
        raise IdeaNotOpen

    found.practice = practice
    found.save(update_fields=["practice"])
    _record_idea(IdeaMatched(found.pk, practice.pk), found, by=by, now=now)
    return found


def _record_idea(
    event: IdeaSent | IdeaAnswered | IdeaMatched, about: Idea, *, by: Actor, now: datetime
) -> None:
    audit.record(by=by, event=event, unit_id=about.to_unit_id, subject=("idea", about.pk), now=now)
