"""The words about the yearly record of a pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from aoxanh.activities.models import OutputMetric, Template


@dataclass(frozen=True, slots=True)
class UnitPackYear:
    """What one unit, with all below it, held of a pack in a year, and what came of it by metric."""

    unit_id: int
    name: str
    kind: str
    activities: int
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class PackYear:
    """A pack in a year: each unit that is to hold it, closing figures added up over all its activities."""

    pack: "Template"
    year: int
    metrics: "tuple[OutputMetric, ...]"
    units: tuple[UnitPackYear, ...]

    @property
    def held(self) -> tuple[UnitPackYear, ...]:
        return tuple(unit for unit in self.units if unit.activities)

    @property
    def missing(self) -> tuple[UnitPackYear, ...]:
        return tuple(unit for unit in self.units if not unit.activities)
