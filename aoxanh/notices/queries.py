"""Reading notices: one's own inbox, and the outbox of one's units."""

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.notices.models import Notice, NoticeQuerySet
from aoxanh.notices.types import Channel, NoticeState


def inbox(*, actor: Actor) -> NoticeQuerySet:
    """What was posted to the actor's own account on the portal, newest first."""
    own = Notice.objects.filter(account_id=actor.account_id, account_id__isnull=False)
    return own.filter(channel=Channel.IN_APP).order_by("-pk")


def unread_count(*, actor: Actor) -> int:
    return inbox(actor=actor).filter(state=NoticeState.SENT).count()


def outbox(*, actor: Actor) -> NoticeQuerySet:
    """Every message of the units whose messages the actor may see, newest first."""
    return Notice.objects.all().visible_to(actor, Permission.NOTICE_VIEW).order_by("-pk")
