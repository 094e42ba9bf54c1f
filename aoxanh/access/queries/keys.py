"""Who a key speaks for, and the keys of a unit."""

from datetime import date

from django.db.models import Exists, OuterRef

from aoxanh.access.models import ApiKey, RoleGrant
from aoxanh.access.models.keys import ApiKeyQuerySet
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

    A key ends with its day, when it is taken back, when the account is closed, and with the last role of who gave it.
    One statement.
    """
    still = RoleGrant.objects.filter(
        account_id=OuterRef("given_by_id"), valid_from__lte=day, valid_to__gt=day
    )
    rows = ApiKey.objects.filter(
        Exists(still),
        secret_digest=digest(secret),
        revoked_at__isnull=True,
        valid_from__lte=day,
        valid_to__gt=day,
        given_by__is_active=True,
    )
    return rows.order_by("pk").first()


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
