"""The words of money under a programme: sources, estimates, what was placed and what was spent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


MOST_VND: Final = 10**15
"""More than any programme costs: a slip of the keys."""


class SourceKind(TextChoices):
    """Where money of a programme comes from (RES-02)."""

    STATE = "STATE", _("Ngân sách nhà nước")
    RECURRENT = "RECURRENT", _("Dự toán chi thường xuyên đã giao")
    INTEGRATED = "INTEGRATED", _("Lồng ghép chương trình khác")
    SOCIAL = "SOCIAL", _("Huy động xã hội")
    OTHER = "OTHER", _("Nguồn hợp pháp khác")


class BudgetTier(TextChoices):
    """Which tier's state budget a source is."""

    CENTRAL = "central", _("trung ương")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class EstimateState(TextChoices):
    """How far a body's estimate of a year has come."""

    DRAFT = "DRAFT", _("Đang lập")
    SENT = "SENT", _("Đã gửi")
    RETURNED = "RETURNED", _("Trả lại để sửa")
    APPROVED = "APPROVED", _("Đã duyệt")


OPEN_STATES = frozenset({EstimateState.DRAFT, EstimateState.RETURNED})
"""While its body may still change it."""

GIVEN_STATES = frozenset({EstimateState.SENT, EstimateState.APPROVED})
"""When it counts in the consolidated estimate."""


class YearState(TextChoices):
    """How far the consolidated estimate of a year has come."""

    OPEN = "OPEN", _("Đang tổng hợp")
    SUBMITTED = "SUBMITTED", _("Đã trình")
    DECIDED = "DECIDED", _("Đã duyệt")


class MoneyKind(TextChoices):
    """What an entry of money says."""

    PLACED = "PLACED", _("Bố trí")
    SPENT = "SPENT", _("Thực hiện")


class MoneyFlag(TextChoices):
    """What is to be looked at in money that was spent."""

    UNPLANNED = "UNPLANNED", _("Chi ngoài dự toán")
    ABOVE = "ABOVE", _("Vượt số được duyệt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of money as the plan names it."""

    code: str
    name: str
    kind: SourceKind = SourceKind.OTHER
    tier: BudgetTier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRule:
    """What a plan allows in one year: only these sources, and no more than was assigned already (RES-04)."""

    sources: frozenset[str]
    within_assigned: bool
    basis: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGiven:
    """One line of an estimate as a body writes it; money in whole đồng."""

    task_id: int
    source: str
    amount: int
    is_about: bool = False
    scheme_id: int | None = None
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyGiven:
    """An entry of money: how much, by which document of which day."""

    kind: MoneyKind
    year: int
    source: str
    amount: int
    document: str
    document_on: date
    is_about: bool = False
    task_id: int | None = None
    scheme_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGiven:
    """The paper by which a year is submitted, proposed or decided; ``body`` is to whom, or whose."""

    paper: str
    on: date
    body: str = ""
    takes_number: bool = False
    """Whether the unit's own register gives the number, today; ``paper`` and ``on`` say nothing then."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An amount that another one weighed, and why it is less."""

    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceYear:
    """The money of one source in one year, in whole đồng; ``approved`` is None until somebody decided.

    Integrated money belongs to another scheme and is counted there: it is shown here and in no sum.
    """

    year: int
    source: str
    name: str
    kind: SourceKind
    asked: int = 0
    approved: int | None = None
    placed: int = 0
    spent: int = 0
    is_about: bool = False

    @property
    def is_counted(self) -> bool:
        return self.kind != SourceKind.INTEGRATED

    @property
    def planned(self) -> int:
        """What was approved, or asked for while nobody has decided."""
        return self.asked if self.approved is None else self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySum:
    """Money added up, each đồng once: integrated money stands beside."""

    asked: int = 0
    approved: int | None = None
    placed: int = 0
    spent: int = 0
    integrated: int = 0
    is_about: bool = False

    @property
    def planned(self) -> int:
        return self.asked if self.approved is None else self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMoney:
    """Money of a programme by source and year, in the order of years and of the plan's sources."""

    rows: tuple[SourceYear, ...]
    total: MoneySum
    by_year: Mapping[int, MoneySum] = field(default_factory=dict)
    by_source: Mapping[str, MoneySum] = field(default_factory=dict)
    """By the name of the source; integrated sources too, as sums of their own."""


Place = tuple[int, int, int, str, str]
"""(unit, year, task, source, scheme)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line of an estimate as pages tell it, with what was spent on it."""

    pk: int
    unit_id: int
    year: int
    task_id: int
    task: str
    clause: str
    task_code: str
    source: str
    source_name: str
    kind: SourceKind
    scheme: str
    content: str
    amount: int
    is_about: bool
    proposed: int | None
    proposed_reason: str
    approved: int | None
    reason: str
    supplement: int = 0
    """0 for the year's own estimate, then what was asked for besides."""

    spent: int = 0

    @property
    def place(self) -> Place:
        """Where asked and spent meet, over every estimate of a year."""
        return self.unit_id, self.year, self.task_id, self.source, self.scheme

    @property
    def planned(self) -> int:
        return self.amount if self.approved is None else self.approved

    @property
    def is_above(self) -> bool:
        return self.spent > self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyYear:
    """One body's money in a year, as the consolidated estimate lists it."""

    unit_id: int
    name: str
    estimate_id: int | None
    state: EstimateState | None
    supplement: int  # of which estimate of the year the state is told
    money: MoneySum


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyShown:
    """An entry of money that stands, with what is to be looked at in it."""

    pk: int
    unit_id: int
    year: int
    kind: MoneyKind
    task: str
    source_name: str
    scheme: str
    amount: int
    is_about: bool
    document: str
    document_on: date
    note: str
    corrects: bool
    flag: MoneyFlag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubled:
    """A scheme whose money several bodies name for one task: perhaps the same money."""

    scheme: str
    task: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeGiven:
    """Another scheme or programme with which tasks are carried out together (PLN-08)."""

    name: str
    number: str = ""
    programme_code: str = ""
    """A programme of the portal, where it is one."""

    task_ids: Iterable[int] = ()


@dataclass(frozen=True, slots=True)
class EstimateLineSet(Event):
    programme_id: int
    year: int
    line_id: int
    amount: int


@dataclass(frozen=True, slots=True)
class EstimateLineRemoved(Event):
    programme_id: int
    year: int
    line_id: int


@dataclass(frozen=True, slots=True)
class EstimateLinesListed(Event):
    programme_id: int
    lines: int


@dataclass(frozen=True, slots=True)
class EstimateSent(Event):
    programme_id: int
    year: int
    estimate_id: int


@dataclass(frozen=True, slots=True)
class EstimateReturned(Event):
    programme_id: int
    year: int
    estimate_id: int


@dataclass(frozen=True, slots=True)
class EstimateWeighed(Event):
    programme_id: int
    year: int
    estimate_id: int
    lines: int


@dataclass(frozen=True, slots=True)
class YearSubmitted(Event):
    programme_id: int
    year: int
    paper: str


@dataclass(frozen=True, slots=True)
class SupplementOpened(Event):
    programme_id: int
    year: int
    supplement: int


@dataclass(frozen=True, slots=True)
class YearReopened(Event):
    programme_id: int
    year: int


@dataclass(frozen=True, slots=True)
class YearProposed(Event):
    programme_id: int
    year: int
    paper: str


@dataclass(frozen=True, slots=True)
class YearOpinionGiven(Event):
    programme_id: int
    year: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class YearDecided(Event):
    programme_id: int
    year: int
    paper: str
    approved: int


@dataclass(frozen=True, slots=True)
class MoneyRecorded(Event):
    programme_id: int
    year: int
    entry_id: int
    amount: int


@dataclass(frozen=True, slots=True)
class MoneyCorrected(Event):
    programme_id: int
    year: int
    entry_id: int
    corrects_id: int


@dataclass(frozen=True, slots=True)
class SchemeLinked(Event):
    programme_id: int
    scheme_id: int
    tasks: int
