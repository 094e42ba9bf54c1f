"""When teams serve: nobody is in two places at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours of one duty; ``key`` is its row, 0 for one that is only asked for."""

    starts_at: datetime
    ends_at: datetime
    key: int = 0


def clash(wanted: Iterable[Stretch], held: Iterable[Stretch]) -> Stretch | None:
    """The first held stretch that a wanted one runs into; those that touch do not clash."""
    known = sorted(held, key=lambda each: (each.starts_at, each.key))
    for want in sorted(wanted, key=lambda each: each.starts_at):
        for have in known:
            if want.starts_at < have.ends_at and have.starts_at < want.ends_at:
                return have
    return None


def overlapping(held: Iterable[Stretch]) -> frozenset[int]:
    """The keys of stretches that run into another of the same."""
    ordered = sorted(held, key=lambda each: (each.starts_at, each.key))
    found: set[int] = set()
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            found |= {one.key, other.key}
    return frozenset(found)
