"""Whether an activity lies outside its unit's own territory (COO-05)."""

from collections.abc import Sequence
from typing import Protocol


PlaceKey = tuple[str, str]
"""Level and official code: what stays when a place is renamed."""


class Placed(Protocol):
    """A place as far as nesting goes."""

    level: str
    code: str

    @property
    def parent(self) -> "Placed | None": ...


def chain_of(place: Placed | None) -> tuple[PlaceKey, ...]:
    """The place and everything it lies in, innermost first; empty without a place."""
    chain = []
    while place is not None:
        chain.append((str(place.level), place.code))
        place = place.parent
    return tuple(chain)


def is_outside(*, home: Sequence[PlaceKey], there: Sequence[PlaceKey]) -> bool:
    """Whether ``there`` does not lie in the innermost place of ``home``. A unit without a place is at home anywhere."""
    return bool(home) and home[0] not in there
