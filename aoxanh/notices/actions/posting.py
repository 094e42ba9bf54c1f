"""Posting messages in the caller's transaction: one trigger, one key, one notice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.notices import rules
from aoxanh.notices.errors import PathOutside, ReceiverMissing
from aoxanh.notices.models import Notice
from aoxanh.notices.types import (
    Channel,
    NoticePosted,
    NoticesPosted,
    NoticeState,
    Receiver,
)


_AT_ONCE = 500


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

    IN_APP needs ``account_id`` and has arrived at once; EMAIL needs ``address``; TEXT waits for somebody who copies
    it into a telephone, or without ``address`` tells it. The caller has checked that ``by`` may, and that a text
    names no protected matter. ``unit_id`` is whose outbox shows it. Raises ``ReceiverMissing``, ``PathOutside``.
    """
    receiver = Receiver(key=key, channel=Channel(channel), account_id=account_id, address=address)
    post_all(
        by=by,
        receivers=[receiver],
        unit_id=unit_id,
        subject=subject,
        body=body,
        path=path,
        now=now,
    )
    return Notice.objects.get(key=key)


@transaction.atomic(savepoint=False)
def post_all(
    *,
    by: Actor,
    receivers: Sequence[Receiver],
    about: str = "",
    topic: str = "",
    unit_id: int | None,
    subject: str,
    body: str,
    path: str = "",
    now: datetime,
) -> int:
    """Post the same message to many, as ``post`` does to one; returns how many are new.

    ``about`` names what it is about (``activity:17``), ``topic`` what happened to it.
    """
    if not all(map(rules.has_receiver, receivers)):
        raise ReceiverMissing
    if not rules.leads_home(path):
        raise PathOutside
    columns = {
        "about": about,
        "topic": topic,
        "unit_id": unit_id,
        "subject": nfc(subject)[:200],
        "body": nfc_lines(body),
        "path": path,
        "created_at": now,
        "try_after": now,
    }
    posted = 0
    for start in range(0, len(receivers), _AT_ONCE):
        posted += _post_some(by, receivers[start : start + _AT_ONCE], columns, now)
    return posted


_KNOWN = Compiled(
    lambda keys: (
        Notice.objects.filter(Among(F("key"), keys)).order_by("pk").values_list("pk", "key")
    ),
    keys=list,
)


def _post_some(
    by: Actor, receivers: Sequence[Receiver], columns: Mapping[str, Any], now: datetime
) -> int:
    keys = [each.key for each in receivers]
    known = {key for _pk, key in _KNOWN.rows(keys=keys)}
    rows = [_row(each, columns, now) for each in receivers if each.key not in known]
    if not rows:
        return 0
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    ids = tuple(pk for pk, _key in _KNOWN.rows(keys=[row.key for row in rows]))
    unit_id = rows[0].unit_id
    if len(rows) == 1:
        event: NoticePosted | NoticesPosted = NoticePosted(ids[0], rows[0].channel)
    else:
        event = NoticesPosted(ids)
    audit.record(by=by, event=event, unit_id=unit_id, subject=("notice", ids[0]), now=now)
    return len(rows)


def _row(receiver: Receiver, columns: Mapping[str, Any], now: datetime) -> Notice:
    is_in_app = receiver.channel == Channel.IN_APP
    return Notice(
        key=receiver.key,
        channel=receiver.channel,
        account_id=receiver.account_id,
        address=receiver.address,
        state=NoticeState.SENT if is_in_app else NoticeState.WAITING,
        sent_at=now if is_in_app else None,
        **columns,
    )
