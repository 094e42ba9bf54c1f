"""Reading notices: one's own inbox, and the outbox of one's units."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.probes import Reading, seconds_since
from aoxanh.notices import rules
from aoxanh.notices.models import Notice, NoticeQuerySet
from aoxanh.notices.types import Channel, NoticeState, SentCount


def inbox(*, actor: Actor) -> NoticeQuerySet:
    """What was posted to the actor's own account on the portal, newest first."""
    own = Notice.objects.filter(account_id=actor.account_id, account_id__isnull=False)
    return own.filter(channel=Channel.IN_APP).order_by("-pk")


def unread_count(*, actor: Actor) -> int:
    return inbox(actor=actor).filter(state=NoticeState.SENT).count()


def outbox(*, actor: Actor) -> NoticeQuerySet:
    """Every message of the units whose messages the actor may see, newest first."""
    return Notice.objects.all().visible_to(actor, Permission.NOTICE_VIEW).order_by("-pk")


def texts_about(about: str, *, actor: Actor) -> NoticeQuerySet:
    """Texts about one thing, which somebody has to carry; within the actor's outboxes, the newest first."""
    return outbox(actor=actor).filter(about=about, channel=Channel.TEXT)


def untold(*, actor: Actor) -> NoticeQuerySet:
    """Texts whose receiver does not know yet, in no order: for counting."""
    return outbox(actor=actor).untold().order_by()


def sent_counts(about: str, *, actor: Actor) -> list[SentCount]:
    """How many messages about one thing there are, by topic, channel and state; the newest topic first."""
    rows = outbox(actor=actor).filter(about=about).order_by()
    counted = rows.values("topic", "channel", "state").annotate(number=Count("pk"), last=Max("pk"))
    ordered = sorted(counted, key=lambda row: -row["last"])
    return [
        SentCount(
            topic=row["topic"],
            channel=Channel(row["channel"]),
            state=NoticeState(row["state"]),
            number=row["number"],
        )
        for row in ordered
    ]


def states_of(keys: Sequence[str]) -> dict[str, NoticeState]:
    """How the messages of these keys stand; the caller has checked that the asker may know. One statement."""
    rows = Notice.objects.filter(key__in=keys).order_by("pk").values_list("key", "state")
    return {key: NoticeState(state) for key, state in rows}


def text_of(notice: Notice) -> str:
    """What is sent or copied: the body with its link."""
    link = urljoin(settings.SITE_ADDRESS, notice.path) if notice.path else ""
    return rules.with_link(notice.body, link)


SENT_WITHIN = 3600
"""Seconds a letter may wait before somebody should look at the mail server."""


def health(now: datetime) -> Sequence[Reading]:
    """How many letters and messages wait that this server sends itself, and for how long: one statement."""
    channels = [Channel.EMAIL, *([Channel.TEXT] if settings.TEXT_GATEWAY else [])]
    rows = Notice.objects.filter(state=NoticeState.WAITING, channel__in=channels)
    found = rows.aggregate(waiting=Count("pk"), since=Min("created_at"))
    return (
        Reading("notices_waiting", found["waiting"], _("Tin chờ gửi")),
        Reading(
            "notices_oldest_waiting_seconds",
            seconds_since(found["since"], now),
            _("Tin chờ gửi lâu nhất"),
            SENT_WITHIN,
            _(
                "Kiểm tra AOXANH_MAIL, AOXANH_TEXT_GATEWAY và mạng; trang Tin gửi đi nói tin nào chưa gửi được."
            ),
        ),
    )
