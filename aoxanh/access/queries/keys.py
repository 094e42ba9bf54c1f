"""Who a key speaks for, and the keys of a unit."""

from datetime import date

from aoxanh.access.models import ApiKey
from aoxanh.access.models.keys import ApiKeyQuerySet
from aoxanh.access.queries.actors import actor_of
from aoxanh.access.queries.roles import may_appoint
from aoxanh.access.rules import ROLES
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.codes import digest
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def keys_at(unit_id: int, *, actor: Actor) -> ApiKeyQuerySet:
    """The keys of a unit that were not taken back, newest first, with who gave them."""
    rows = ApiKey.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
    rows = rows.filter(unit_id=unit_id, revoked_at__isnull=True, valid_to__gt=actor.day)
    return rows.select_related("given_by").order_by("-pk")


def key_of(secret: str, *, day: date) -> ApiKey | None:
    """The key with a secret, while it opens anything.

    A key ends with its day, when it is taken back, when the account of who gave it is closed, and as soon as that
    person might no longer give it: it never holds more rights than its maker can hand on. Three statements.
    """
    rows = ApiKey.objects.filter(
        secret_digest=digest(secret),
        revoked_at__isnull=True,
        valid_from__lte=day,
        valid_to__gt=day,
        given_by__is_active=True,
    )
    key = rows.select_related("given_by").order_by("pk").first()
    if key is None:
        return None
    maker = actor_of(key.given_by, day=day)
    return key if may_appoint(maker, key.role, key.unit_id) else None


def holder_of(key: ApiKey, *, day: date) -> Actor:
    """The asker behind a key: one role at one unit, in the name of who gave it. No statement."""
    grant = Grant(
        role=key.role,
        unit_id=key.unit_id,
        valid=Period(key.valid_from, key.valid_to),
        allows=ROLES[key.role].allows,
    )
    return Actor(
        kind=ActorKind.ACCOUNT,
        day=day,
        account_id=key.given_by_id,
        cause=f"api: {key.name}"[:80],
        grants=(grant,),
        has_second_factor=True,
        tree=units.ClosureTree(),
    )
