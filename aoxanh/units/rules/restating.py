"""“Quy về đơn vị hiện nay”: which unit of a later day a fact counts to (house decision 2)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aoxanh.units.types import Destination


class Lineage(NamedTuple):
    """What became of units that no longer exist on the day; units that still do are not named.

    ``heirs`` gives the successors of each, or its last parent alone. ``places`` gives a unit's territory as ids
    of today's places. ``above`` lists a living unit and its ancestors, the nearest first.
    """

    heirs: Mapping[int, tuple[int, ...]]
    places: Mapping[int, frozenset[int]]
    above: Mapping[int, tuple[int, ...]]


def destination(unit_id: int, at: frozenset[int], lineage: Lineage) -> Destination:
    """Where a fact of ``unit_id`` counts; ``at`` is the fact's own place as ids of today's places, if known.

    A single heir takes it. Of several the one whose territory holds all of ``at``; when none or more than one
    does, the fact stays with their nearest common ancestor, not allocated.
    """
    here = unit_id
    while here in lineage.heirs:
        heirs = lineage.heirs[here]
        claiming = [heir for heir in heirs if at and at <= lineage.places.get(heir, frozenset())]
        if len(heirs) == 1:
            here = heirs[0]
        elif len(claiming) == 1:
            here = claiming[0]
        else:
            return _shared(sorted(set(living_heirs(here, lineage.heirs))), lineage.above)
    return Destination(here)


def living_heirs(unit_id: int, heirs: Mapping[int, tuple[int, ...]]) -> Iterator[int]:
    """The units still living that what ``unit_id`` left may have come to; one may be named twice."""
    waiting = [unit_id]
    while waiting:
        here = waiting.pop()
        if here in heirs:
            waiting += heirs[here]
        else:
            yield here


def _shared(claimants: list[int], above: Mapping[int, tuple[int, ...]]) -> Destination:
    first, *others = claimants
    if not others:
        return Destination(first)
    for unit_id in above.get(first, ()):
        if all(unit_id in above.get(other, ()) for other in others):
            return Destination(unit_id, is_allocated=False)
    return Destination(first, is_allocated=False)
