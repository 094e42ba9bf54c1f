"""Saying how it was: one tap for the score, another for reasons, once for each pass, without a name."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from aoxanh.activities.actions.writing import record
from aoxanh.activities.errors import (
    FeedbackNotYet,
    FeedbackOfPresent,
    FeedbackOver,
    FeedbackTwice,
    FeedbackUnknown,
)
from aoxanh.activities.models import Feedback, Participation, Pass
from aoxanh.activities.queries.feedback import OPEN_FOR, feedback_reasons, feedback_scores
from aoxanh.activities.types.feedback import FeedbackGiven
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.text import nfc


LONGEST = 300


@transaction.atomic
def give_feedback(*, by: Actor, token: str, score: int, now: datetime) -> Feedback:
    """Keep the score of who holds a pass and was there. Nothing that is kept points to them.

    Raises ``Missing``, ``FeedbackUnknown``, ``FeedbackOfPresent``, ``FeedbackNotYet``, ``FeedbackOver``,
    ``FeedbackTwice``.
    """
    held = Pass.objects.select_related("activity").filter(token=token).order_by("pk").first()
    if held is None:
        raise Missing
    if score not in {each.score for each in feedback_scores()}:
        raise FeedbackUnknown
    _check_present(held, now)
    if not Pass.objects.filter(pk=held.pk, has_feedback=False).update(has_feedback=True):
        raise FeedbackTwice

    given = Feedback.objects.create(activity=held.activity, score=score)
    nobody = Actor.guest(day=by.day)
    record(by=nobody, event=FeedbackGiven(held.activity_id), activity=held.activity, now=now)
    return given


def _check_present(held: Pass, now: datetime) -> None:
    served = Participation.objects.filter(
        activity_id=held.activity_id, person_id=held.person_id
    ).aggregate(ended=Max("shift__ends_at"))
    ended: datetime | None = served["ended"]
    if ended is None:
        raise FeedbackOfPresent
    if now < ended:
        raise FeedbackNotYet
    if now >= ended + OPEN_FOR:
        raise FeedbackOver


@transaction.atomic
def add_reasons(
    *, by: Actor, code: str, reasons: Collection[str], text: str = "", now: datetime
) -> Feedback:
    """Add why, once, as the browser that gave the score. Raises ``Missing``, ``FeedbackTwice``."""
    del by, now
    known = [each.code for each in feedback_reasons() if each.code in reasons]
    rows = Feedback.objects.filter(code=code)
    whole = {"reasons": known, "text": nfc(text)[:LONGEST], "is_whole": True}
    changed = rows.filter(is_whole=False).update(**whole)
    found = rows.order_by("pk").first()
    if found is None:
        raise Missing
    if not changed:
        raise FeedbackTwice
    return found
