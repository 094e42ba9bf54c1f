"""A small organisation tree, written straight into the closure: province ⊃ commune ⊃ branch, and a sibling."""

from dataclasses import dataclass
from datetime import date

from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.periods import BEGINNING, Period
from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.units.models import Change, Closure, Unit


TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Tree:
    province: int
    commune: int
    sibling: int


def plant() -> Tree:
    """Province with two communes."""
    change = Change.objects.create(verb="FOUND", on=BEGINNING, recorded_at="2026-01-01T00:00Z")
    province, commune, sibling = (
        Unit.objects.create(founding=change, founded_on=BEGINNING) for _ in range(3)
    )
    for ancestor, descendant, depth in (
        (province, province, 0),
        (commune, commune, 0),
        (sibling, sibling, 0),
        (province, commune, 1),
        (province, sibling, 1),
    ):
        Closure.objects.create(
            ancestor=ancestor,
            descendant=descendant,
            depth=depth,
            keeper=depth == 0,
            valid_from=BEGINNING,
        )
    return Tree(province.pk, commune.pk, sibling.pk)


def officer(unit_id: int, *permissions: Permission, account_id: int = 7) -> Actor:
    """An account that holds the permissions at the unit and everything below."""
    allows = dict.fromkeys(permissions, Reach.SUBTREE)
    grant = Grant("OFFICER", unit_id, Period(BEGINNING), allows)
    return Actor(kind=ActorKind.ACCOUNT, day=TODAY, account_id=account_id, grants=(grant,))


def account(account_id: int) -> Actor:
    """An account without any grant."""
    return Actor(kind=ActorKind.ACCOUNT, day=TODAY, account_id=account_id)
