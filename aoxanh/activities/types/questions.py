"""The words about extra questions of an activity that cross the context's border."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class QuestionKind(TextChoices):
    TEXT = "TEXT", _("Chữ ngắn")
    ONE = "ONE", _("Chọn một")
    SEVERAL = "SEVERAL", _("Chọn nhiều")
    NUMBER = "NUMBER", _("Con số")
    YES_NO = "YES_NO", _("Có hoặc không")


CHOSEN_KINDS = (QuestionKind.ONE, QuestionKind.SEVERAL)
"""Questions that come with their answers."""

Answer = str | int | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked of who signs up. ``code`` stays when the words are mended, so that answers are kept."""

    code: str
    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    required: bool = False

    def stored(self) -> dict[str, object]:
        """As the activity keeps it."""
        return {
            "code": self.code,
            "text": self.text,
            "kind": self.kind.value,
            "choices": list(self.choices),
            "required": self.required,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveTopic:
    """What must not be asked: the words that betray it, why, and what to ask instead."""

    name: str
    words: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTally:
    """How often each answer to one question was given."""

    question: Question
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionsSet(Event):
    activity_id: int
    questions: int


@dataclass(frozen=True, slots=True)
class QuestionsAnswered(Event):
    """Who holds a pass answered, or answered anew."""

    activity_id: int
    pass_id: int
