"""Ideas that anyone sends to a unit: nothing about the sender is asked or kept (ACT-19)."""

from datetime import datetime
from typing import Final

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.practices.errors import IdeaBoxFull, IdeaIncomplete
from aoxanh.practices.models import Idea
from aoxanh.practices.types import IdeaGiven, IdeaSent, IdeaState
from aoxanh.units import queries as units


_LONGEST: Final = {"title": 200, "text": 4000}
MOST_WAITING: Final = 200
"""Ideas of visitors that may wait in one box: a flood never hides what officers send."""


@transaction.atomic(savepoint=False)
def send_open_idea(*, by: Actor, unit_code: str, idea: IdeaGiven, now: datetime) -> Idea:
    """Put a visitor's idea into the box of a unit; its code opens the answer.

    Raises ``Missing``, ``IdeaIncomplete``, ``IdeaBoxFull``.
    """
    unit = units.public_unit(code=unit_code, day=by.day).unit
    if unit.closed_on <= by.day:
        raise Missing
    unit_id = unit.pk
    title, text = nfc(idea.title), nfc_lines(idea.text)
    if not title or not text or len(title) > _LONGEST["title"] or len(text) > _LONGEST["text"]:
        raise IdeaIncomplete
    waiting = Idea.objects.filter(to_unit_id=unit_id, state=IdeaState.WAITING, is_open=True)
    if waiting.count() >= MOST_WAITING:
        raise IdeaBoxFull

    made = Idea.objects.create(
        unit_id=unit_id,
        to_unit_id=unit_id,
        is_open=True,
        kind=idea.kind,
        title=title,
        text=text,
        sent_at=now,
    )
    audit.record(
        by=by, event=IdeaSent(made.pk), unit_id=unit_id, subject=("idea", made.pk), now=now
    )
    return made
