"""Who may hand on which role."""

from collections.abc import Iterable

from aoxanh.access.rules.roles import ROLES
from aoxanh.kernel.actors import Anchors, Grant
from aoxanh.kernel.permissions import Permission, Reach


def grants_that_appoint(grants: Iterable[Grant], role: str) -> Anchors:
    """From which units the holder of ``grants`` may hand on ``role``, and how far below them.

    Only the grants whose own role appoints it count: two half powers do not add up to one.
    """
    found: dict[Reach, set[int]] = {reach: set() for reach in Reach}
    for grant in grants:
        reach = grant.allows.get(Permission.ACCOUNT_INVITE)
        if reach is not None and role in ROLES[grant.role].appoints:
            found[reach].add(grant.unit_id)
    return Anchors(
        own=frozenset(found[Reach.OWN]),
        children=frozenset(found[Reach.CHILDREN]),
        subtree=frozenset(found[Reach.SUBTREE]),
    )
