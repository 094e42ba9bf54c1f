"""Who asks: an account with grants, the bearer of one pass, or the system with its cause."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach


NOWHERE = 0
"""A unit that there is not: asked for where a row was not found, which then costs as much as one of others."""


class ActorKind(StrEnum):
    ACCOUNT = "ACCOUNT"
    GUEST = "GUEST"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Anchors:
    """The units at which a permission is granted, by how far it reaches from there."""

    own: frozenset[int] = frozenset()
    children: frozenset[int] = frozenset()
    subtree: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.own or self.children or self.subtree)

    @property
    def units(self) -> frozenset[int]:
        return self.own | self.children | self.subtree


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of an account at one unit for a time, with what the role allows."""

    role: str
    unit_id: int
    valid: Period
    allows: Mapping[Permission, Reach] = field(hash=False)


class UnitTree(Protocol):
    """What an actor needs to know of the organisation tree."""

    def covered(self, anchors: Anchors, *, unit_ids: Set[int], day: date) -> frozenset[int]:
        """Those of ``unit_ids`` that lie within reach of ``anchors`` on ``day``."""
        ...


class _NoTree:
    """The tree of those who hold no grant."""

    def covered(self, anchors: Anchors, *, unit_ids: Set[int], day: date) -> frozenset[int]:
        del day
        return anchors.units & unit_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The asker of a query and the doer of an action, on one day.

    ``has_second_factor`` is told of accounts that hold a role.
    """

    kind: ActorKind
    day: date
    account_id: int | None = None
    person_id: int | None = None
    pass_id: int | None = None
    cause: str = ""
    grants: tuple[Grant, ...] = ()
    has_second_factor: bool = field(default=False, compare=False)
    tree: UnitTree = field(default=_NoTree(), hash=False, compare=False)

    @classmethod
    def system(cls, *, cause: str, day: date) -> "Actor":
        """The product itself, acting because of ``cause`` (a command, a schedule, a trail entry)."""
        return cls(kind=ActorKind.SYSTEM, day=day, cause=cause)

    @classmethod
    def guest(
        cls, *, day: date, pass_id: int | None = None, person_id: int | None = None
    ) -> "Actor":
        """A visitor; with ``pass_id``, the bearer of that pass and nothing else."""
        return cls(kind=ActorKind.GUEST, day=day, pass_id=pass_id, person_id=person_id)

    @property
    def is_system(self) -> bool:
        return self.kind == ActorKind.SYSTEM

    @property
    def current_grants(self) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if self.day in grant.valid)

    def reach(self, permission: Permission) -> Anchors:
        """The units at which ``permission`` is granted on the actor's day."""
        found: dict[Reach, set[int]] = {reach: set() for reach in Reach}
        for grant in self.current_grants:
            reach = grant.allows.get(permission)
            if reach is not None:
                found[reach].add(grant.unit_id)
        return Anchors(
            own=frozenset(found[Reach.OWN]),
            children=frozenset(found[Reach.CHILDREN]),
            subtree=frozenset(found[Reach.SUBTREE]),
        )

    def may(self, permission: Permission, *, at: int) -> bool:
        """Whether the actor holds ``permission`` for the unit with id ``at``."""
        return at in self.among(permission, unit_ids={at})

    def among(self, permission: Permission, *, unit_ids: Set[int]) -> frozenset[int]:
        """Those of ``unit_ids`` for which the actor holds ``permission``."""
        if self.is_system:
            return frozenset(unit_ids)
        anchors = self.reach(permission)
        further = unit_ids - anchors.units
        near = frozenset(unit_ids & anchors.units)
        if not (anchors and further):
            return near
        return near | self.tree.covered(anchors, unit_ids=further, day=self.day)

    def require(self, permission: Permission, *, at: int) -> None:
        """Raise ``NotAllowed`` unless the actor holds ``permission`` at the unit ``at``."""
        if not self.may(permission, at=at):
            raise NotAllowed

    def holds(self, permission: Permission) -> bool:
        """Whether the actor holds ``permission`` anywhere."""
        return self.is_system or bool(self.reach(permission))
