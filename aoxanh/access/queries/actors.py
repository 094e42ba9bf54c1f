"""Who asks: an account's grants as the kernel's actor."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, QuerySet

from aoxanh.access.models import Account, RoleGrant
from aoxanh.access.rules import ROLES, needs_second_factor
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.periods import Period
from aoxanh.units import queries as units


_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _held(account_id: int, day: date) -> QuerySet[RoleGrant, Any]:
    factors = Authenticator.objects.filter(user_id=account_id, type__in=_SECOND_FACTORS)
    rows = RoleGrant.objects.filter(account_id=account_id, valid_from__lte=day, valid_to__gt=day)
    columns = ("role", "unit_id", "valid_from", "valid_to", Exists(factors))
    found: QuerySet[RoleGrant, Any] = rows.order_by("valid_from", "pk").values_list(*columns)
    return found


_HELD = Compiled(_held, account_id=int, day=date)


def actor_of(account: Account, *, day: date) -> Actor:
    """The account as asker on ``day``, with the grants that hold then: one statement."""
    held = _HELD.rows(account_id=account.pk, day=day)
    grants = tuple(
        Grant(role=role, unit_id=unit_id, valid=Period(start, end), allows=ROLES[role].allows)
        for role, unit_id, start, end, _ in held
    )
    return Actor(
        kind=ActorKind.ACCOUNT,
        day=day,
        account_id=account.pk,
        grants=grants,
        has_second_factor=any(row[-1] for row in held),
        tree=units.ClosureTree(),
    )


def must_set_up_second_factor(*, actor: Actor, policy: str) -> bool:
    """Whether the actor's roles need more than a password under ``policy`` and nothing is set up yet.

    ``policy`` is the instance's ``second_factor``.
    """
    held = (grant.role for grant in actor.current_grants)
    return needs_second_factor(held, policy) and not actor.has_second_factor
