"""The words of judging: what is due when, the facts it is judged by, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes.types.figures import Status
from aoxanh.programmes.types.plans import IndicatorShown


@dataclass(frozen=True, slots=True)
class Due:
    """One stretch for which an indicator is asked: a year, a cycle of years, a phase."""

    label: str
    period: Period
    target: Decimal | None
    before: Decimal = Decimal(0)
    """Where the path to ``target`` begins."""


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """That a unit was of one kind for a time."""

    unit_id: int
    kind: str
    valid: Period
    reports: bool = False
    """Whether it is expected to declare what it did (ACT-13)."""


@dataclass(frozen=True, slots=True)
class Rebased:
    """A duty whose units ceased, told anew from a year on by decision."""

    code: str
    from_year: int
    kinds: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer said of an indicator: a figure beside the computed one, or a statement without one."""

    code: str
    year: int | None
    value: Decimal | None
    text: str
    number: str = ""
    """The paper's."""
    on: date | None = None
    """The day on which it was recorded."""
    pk: int | None = None
    decided_by_id: int | None = None
    account_id: int | None = None
    file_code: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What indicators of one unit are judged by: sums by unit and stretch, subjects by period or day."""

    day: date
    kinds: Mapping[str, MeasureKind]
    """Every measure that can be recorded."""
    spans: tuple[UnitSpan, ...] = ()
    own: Mapping[tuple[int, date], Mapping[str, Decimal]] = field(default_factory=dict)
    """Sums by ``Term.key``, of each unit for itself, by first day of a stretch that no edge divides."""
    below: Mapping[tuple[int, date], Mapping[str, Decimal]] = field(default_factory=dict)
    """The same of units with all below them."""
    subjects: Mapping[tuple[str, Period], Decimal] = field(default_factory=dict)
    """Distinct subjects in a period; stocks on its last day."""
    reached: Mapping[str, tuple[tuple[int, date], ...]] = field(default_factory=dict)
    """Units that are themselves the subjects of a measure, with the days on which they were, by ``Term.key``."""
    rebased: tuple[Rebased, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueValue:
    """What an indicator came to in one stretch. ``value`` is None where nothing can be known."""

    due: Due
    numerator: Decimal = Decimal(0)
    denominator: Decimal | None = None
    value: Decimal | None = None
    needed: Decimal | None = None
    is_over: bool = False
    counted: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    expected: int | None = None
    """How many units are asked, where units are."""
    told: Told | None = None
    """A figure that was decided beside the computed one; it never counts as reached."""

    @property
    def is_met(self) -> bool:
        return self.value is not None and (self.due.target is None or self.value >= self.due.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an indicator stands for a unit, with every stretch begun so far, the current one last."""

    each: IndicatorShown
    status: Status
    is_percent: bool
    dues: tuple[DueValue, ...] = ()
    counters: tuple[tuple[str, Decimal], ...] = ()
    awaits: tuple[str, ...] = ()
    """Measures that cannot be recorded yet."""
    band: str = ""
    statement: Told | None = None
    """What the unit said last, up to the day."""
    told: tuple[Told, ...] = ()
    """Everything that was said and holds, the newest year first."""
    rebased: Rebased | None = None
    """The decision by which other kinds of units are asked than the document names."""
    needs_rebasing: bool = False
    """No unit of the kinds it asks is left, and nobody has decided what is asked instead."""
    until: date | None = None
    """Of persons in need others are told up to a day at which a year or a phase ended."""

    @property
    def current(self) -> DueValue | None:
        return self.dues[-1] if self.dues else None

    @property
    def label(self) -> str | Promise:
        return self.status.label


@dataclass(frozen=True, slots=True)
class StepsBelow:
    """Which units below reach both steps of a compound indicator, and which do not."""

    reached: tuple[int, ...]
    others: tuple[int, ...]
    withheld: tuple[int, ...] = ()
    """Units whose figures the asker is not told."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What an indicator had come to on a day; None where nothing could be known."""

    day: date
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """An indicator over the days of its programme, beside the path its targets ask."""

    period: Period
    is_percent: bool
    points: tuple[TrendPoint, ...]
    path: tuple[tuple[date, Decimal], ...]
    """Corners of the path, in order; each target ends a stretch."""

    @property
    def is_told(self) -> bool:
        """Whether anything is known at all."""
        return any(point.value is not None for point in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadedMap:
    """Units right below on the ground of a province or of the country, each filled by its figure of one indicator."""

    number: int
    """Of the indicator, as its programme lists it."""
    name: str
    width: float
    height: float
    areas: Sequence[tuple[str, str]]
    """Outline (the path of an SVG) and shade, "1" light to "5" dark, "none" where nothing is known."""
    legend: Sequence[tuple[str, str]]
    """Shade and words, from light to dark."""
    islands: Sequence[tuple[str, float, float, Sequence[tuple[float, float]]]] = ()
    """On a map of the country: the name of each far group, where the name ends, and its dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One indicator over time, and where it stands in each unit right below."""

    each: IndicatorShown
    trend: Trend
    below: Mapping[int, Standing]
