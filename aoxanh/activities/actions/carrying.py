"""Noting who of those that signed up was told by hand, and taking it back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.activities.models import Activity
from aoxanh.activities.queries.telling import texts_to_carry
from aoxanh.activities.types import TextToCarry
from aoxanh.activities.types.telling import PhonesRead
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import actions as notices


@transaction.atomic(savepoint=False)
def mark_told(
    *,
    by: Actor,
    activity_id: int,
    topic: str,
    notice_ids: Collection[int] | None = None,
    now: datetime,
) -> int:
    """Note that receivers of a topic's texts were told by ``by``, all of them unless some are named; returns how many.

    Raises ``Missing`` also for a text of something else, ``NotAllowed``.
    """
    unit_id = _unit_of(by, activity_id)
    texts = texts_to_carry(activity_id=activity_id, topic=topic, actor=by)
    if notice_ids is not None:
        texts = texts.filter(pk__in=notice_ids)
    ids = list(texts.values_list("pk", flat=True))
    if notice_ids is not None and set(notice_ids) != set(ids):
        raise Missing
    return notices.mark_told(by=by, notice_ids=ids, unit_id=unit_id, now=now)


@transaction.atomic(savepoint=False)
def take_back_told(
    *, by: Actor, activity_id: int, topic: str, notice_id: int, now: datetime
) -> None:
    """Note that a receiver was not told after all. Raises ``Missing``, ``NotAllowed``, ``NotTold``."""
    unit_id = _unit_of(by, activity_id)
    texts = texts_to_carry(activity_id=activity_id, topic=topic, actor=by)
    if not texts.filter(pk=notice_id).exists():
        raise Missing
    notices.take_back_told(by=by, notice_id=notice_id, unit_id=unit_id, now=now)


@transaction.atomic(savepoint=False)
def note_phones_read(
    *, by: Actor, activity_id: int, topic: str, texts: Sequence[TextToCarry], now: datetime
) -> None:
    """Note once for a view whose telephones ``by`` has seen; nothing when it showed none.

    Raises ``Missing``, ``NotAllowed``.
    """
    unit_id = _unit_of(by, activity_id)
    read = tuple(each.signup_id for each in texts if each.phone and not each.is_told)
    if read:
        audit.record(
            by=by,
            event=PhonesRead(activity_id, topic, read),
            unit_id=unit_id,
            subject=("activity", activity_id),
            now=now,
        )


def _unit_of(by: Actor, activity_id: int) -> int:
    """The unit that answers the sign-ups of an activity."""
    found = Activity.objects.filter(pk=activity_id).values_list("unit_id", flat=True).first()
    if found is None:
        raise Missing
    by.require(Permission.SIGNUP_DECIDE, at=found)
    return found
