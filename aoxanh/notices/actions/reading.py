"""Noting what the receiver has seen."""

from datetime import datetime

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.notices import queries
from aoxanh.notices.types import NoticeState


def mark_read(*, by: Actor, notice_id: int, now: datetime) -> None:
    """Note that the receiver has seen it; a second time changes nothing. Raises ``Missing``."""
    rows = queries.inbox(actor=by).filter(pk=notice_id)
    if not rows.exists():
        raise Missing
    rows.filter(state=NoticeState.SENT).update(state=NoticeState.READ, read_at=now)


def mark_all_read(*, by: Actor, now: datetime) -> int:
    """Note that the receiver has seen everything; returns how many were new."""
    unread = queries.inbox(actor=by).filter(state=NoticeState.SENT)
    return unread.update(state=NoticeState.READ, read_at=now)
