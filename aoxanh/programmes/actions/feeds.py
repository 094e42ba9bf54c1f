"""Opening and revoking the secret address of a calendar."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import CalendarFeed
from aoxanh.programmes.types.calendar import CalendarOpened, CalendarRevoked


def _account(by: Actor, unit_id: int) -> int:
    """The officer who asks: an address belongs to a person. Raises ``NotAllowed``."""
    by.require(Permission.PLAN_VIEW, at=unit_id)
    if by.account_id is None:
        raise NotAllowed
    return by.account_id


@transaction.atomic(savepoint=False)
def open_calendar(*, by: Actor, unit_id: int, now: datetime) -> str:
    """A new secret for the calendar of a unit, stored nowhere; the asker's older one opens nothing any more.

    Raises ``NotAllowed``.
    """
    account_id = _account(by, unit_id)
    own = CalendarFeed.objects.filter(unit_id=unit_id, account_id=account_id, revoked_at=None)
    own.update(revoked_at=now)
    secret = new_token()
    feed = CalendarFeed.objects.create(
        unit_id=unit_id, account_id=account_id, secret_digest=digest(secret), opened_at=now
    )
    audit.record(
        by=by,
        event=CalendarOpened(feed.pk),
        unit_id=unit_id,
        subject=("calendar_feed", feed.pk),
        now=now,
    )
    return secret


@transaction.atomic(savepoint=False)
def revoke_calendar(*, by: Actor, unit_id: int, now: datetime) -> None:
    """Make one's own address open nothing. Raises ``NotAllowed``, ``Missing``."""
    account_id = _account(by, unit_id)
    own = CalendarFeed.objects.filter(unit_id=unit_id, account_id=account_id, revoked_at=None)
    feed = own.select_for_update(of=("self",), no_key=True).order_by("pk").first()
    if feed is None:
        raise Missing
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    audit.record(
        by=by,
        event=CalendarRevoked(feed.pk),
        unit_id=unit_id,
        subject=("calendar_feed", feed.pk),
        now=now,
    )
