"""The words of measuring that cross the context's border."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import Period
from aoxanh.units.types import Destination


REFERENCE = Path(__file__).resolve().parents[1] / "reference"
"""The programmes as shipped, one file each."""

FOLLOWER: Final = "programmes.rollup"
"""Under which name the roll-up follows the trail."""


@dataclass(frozen=True, slots=True)
class TodaysMap:
    """“Quy về đơn vị hiện nay” as one unit reads it: what it, with or without those ``below``, carries on ``day``.

    Whoever reads without one reads “theo thời điểm đó”. ``outside`` are (unit, place) of ended units of which
    some heirs are within and whose facts count elsewhere; place None speaks of facts that have none, and
    ``targets`` says where those of every ended unit count.
    """

    unit_id: int
    day: date
    below: bool
    gone: frozenset[int]
    """Ended units below of which nothing counts here."""
    outside: frozenset[tuple[int, int | None]]
    targets: Mapping[int, Destination]


class Status(TextChoices):
    """Where an indicator stands (PRG-04)."""

    ACHIEVED = "ACHIEVED", _("Đạt")
    ON_TRACK = "ON_TRACK", _("Đúng tiến độ")
    BEHIND = "BEHIND", _("Chậm tiến độ")
    NO_DATA = "NO_DATA", _("Chưa có số liệu")
    QUALITATIVE = "QUALITATIVE", _("Định tính")
    NO_TARGET = "NO_TARGET", _("Không ấn định mức")
    WITHHELD = "WITHHELD", _("Không nêu số")


@dataclass(frozen=True, slots=True)
class CellKey:
    """A cell that a write touched: the unit of the fact and its day."""

    unit_id: int
    day: date


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
class Span:
    """A stretch of time that has a name."""

    label: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAsked:
    """What “Số liệu nhanh” is asked: whose, when, about what. ``field`` and ``campaign_id`` empty mean all."""

    unit_id: int
    period: Period
    below: bool = True
    field: str = ""
    campaign_id: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether only some activities are asked for."""
        return bool(self.field or self.campaign_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the activities brought about in one metric; ``about`` how much of it was said to be “about”."""

    metric: str
    name: str
    unit_name: str
    is_money: bool
    amount: Decimal
    about: Decimal
    worth: Decimal | None
    activities: int
    evidenced: int
    """Of ``activities``, those with a picture, a file or a named paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickFigures:
    """The figures of one look. None is “chưa có số liệu”; declared figures stand apart from confirmed ones."""

    activities: int
    teams: int
    """Teams that were there at some day of the span; none when nobody registered one."""
    afterwards: int
    """Of ``activities``, those only recorded afterwards: declared, without presences."""
    turns: Decimal | None
    persons: Decimal | None
    days: Decimal | None
    minutes: Decimal | None
    turns_declared: Decimal | None
    beneficiaries: Decimal | None
    beneficiaries_about: Decimal | None
    value: Decimal | None
    value_about: Decimal | None
    turns_before: Decimal | None
    minutes_before: Decimal | None
    persons_before: Decimal | None
    """Those of the same days one year before."""
    months: Mapping[date, Decimal]
    """Turns by month."""
    results: tuple[Result, ...]
    as_of: datetime | None
    """When the figures last followed the trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickTold:
    """Figures with the names their words need."""

    figures: QuickFigures
    unit: str
    below: bool
    period: Period
    day: date
    field: str
    campaign: str
    portal: str

    @property
    def as_of(self) -> datetime | None:
        return self.figures.as_of


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words: the measure it opens to, its label, the figure, what kind of figure it is."""

    code: str
    label: str
    words: str
    note: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """What the portal tells everyone of a unit and all below it in a year; None where no row speaks of it."""

    activities: int | None = None
    turns: int | None = None
    persons: int | None = None
    minutes: int | None = None
    works: int | None = None
