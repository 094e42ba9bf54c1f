"""The words of plan documents: what an indicator is, how it is judged, how often a task is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import Period


class IndicatorType(TextChoices):
    """What kind of promise an indicator is (PRG-03)."""

    RATIO = "RATIO", _("Tỷ lệ")
    COUNT = "COUNT", _("Số lượng")
    YEARLY_EVENT = "YEARLY_EVENT", _("Việc định kỳ")
    COVERAGE = "COVERAGE", _("Độ phủ đơn vị")
    COMPOUND = "COMPOUND", _("Tỷ lệ hai bước")
    QUALITATIVE = "QUALITATIVE", _("Định tính")
    DUTY = "DUTY", _("Nhiệm vụ")
    SCORE = "SCORE", _("Điểm theo mức")


class Basis(TextChoices):
    """Over which days an indicator is counted."""

    AT_DATE = "AT_DATE", _("Tại thời điểm")
    PER_YEAR = "PER_YEAR", _("Từng năm")
    CUMULATIVE = "CUMULATIVE", _("Cộng dồn từ đầu")


class Operator(TextChoices):
    """How a value is held against its target."""

    AT_LEAST = ">=", _("ít nhất")
    EXACTLY = "=", _("đủ")
    NONE = "none", _("không ấn định")


class TaskEvery(TextChoices):
    """How often a task of a plan is due; what is due when is made of this and its deadline (PLN-04)."""

    YEAR = "year", _("Hằng năm")
    TWO_YEARS = "2 years", _("02 năm một lần")
    PHASE = "phase", _("Mỗi giai đoạn")
    ONCE = "once", _("Một lần")
    REGULARLY = "regularly", _("Thường xuyên")


class TaskRole(TextChoices):
    """What a body is to a task (PLN-03)."""

    LEAD = "LEAD", _("Chủ trì")
    COORDINATE = "COORDINATE", _("Phối hợp")


PERCENT_TYPES: Final = frozenset(
    {IndicatorType.RATIO, IndicatorType.COVERAGE, IndicatorType.COMPOUND}
)
"""Types whose targets are percentages whatever else is said; a DUTY or SCORE is one ``across`` units."""

EVERY_YEAR: Final = "per_year"
"""The key of a target that holds in every year."""


@dataclass(frozen=True, slots=True)
class ProgrammeLoaded(Event):
    programme_id: int
    indicators: int
    edition: int = 1


@dataclass(frozen=True, slots=True)
class ProgrammeClosed(Event):
    programme_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKnown:
    """A programme as loading must know it: whose number it bears, and whether it may still change."""

    code: str
    number: str
    issuer: str
    parent: str
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWorld:
    """What a plan may name: measures with their filters, values of filters, kinds of units, other plans."""

    measures: Mapping[str, frozenset[str]]
    values: Mapping[str, frozenset[str]]
    kinds: frozenset[str]
    by_unit: frozenset[str] = frozenset()
    """The measures that can be told unit by unit."""
    programmes: tuple[ProgrammeKnown, ...] = ()
    shipped: frozenset[str] = frozenset()
    """Programmes that come along by themselves when one below them is loaded."""
    indicators: Mapping[str, str] = field(default_factory=dict)
    """To which programme the code of an indicator belongs."""


@dataclass(frozen=True, slots=True)
class Term:
    """A measure, narrowed by filters, as an expression names it."""

    measure: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """Under which its value stands: the measure's code alone when nothing narrows it."""
        if not self.where:
            return self.measure
        told = ";".join(f"{name}={'|'.join(values)}" for name, values in self.where)
        return f"{self.measure}[{told}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedWindow:
    """An indicator for which an event does not count, being held more than ``days`` from ``middle`` (“05/12”)."""

    code: str
    middle: str
    days: int


class Joining(TextChoices):
    """How the measures of one expression are put together."""

    SUM = "sum", _("Cộng lại; dòng ghi “trừ” thì trừ đi")
    MIN = "min", _("Lấy số nhỏ nhất: việc nào cũng phải có")
    MAX = "max", _("Lấy số lớn nhất")


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """One measure of an expression, or several joined by themselves: added or taken off.

    With ``reach`` it is 1 from that number on, else 0.
    """

    counted: "Term | Combined"
    reach: int | None = None
    is_less: bool = False


@dataclass(frozen=True, slots=True)
class Combined:
    """An expression of several measures, row by row."""

    joining: Joining
    rows: tuple[CombinedRow, ...]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """What an indicator must reach by the end of a phase or of a year, or in every year of ``period``."""

    phase: str
    period: Period
    value: Decimal
    year: int | None = None
    is_yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorShown:
    """An indicator with its programme's days and its targets in order."""

    code: str
    name: str
    family: str
    source: str
    type: IndicatorType
    basis: Basis
    operator: Operator
    counted_in: str
    evidence: str
    levels: tuple[str, ...]
    programme: str
    programme_code: str
    period: Period
    definition: Mapping[str, Any]
    targets: tuple[TargetShown, ...]
    phases: tuple[tuple[str, Period], ...]
    """The phases of its programme by name, in order."""

    @property
    def is_share_of_declared(self) -> bool:
        """Whether it holds what was recorded against what units declare, unit by unit and year by year (ACT-13)."""
        declared = "activities_declared" in self.definition.get("requires", ())
        return self.type == IndicatorType.RATIO and declared


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeShown:
    """A programme as pages tell it."""

    unit_id: int
    code: str
    name: str
    number: str
    issuer: str
    issued_on: date | None
    parent: str
    territory: str
    subjects: str
    bases: tuple[Mapping[str, str], ...]
    period: Period
    closed_on: date | None
    indicators: int
    edition: int


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An activity that an indicator counted."""

    activity_id: int
    title: str
    unit_id: int
    day: date
