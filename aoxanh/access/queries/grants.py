"""Who holds which role where."""

from aoxanh.access.models import RoleGrant
from aoxanh.access.models.grant import RoleGrantQuerySet
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
