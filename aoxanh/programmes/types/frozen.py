"""The words of frozen figures: what stood at the end of a period, and what became of it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from aoxanh.kernel.events import Event


FREEZE_JOB: Final = "figures.freeze"
"""The kind of job that freezes the figures of a tree."""

WITHHELD: Final = "withheld"
"""What stands beside a figure that others are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """One indicator of one unit as it stood: the stretch, its figures, and what stood beside them."""

    unit_id: int
    indicator: str
    label: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    status: str = ""
    beside: Mapping[str, Any]
    """Counters, the level of a score, the statement, an override: what stood beside the figure."""

    @property
    def key(self) -> tuple[int, str]:
        return self.unit_id, self.indicator

    @property
    def is_withheld(self) -> bool:
        """Whether others are not told it: it counts persons in need, and they are few."""
        return bool(self.beside.get(WITHHELD))


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRow:
    """An indicator of one unit as frozen, as last corrected, and as it stands now for the same day."""

    indicator: str
    name: str
    unit: str
    frozen: Frozen | None
    now: Frozen | None

    @property
    def is_changed(self) -> bool:
        """Whether anything but what stands beside it differs."""
        return _figures(self.frozen) != _figures(self.now)

    @property
    def difference(self) -> Decimal | None:
        """By how much the value differs, where both are known."""
        before = self.frozen.value if self.frozen else None
        after = self.now.value if self.now else None
        return after - before if before is not None and after is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The figures of a programme's own unit that were frozen last: what everyone may read of where it stands."""

    day: date
    number: str
    """The paper's."""
    corrected_on: date | None
    """When a later look found figures different, last."""
    figures: Mapping[str, Frozen]
    """As last corrected, by indicator."""


def _figures(one: Frozen | None) -> tuple[object, ...] | None:
    return (one.label, one.numerator, one.denominator, one.value, one.status) if one else None


@dataclass(frozen=True, slots=True)
class FiguresFrozen(Event):
    freeze_id: int
    programme: str
    day: date
    figures: int
    digest: str


@dataclass(frozen=True, slots=True)
class FrozenFiguresCorrected(Event):
    freeze_id: int
    version: int
    figures: int
    digest: str
