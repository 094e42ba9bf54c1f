"""Extra questions: the bank, those of an activity, and what was answered."""

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from aoxanh.activities.models import Pass, Signup
from aoxanh.activities.rules.questions import spoken, stored_questions
from aoxanh.activities.types import (
    ACTIVE_STATES,
    REFERENCE,
    AnswerTally,
    Question,
    QuestionKind,
    SensitiveTopic,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


def _loaded(name: str) -> Any:  # noqa: ANN401  each file has a shape of its own
    return yaml.safe_load((REFERENCE / f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def question_bank() -> tuple[Question, ...]:
    """The questions organisers choose from."""
    return tuple(
        Question(
            code=each["code"],
            text=each["text"],
            kind=QuestionKind(each["kind"]),
            choices=tuple(str(choice) for choice in each.get("choices", ())),
        )
        for each in _loaded("questions")
    )


@lru_cache(maxsize=1)
def sensitive_topics() -> tuple[SensitiveTopic, ...]:
    """What may not be asked."""
    return tuple(
        SensitiveTopic(name=each["name"], words=tuple(each["words"]), instead=each["instead"])
        for each in _loaded("sensitive")
    )


def questions_of(activity: "Activity") -> tuple[Question, ...]:
    """What an activity asks: no statement."""
    return stored_questions(activity.questions)


def answers_shown(activity: "Activity", held: Pass) -> list[tuple[Question, str]]:
    """Each question with what the holder of a pass answered, in words; unanswered ones are empty."""
    return [
        (question, spoken(held.answers.get(question.code))) for question in questions_of(activity)
    ]


def answer_tallies(activity: "Activity", *, actor: Actor) -> list[AnswerTally]:
    """How often each answer was given by those who may still come: one statement, none without questions.

    Answers in own words are not counted.
    """
    asked = [each for each in questions_of(activity) if each.kind != QuestionKind.TEXT]
    if not asked:
        return []
    standing = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity=activity, state__in=ACTIVE_STATES
    )
    rows = Pass.objects.filter(pk__in=standing.order_by().values("pass_held_id"))
    answers = list(rows.order_by("pk").values_list("answers", flat=True))
    return [AnswerTally(question=each, counts=_counts(each, answers)) for each in asked]


def _counts(question: Question, answers: list[dict[str, Any]]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for each in answers:
        answer = each.get(question.code)
        if answer is not None:
            counted.update(answer if isinstance(answer, list) else [str(answer)])
    known = [choice for choice in question.choices if choice in counted]
    return {choice: counted[choice] for choice in known or sorted(counted)}
