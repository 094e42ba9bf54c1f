"""The words about feedback that cross the context's border."""

from collections.abc import Sequence
from dataclasses import dataclass

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackScore:
    """One of the answers of the first tap; ``face`` names its icon."""

    score: int
    word: str
    face: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackReason:
    """One of the chips of the second tap."""

    code: str
    text: str
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackShown:
    """What those who took part said: shares only once enough of them did."""

    answers: int
    is_enough: bool
    scores: Sequence[tuple[FeedbackScore, int]] = ()
    reasons: Sequence[tuple[FeedbackReason, int]] = ()
    texts: Sequence[str] = ()

    @property
    def satisfied(self) -> int:
        """The share of answers “Tốt” and better, in whole percent."""
        good = sum(count for score, count in self.scores if score.score >= 4)
        return round(100 * good / self.answers) if self.answers else 0


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Event):
    """Somebody who took part said how it was; who, nobody can tell."""

    activity_id: int
