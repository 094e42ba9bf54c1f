"""The closure in time: who lay within whom, through parents while open and through heirs once closed."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from aoxanh.kernel.periods import FOREVER
from aoxanh.units.errors import OwnAncestor
from aoxanh.units.types import ClosureRow


class Life(NamedTuple):
    """The days from ``founded_on`` up to, not including, ``closed_on``."""

    founded_on: date
    closed_on: date = FOREVER


class ParentSpell(NamedTuple):
    unit: int
    parent: int
    valid_from: date
    valid_to: date = FOREVER


class Heritage(NamedTuple):
    predecessor: int
    successor: int
    on: date
    keeper: bool


class History(NamedTuple):
    """All that decides a closure. Must hold every unit on the way up from those asked for."""

    lives: Mapping[int, Life]
    parents: Iterable[ParentSpell]
    heirs: Iterable[Heritage]


class Link(NamedTuple):
    """One step up, for a time."""

    target: int
    start: date
    end: date
    keeper: bool


class _Reached(NamedTuple):
    unit: int
    start: date
    end: date
    depth: int
    keeper: bool
    path: tuple[int, ...]


class _Piece(NamedTuple):
    start: date
    end: date
    depth: int
    keeper: bool


def last_parents(parents: Iterable[ParentSpell]) -> dict[int, int]:
    """Each unit's parent of the latest spell."""
    latest: dict[int, ParentSpell] = {}
    for spell in parents:
        known = latest.get(spell.unit)
        if known is None or known.valid_from < spell.valid_from:
            latest[spell.unit] = spell
    return {unit: spell.parent for unit, spell in latest.items()}


def links(history: History) -> dict[int, list[Link]]:
    """Steps up from each unit: to its parents while open; once closed to its heirs, with none to its last parent.

    A last parent that inherits alone keeps the books too: somebody must.
    """
    spells, heritages = tuple(history.parents), tuple(history.heirs)
    steps: dict[int, list[Link]] = defaultdict(list)
    for unit, parent, start, end in spells:
        last_day = min(end, history.lives[unit].closed_on)
        if start < last_day:
            steps[unit].append(Link(parent, start, last_day, keeper=False))

    followed = set()
    for predecessor, successor, on, keeper in heritages:
        closed_on = history.lives[predecessor].closed_on
        if closed_on < FOREVER:
            followed.add(predecessor)
            steps[predecessor].append(Link(successor, max(on, closed_on), FOREVER, keeper))

    for unit, parent in last_parents(spells).items():
        closed_on = history.lives[unit].closed_on
        if closed_on < FOREVER and unit not in followed:
            steps[unit].append(Link(parent, closed_on, FOREVER, keeper=True))
    return steps


def closure_rows(history: History, units: Iterable[int]) -> list[ClosureRow]:
    """The closure of ``units``: one row per ancestor and stretch of unchanged depth and keeping.

    A unit's row to itself runs from its founding for ever. Of several ways up the shortest counts; keeping
    passes when any way up consists of keeper steps only. Raises ``OwnAncestor``.
    """
    steps = links(history)
    rows = []
    for unit in units:
        pieces: dict[int, list[_Piece]] = defaultdict(list)
        for found in _ways_up(unit, history.lives[unit].founded_on, steps):
            pieces[found.unit].append(_Piece(found.start, found.end, found.depth, found.keeper))
        for ancestor, parts in pieces.items():
            rows += [
                ClosureRow(ancestor, unit, depth, keeper, start, end)
                for start, end, depth, keeper in _joined(parts)
            ]
    return rows


def _ways_up(unit: int, founded_on: date, steps: Mapping[int, list[Link]]) -> Iterator[_Reached]:
    waiting = [_Reached(unit, founded_on, FOREVER, 0, keeper=True, path=(unit,))]
    while waiting:
        here = waiting.pop()
        yield here
        for link in steps.get(here.unit, ()):
            start, end = max(here.start, link.start), min(here.end, link.end)
            if start >= end:
                continue
            if link.target in here.path:
                raise OwnAncestor
            keeper, path = here.keeper and link.keeper, (*here.path, link.target)
            waiting.append(_Reached(link.target, start, end, here.depth + 1, keeper, path))


def _joined(parts: list[_Piece]) -> list[_Piece]:
    """Stretches without overlap, neighbours that say the same joined."""
    if len(parts) == 1:
        return parts
    bounds = sorted({part.start for part in parts} | {part.end for part in parts})
    joined: list[_Piece] = []
    for start, end in itertools.pairwise(bounds):
        over = [part for part in parts if part.start <= start and end <= part.end]
        if not over:
            continue
        depth, keeper = min(part.depth for part in over), any(part.keeper for part in over)
        if joined and joined[-1].end == start and joined[-1][2:] == (depth, keeper):
            start = joined.pop().start  # noqa: PLW2901  the stretch grows to the left
        joined.append(_Piece(start, end, depth, keeper))
    return joined
