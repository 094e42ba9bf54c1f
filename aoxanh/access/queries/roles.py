"""The role matrix, and the part of it one may hand on."""

from aoxanh.access.rules import ROLES, grants_that_appoint
from aoxanh.access.types import Role, RoleCode
from aoxanh.kernel.actors import Actor


def roles() -> tuple[Role, ...]:
    """Every role, narrow ones first."""
    return tuple(ROLES.values())


def role(code: str) -> Role:
    """The role called ``code``. Raises ``KeyError``."""
    return ROLES[code]


def appointable_roles(unit_id: int, *, actor: Actor) -> tuple[Role, ...]:
    """The roles that the actor may hand on at a unit."""
    return tuple(each for each in ROLES.values() if may_appoint(actor, each.code, unit_id))


def appoints(actor: Actor, role_code: str) -> bool:
    """Whether the actor hands on a role anywhere."""
    return actor.is_system or bool(grants_that_appoint(actor.current_grants, role_code))


def may_appoint(actor: Actor, role_code: str, unit_id: int) -> bool:
    """Whether the actor may hand on a role at a unit: from it or from above it."""
    if role_code == RoleCode.VOLUNTEER:
        return False
    if actor.is_system:
        return True
    anchors = grants_that_appoint(actor.current_grants, role_code)
    return bool(anchors) and unit_id in actor.tree.covered(
        anchors, unit_ids={unit_id}, day=actor.day
    )


def may_appoint_within(actor: Actor, role_code: str, unit_id: int, *, desk_id: int) -> bool:
    """``may_appoint`` for a unit known to lie at or below ``desk_id``: asks nothing when the desk's reach says it."""
    if role_code == RoleCode.VOLUNTEER or not role_code:
        return False
    if desk_id in grants_that_appoint(actor.current_grants, role_code).subtree:
        return True
    return may_appoint(actor, role_code, unit_id)
