"""Posting notices, delivering them, and noting that they were read."""

import smtplib
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.notices import queries, rules
from aoxanh.notices.errors import NotByHand, PathOutside, ReceiverMissing
from aoxanh.notices.models import Notice, NoticeQuerySet
from aoxanh.notices.types import (
    Channel,
    Delivered,
    NoticePosted,
    NoticeSentByHand,
    NoticeState,
)


@transaction.atomic(savepoint=False)
def post(
    *,
    by: Actor,
    key: str,
    channel: Channel | str,
    account_id: int | None = None,
    address: str = "",
    unit_id: int | None = None,
    subject: str,
    body: str,
    path: str = "",
    now: datetime,
) -> Notice:
    """Post one message in the caller's transaction; the same ``key`` never posts a second.

    IN_APP needs ``account_id`` and has arrived at once; EMAIL and TEXT need ``address`` and wait, TEXT for
    somebody who copies it into a telephone. The caller has checked that ``by`` may, and that a text names no
    protected matter. ``unit_id`` is whose outbox shows it. Raises ``ReceiverMissing``, ``PathOutside``.
    """
    wanted = Channel(channel)
    is_in_app = wanted == Channel.IN_APP
    if (is_in_app and account_id is None) or (not is_in_app and not address):
        raise ReceiverMissing
    if not rules.leads_home(path):
        raise PathOutside

    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "channel": wanted,
            "account_id": account_id,
            "address": address,
            "unit_id": unit_id,
            "subject": nfc(subject)[:200],
            "body": nfc_lines(body),
            "path": path,
            "state": NoticeState.SENT if is_in_app else NoticeState.WAITING,
            "created_at": now,
            "try_after": now,
            "sent_at": now if is_in_app else None,
        },
    )
    if is_new:
        _recorded(NoticePosted(notice.pk, wanted.value), notice, by=by, now=now)
    return notice


def _recorded(
    event: NoticePosted | NoticeSentByHand, notice: Notice, *, by: Actor, now: datetime
) -> None:
    audit.record(by=by, event=event, unit_id=notice.unit_id, subject=("notice", notice.pk), now=now)


def deliver(*, now: datetime, limit: int = 50) -> Delivered:
    """Send waiting e-mails, each taken by a guarded update so that two workers never send the same.

    A worker that dies between sending and noting it makes one message go out again after a pause; both carry
    one Message-ID, so that mail programs show it once. Delivery is bookkeeping and leaves no trail.
    """
    sent = failed = 0
    for notice in list(Notice.objects.all().deliverable(now)[:limit]):
        if not _taken(notice, now=now):
            continue
        if _is_mailed(notice):
            _waiting(notice).update(state=NoticeState.SENT, sent_at=now)
            sent += 1
        elif notice.attempts + 1 >= rules.MAX_ATTEMPTS:
            _waiting(notice).update(state=NoticeState.FAILED)
            failed += 1
    return Delivered(sent=sent, failed=failed)


def _waiting(notice: Notice) -> NoticeQuerySet:
    return Notice.objects.filter(pk=notice.pk, state=NoticeState.WAITING)


def _taken(notice: Notice, *, now: datetime) -> bool:
    pause = rules.pause_before_retry(notice.attempts + 1)
    taken = _waiting(notice).filter(attempts=notice.attempts)
    return bool(taken.update(attempts=F("attempts") + 1, try_after=now + pause))


def _is_mailed(notice: Notice) -> bool:
    body = notice.body
    if notice.path:
        body = f"{body}\n\n{urljoin(settings.SITE_ADDRESS, notice.path)}"
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMessage(
        subject=notice.subject,
        body=body,
        to=[notice.address],
        headers={"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (smtplib.SMTPException, OSError, ValueError):
        return False
    return True


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


@transaction.atomic(savepoint=False)
def mark_sent_by_hand(*, by: Actor, notice_id: int, now: datetime) -> Notice:
    """Note that somebody of the unit copied a text and sent it. Raises ``Missing``, ``NotAllowed``, ``NotByHand``."""
    notice = queries.outbox(actor=by).filter(pk=notice_id).first()
    if notice is None:
        raise Missing
    if not by.is_system and notice.unit_id not in by.reach(Permission.NOTICE_VIEW).units:
        raise NotAllowed
    texts = _waiting(notice).filter(channel=Channel.TEXT)
    if not texts.update(state=NoticeState.SENT, sent_at=now):
        raise NotByHand

    notice.refresh_from_db()
    _recorded(NoticeSentByHand(notice.pk), notice, by=by, now=now)
    return notice
