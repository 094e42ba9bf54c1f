"""Who may fetch which calendar by a secret address."""

from datetime import date

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import CalendarFeed


def own_feed(unit_id: int, *, actor: Actor) -> CalendarFeed | None:
    """The address that the asker holds for the calendar of a unit."""
    if actor.account_id is None:
        return None
    rows = CalendarFeed.objects.filter(unit_id=unit_id, account_id=actor.account_id)
    return rows.filter(revoked_at=None).order_by("pk").first()


def feed_opened_by(secret: str, *, day: date) -> tuple[int, Actor]:
    """(unit, the officer whose address it is) behind a secret; it opens what the officer may still see.

    Raises ``Missing`` for a secret that was revoked, and where the role has ended.
    """
    rows = CalendarFeed.objects.filter(secret_digest=digest(secret), revoked_at=None)
    found = rows.select_related("account").order_by("pk").first()
    if found is None:
        raise Missing
    actor = access.actor_of(found.account, day=day)
    if not actor.may(Permission.PLAN_VIEW, at=found.unit_id):
        raise Missing
    return found.unit_id, actor
