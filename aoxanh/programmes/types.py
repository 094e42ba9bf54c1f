"""The words of measuring that cross the context's border."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import Period
from aoxanh.units.types import Destination


REFERENCE = Path(__file__).resolve().parent / "reference"
"""The programmes as shipped, one file each."""


@dataclass(frozen=True, slots=True)
class TodaysMap:
    """“Quy về đơn vị hiện nay” as one unit reads it: what it and its subtree carry on ``day``.

    Whoever reads without one reads “theo thời điểm đó”. ``outside`` are (unit, place) of ended units of which
    some heirs are within and whose facts count elsewhere; place None speaks of facts that have none, and
    ``targets`` says where those of every ended unit count.
    """

    unit_id: int
    day: date
    outside: frozenset[tuple[int, int | None]]
    targets: Mapping[int, Destination]


class Status(TextChoices):
    """Where an indicator stands (PRG-04)."""

    ACHIEVED = "ACHIEVED", _("Đạt")
    ON_TRACK = "ON_TRACK", _("Đúng tiến độ")
    BEHIND = "BEHIND", _("Chậm tiến độ")
    NO_DATA = "NO_DATA", _("Chưa có số liệu")


@dataclass(frozen=True, slots=True)
class CellKey:
    """A cell that a write touched: the unit of the fact and its day."""

    unit_id: int
    day: date


@dataclass(frozen=True, slots=True)
class TargetShown:
    """What an indicator must reach by the end of one phase, in percent."""

    phase: str
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorShown:
    """An indicator with its programme's days and its targets in order."""

    code: str
    name: str
    family: str
    source: str
    programme: str
    period: Period
    definition: Mapping[str, Any]
    targets: tuple[TargetShown, ...]

    def target_on(self, day: date) -> tuple[TargetShown | None, TargetShown | None]:
        """(target of the phase that holds ``day``, target of the phase before)."""
        before: TargetShown | None = None
        for target in self.targets:
            if day in target.period:
                return target, before
            before = target
        return None, before


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitYear:
    """What one unit shows for one year: the level at which a share is evaluated.

    ``denominator`` is None when a measure that the definition requires has no figure: no data, not zero.
    ``is_allocated`` is false for what came from a unit that was split and no heir can be told for.
    """

    unit_id: int
    year: int
    values: Mapping[str, Decimal]
    numerator: Decimal
    denominator: Decimal | None
    is_allocated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """An indicator for a unit and a period. ``percent`` is None when nothing can be known."""

    code: str
    numerator: Decimal
    denominator: Decimal
    percent: Decimal | None
    target: Decimal | None
    needed_now: Decimal | None
    status: Status
    units_with_data: int
    units_expected: int
    period: Period


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A stored figure that is not what a rebuild gives."""

    measure: str
    table: str
    key: tuple[int | date | None, ...]
    stored: Decimal | None
    rebuilt: Decimal | None


@dataclass(frozen=True, slots=True)
class FiguresRebuilt(Event):
    cells: int


@dataclass(frozen=True, slots=True)
class ProgrammeLoaded(Event):
    programme_id: int
    indicators: int
