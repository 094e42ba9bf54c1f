"""What people said after an activity, and who may still say it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import yaml

from aoxanh.activities.models import Feedback, Participation, Pass
from aoxanh.activities.types import (
    REFERENCE,
    ActivityState,
    FeedbackReason,
    FeedbackScore,
    FeedbackShown,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


ENOUGH = 5
"""Fewer answers would let a figure point to somebody."""

OPEN_FOR = timedelta(days=30)
"""How long after the shift one may say how it was."""


@lru_cache(maxsize=1)
def _loaded() -> Any:  # noqa: ANN401  a file of two lists
    return yaml.safe_load((REFERENCE / "feedback.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def feedback_scores() -> tuple[FeedbackScore, ...]:
    """The five answers of the first tap."""
    return tuple(FeedbackScore(**each) for each in _loaded()["scores"])


@lru_cache(maxsize=1)
def feedback_reasons() -> tuple[FeedbackReason, ...]:
    """The chips of the second tap."""
    return tuple(FeedbackReason(**each) for each in _loaded()["reasons"])


def feedback_of(*, activity_id: int, actor: Actor) -> FeedbackShown:
    """How those who took part found it: one statement. Nothing but the number of answers while they are few."""
    rows = Feedback.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(activity=activity_id)
    found = list(rows.order_by("code").values_list("score", "reasons", "text"))
    if len(found) < ENOUGH:
        return FeedbackShown(answers=len(found), is_enough=False)
    scores = Counter(score for score, _reasons, _text in found)
    reasons = Counter(code for _score, codes, _text in found for code in codes)
    return FeedbackShown(
        answers=len(found),
        is_enough=True,
        scores=[(each, scores[each.score]) for each in reversed(feedback_scores())],
        reasons=sorted(
            ((each, reasons[each.code]) for each in feedback_reasons() if reasons[each.code]),
            key=lambda pair: -pair[1],
        ),
        texts=[text for _score, _reasons, text in found if text],
    )


def open_to_feedback(
    passes: Iterable[Pass], *, person_ids: Collection[int], now: datetime
) -> frozenset[int]:
    """Those of the passes whose bearer was there, is back, and has not said how it was: one statement.

    ``passes`` carry their activity. The caller has made sure of the person.
    """
    asked = {
        held.activity_id: held.pk
        for held in passes
        if not held.has_feedback and held.activity.state != ActivityState.CANCELLED
    }
    if not asked:
        return frozenset()
    served = Participation.objects.filter(
        activity_id__in=asked,
        person_id__in=person_ids,
        shift__ends_at__lte=now,
        shift__ends_at__gt=now - OPEN_FOR,
    )
    rows = served.order_by("activity_id").values_list("activity_id", flat=True).distinct()
    return frozenset(asked[activity_id] for activity_id in rows)
