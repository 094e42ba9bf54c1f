"""Messages that a person carries: copied into a telephone, or told. Who did it, when, and taking it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import queries
from aoxanh.notices.errors import NotByHand, NotTold
from aoxanh.notices.models import Notice
from aoxanh.notices.types import (
    UNTOLD_STATES,
    Channel,
    NoticesSentByHand,
    NoticeState,
    NoticeTakenBack,
)


@transaction.atomic(savepoint=False)
def mark_sent_by_hand(*, by: Actor, notice_id: int, now: datetime) -> Notice:
    """Note that somebody of the unit copied a text and sent it. Raises ``Missing``, ``NotAllowed``, ``NotByHand``."""
    notice = _own(by, notice_id)
    if not mark_told(by=by, notice_ids=[notice_id], unit_id=notice.unit_id, now=now):
        raise NotByHand
    notice.refresh_from_db()
    return notice


@transaction.atomic(savepoint=False)
def mark_told(*, by: Actor, notice_ids: Collection[int], unit_id: int | None, now: datetime) -> int:
    """Note that the receivers of these texts of ``unit_id`` were told by ``by``; returns how many were new.

    The caller has checked that ``by`` may. What was told before stays as it was.
    """
    texts = Notice.objects.filter(
        pk__in=notice_ids, unit_id=unit_id, channel=Channel.TEXT, state__in=UNTOLD_STATES
    )
    told = list(texts.order_by("pk").values_list("pk", flat=True))
    done = texts.update(state=NoticeState.SENT, sent_at=now, told_by_id=by.account_id)
    if done:
        event = NoticesSentByHand(tuple(told))
        subject = ("notice", told[0])
        audit.record(by=by, event=event, unit_id=unit_id, subject=subject, now=now)
    return done


@transaction.atomic(savepoint=False)
def take_back_told(*, by: Actor, notice_id: int, unit_id: int, now: datetime) -> None:
    """Note that the receiver of a text of ``unit_id`` was not told after all. Raises ``NotTold``.

    The caller has checked that ``by`` may. Only what was noted by hand can be taken back, never what a program
    delivered.
    """
    told = Notice.objects.filter(
        pk=notice_id,
        unit_id=unit_id,
        channel=Channel.TEXT,
        state=NoticeState.SENT,
        told_by_id__isnull=False,
    )
    if not told.update(state=NoticeState.WAITING, sent_at=None, told_by_id=None):
        raise NotTold
    audit.record(
        by=by,
        event=NoticeTakenBack(notice_id),
        unit_id=unit_id,
        subject=("notice", notice_id),
        now=now,
    )


def _own(by: Actor, notice_id: int) -> Notice:
    """A notice of a unit at which ``by`` works."""
    notice = queries.outbox(actor=by).filter(pk=notice_id).first()
    if notice is None:
        raise Missing
    if not by.is_system and notice.unit_id not in by.reach(Permission.NOTICE_VIEW).units:
        raise NotAllowed
    return notice
