"""Who must confirm sign-in with a one-time code."""

from collections.abc import Iterable

from aoxanh.access.rules.roles import ROLES
from aoxanh.units.types import SecondFactor


def needs_second_factor(roles: Iterable[str], policy: str) -> bool:
    """Whether someone who holds ``roles`` needs a second factor under the instance's ``policy``."""
    held = tuple(roles)
    if policy == SecondFactor.ALL:
        return bool(held)
    if policy == SecondFactor.WIDE:
        return any(ROLES[role].second_factor for role in held)
    return False
