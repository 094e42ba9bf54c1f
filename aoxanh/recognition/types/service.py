"""The words about a year of service: the rule by which it is counted, and what it comes to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import Period


if TYPE_CHECKING:
    from aoxanh.recognition.models import ElsewhereProof

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
"""The rules as shipped."""


class CountedIn(TextChoices):
    DAYS = "DAYS", _("ngày")
    HOURS = "HOURS", _("giờ")


class ProofState(TextChoices):
    """Where a proof of service elsewhere stands: it is never part of the ledger."""

    DECLARED = "DECLARED", _("Chờ đơn vị xác nhận")
    CONFIRMED = "CONFIRMED", _("Đơn vị đã xác nhận")
    REFUSED = "REFUSED", _("Không được chấp nhận")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceBand:
    """Activities that last from ``first`` days to less than ``under`` (None: any longer), and how they count."""

    name: str
    first: int
    under: int | None = None
    counts: bool = True
    each: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What reaching ``first`` and less than ``under`` is called."""

    name: str
    first: Decimal
    under: Decimal | None = None
    is_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRule:
    """How a unit counts a year of service; amounts are in ``counted_in``."""

    code: str
    name: str
    source: str
    begins: tuple[int, int]
    """Month and day."""
    counted_in: CountedIn
    day_minutes: int
    """Minutes that make one day; 0: any presence."""
    most_minutes_a_day: int | None
    elsewhere: bool
    bands: tuple[ServiceBand, ...]
    levels: tuple[Level, ...]

    @property
    def target(self) -> Decimal:
        return next(level.first for level in self.levels if level.is_target)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedDay:
    """A person's confirmed minutes at one activity on one day; ``lasts`` is the activity's length in days."""

    activity_id: int
    lasts: int
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one activity adds, and what of it was left out because a band gives no more."""

    activity_id: int
    band: str
    amount: Decimal
    left_out: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A year of service by a rule. ``elsewhere`` was confirmed by the unit from other proofs, outside the ledger."""

    counted_in: CountedIn
    ledger: Decimal
    elsewhere: Decimal
    target: Decimal
    level: str
    rows: tuple[Counted, ...]

    @property
    def amount(self) -> Decimal:
        return self.ledger + self.elsewhere

    @property
    def missing(self) -> Decimal:
        return max(self.target - self.amount, Decimal(0))

    @property
    def is_reached(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRow:
    """One activity of a year of service, as lists and papers show it."""

    activity_id: int
    title: str
    organiser_unit_id: int
    first_day: date
    last_day: date
    minutes: int
    sources: tuple[str, ...]
    amount: Decimal
    left_out: Decimal
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereGiven:
    """Service elsewhere as its volunteer tells it; both days are included."""

    title: str
    organiser: str
    first_day: date
    last_day: date
    days: int
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberService:
    """A member and their year of service; ``tally`` is None where no rule was adopted."""

    person_id: int
    code: str
    full_name: str
    student_code: str
    class_name: str
    faculty: str
    unit_id: int
    days: int
    minutes: int
    waiting: int
    """Proofs of service elsewhere that nobody decided yet."""
    tally: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitService:
    """The members of a unit and those below it: how many there are, served, reached the target (REC-05)."""

    unit_id: int
    members: int
    served: int
    reached: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceYear:
    """A year as a rule counts it."""

    label: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnService:
    """One person's year of service: by which rule of which unit, what it comes to, and what it is made of."""

    rule: ServiceRule
    unit_id: int
    year: ServiceYear
    tally: Tally
    rows: tuple[ServedRow, ...]
    proofs: "tuple[ElsewhereProof, ...]"


@dataclass(frozen=True, slots=True)
class ServiceRulesLoaded(Event):
    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class ServiceRuleAdopted(Event):
    adoption_id: int
    rule: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ElsewhereDeclared(Event):
    proof_id: int
    days: int


@dataclass(frozen=True, slots=True)
class ElsewhereDecided(Event):
    proof_id: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ElsewhereTakenBack(Event):
    proof_id: int
