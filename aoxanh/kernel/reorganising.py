"""What ending and moving units means to each context: told beforehand, done with it, taken back with it.

A context registers its consequence in ``apps.ready()``; ``units``, which knows of no context above, asks them all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from aoxanh.kernel.actors import Actor


Kept = dict[str, Any]
"""What a consequence must know to take back what it did: ids and days, nothing personal; JSON holds it."""


class Weight(StrEnum):
    """How much a told consequence asks of the reader."""

    STOPS = "STOPS"
    WARNS = "WARNS"
    CHANGES = "CHANGES"
    STAYS = "STAYS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One unit that ends, or moves below another parent, on the day of the plan.

    ``heirs`` are those that follow a unit that ends, or the new parent of one that moves. ``acting_id`` is the unit
    that writes for it from the day on. ``named`` are the accounts that go on working there; None means all.
    """

    unit_id: int
    ends: bool
    heirs: tuple[int, ...]
    acting_id: int
    named: frozenset[int] | None = None

    def goes_along(self, account_id: int) -> bool:
        """Whether this officer of the unit works for the acting unit afterwards."""
        return self.named is None or account_id in self.named


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything one decision does to units on one day."""

    reorganisation_id: int
    unit_id: int
    on: date
    steps: tuple[Step, ...]

    @property
    def ending(self) -> Mapping[int, Step]:
        """The steps of the units that end, by unit."""
        return {step.unit_id: step for step in self.steps if step.ends}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is true of one unit: ``said`` is the same sentence for every unit of which the same is true.

    ``names`` may be personal: they are shown and never kept.
    """

    unit_id: int
    weight: Weight
    said: str
    count: int
    names: tuple[str, ...] = ()


def told_by_unit(rows: Iterable[tuple[int, str]], weight: Weight, said: str) -> list[Told]:
    """(unit id, name) as one told a unit, in the order given; a name that comes again is shown once."""
    found: dict[int, list[str]] = {}
    for unit_id, name in rows:
        found.setdefault(unit_id, []).append(name)
    return [
        Told(
            unit_id=unit_id,
            weight=weight,
            said=said,
            count=len(names),
            names=tuple(dict.fromkeys(names)),
        )
        for unit_id, names in found.items()
    ]


def _does_nothing(*, by: Actor, plan: Plan, now: datetime) -> Kept:
    del by, plan, now
    return {}


def _takes_nothing_back(*, by: Actor, plan: Plan, kept: Kept, now: datetime) -> None:
    del by, plan, kept, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What one context has to say and to do.

    ``tell`` asks a constant number of statements and writes nothing. ``apply`` is called in the transaction that
    changes the tree, ``undo`` in the one that takes it back, both with an entry in the trail.
    """

    code: str
    label: str | Promise
    icon: str
    tell: Callable[[Plan, Actor], Sequence[Told]]
    apply: Callable[..., Kept] = _does_nothing
    undo: Callable[..., None] = _takes_nothing_back


_PATHS: dict[str, str] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: the code of a consequence and where it stands.

    Raises ``ValueError`` on a second owner.
    """
    for code, path in paths.items():
        if code in _PATHS:
            msg = f"consequence registered twice: {code}"
            raise ValueError(msg)
        _PATHS[code] = path


def consequences() -> tuple[Consequence, ...]:
    """Everything that a reorganisation means, in the order in which it was registered."""
    found: tuple[Consequence, ...] = tuple(import_string(path) for path in _PATHS.values())
    return found
