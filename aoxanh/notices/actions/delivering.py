"""Sending what waits: e-mails, and texts where the installation has a way to send them."""

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from aoxanh.notices import queries, rules
from aoxanh.notices.actions.gateways import Gateway, gateway
from aoxanh.notices.models import Notice, NoticeQuerySet
from aoxanh.notices.types import Channel, Delivered, NoticeState


def deliver(*, now: datetime, limit: int = 50) -> Delivered:
    """Send what waits, each taken by a guarded update so that two workers never send the same.

    Texts go only where a gateway is configured; else they wait for a hand. A worker that dies between sending and
    noting it makes one message go out again after a pause; both carry one id, so that receivers' programs and
    gateways can tell. Delivery is bookkeeping and leaves no trail.
    """
    carrier = gateway()
    channels = [Channel.EMAIL] if carrier is None else [Channel.EMAIL, Channel.TEXT]
    sent = failed = 0
    for notice in list(Notice.objects.all().deliverable(now, channels)[:limit]):
        if not _taken(notice, now=now):
            continue
        if _is_sent(notice, carrier):
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


def _is_sent(notice: Notice, carrier: Gateway | None) -> bool:
    if notice.channel == Channel.TEXT and carrier is not None:
        return carrier.send(
            phone=notice.address, text=queries.text_of(notice), key=f"notice-{notice.pk}"
        )
    return _is_mailed(notice)


def _is_mailed(notice: Notice) -> bool:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMessage(
        subject=notice.subject,
        body=queries.text_of(notice),
        to=[notice.address],
        headers={"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (smtplib.SMTPException, OSError, ValueError):
        return False
    return True
