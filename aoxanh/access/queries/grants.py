"""Who holds which role where."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from aoxanh.access.models import RoleGrant
from aoxanh.access.models.grant import RoleGrantQuerySet
from aoxanh.access.rules import ROLES
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


def grants_at(unit_id: int, *, actor: Actor) -> RoleGrantQuerySet:
    """The roles at a unit that hold on the actor's day or begin later, for those who may hand on roles there."""
    return (
        RoleGrant.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
        .filter(unit_id=unit_id, valid_to__gt=actor.day)
        .select_related("account")
        .order_by("role", "valid_from", "pk")
    )


def grants_of(*, actor: Actor) -> RoleGrantQuerySet:
    """The actor's own roles, past ones too."""
    own = RoleGrant.objects.order_by("-valid_from", "pk")
    return own.none() if actor.account_id is None else own.filter(account_id=actor.account_id)


def accounts_with(
    permission: Permission, unit_ids: Collection[int], *, actor: Actor
) -> dict[int, list[int]]:
    """The accounts that hold ``permission`` at each of the units the actor may see, on the actor's day."""
    roles = [code for code, role in ROLES.items() if permission in role.allows]
    rows = RoleGrant.objects.visible_to(actor, Permission.UNIT_VIEW).filter(
        unit_id__in=unit_ids, role__in=roles, valid_from__lte=actor.day, valid_to__gt=actor.day
    )
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, account_id in rows.order_by("unit_id", "pk").values_list("unit_id", "account_id"):
        if account_id not in found[unit_id]:
            found[unit_id].append(account_id)
    return dict(found)


def roles_held(*, account_id: int, unit_id: int, day: date, actor: Actor) -> frozenset[str]:
    """The roles an account holds at a unit on ``day``: for its holder and for those who hand on roles there."""
    rows = RoleGrant.objects.filter(
        account_id=account_id, unit_id=unit_id, valid_from__lte=day, valid_to__gt=day
    )
    if account_id != actor.account_id:
        rows = rows.visible_to(actor, Permission.ACCOUNT_INVITE)
    return frozenset(rows.values_list("role", flat=True))
