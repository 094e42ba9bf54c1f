"""What crosses the border of the context."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import BEGINNING, FOREVER, Period


PARTICIPATION_SERIES: Final = "CN"
"""The register in which certificates of participation are numbered; each rule has its own."""


class CertificateStatus(TextChoices):
    VALID = "VALID", _("Hợp lệ")
    REVOKED = "REVOKED", _("Đã thu hồi")


class Answer(TextChoices):
    """What the public page says of a code."""

    VALID = "VALID", _("Hợp lệ")
    REVOKED = "REVOKED", _("Đã thu hồi")
    NOT_FOUND = "NOT_FOUND", _("Không tìm thấy")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a certificate speaks of: one activity, or everything in a period.

    With the code of a ``rule`` what the rule counts in the period, for who reaches what it asks for.
    """

    activity_id: int | None = None
    period: Period | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        if (self.activity_id is None) == (self.period is None):
            msg = "a certificate speaks of one activity or of one period"
            raise ValueError(msg)
        if self.rule and self.period is None:
            msg = "a rule counts what was done in a period"
            raise ValueError(msg)

    @property
    def days(self) -> Period:
        """The days that may count: all for one activity."""
        return self.period or Period(BEGINNING, FOREVER)


@dataclass(frozen=True, slots=True)
class Share:
    """Minutes of one source, with its name and who confirmed them when that was someone else."""

    source: str
    label: str
    minutes: int
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class OrganiserNow:
    """An organising unit as it was called then, its minutes, and who keeps its books today if not itself."""

    name: str
    minutes: int
    first_day: date
    last_day: date
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Misread:
    """A letter that no code has: what was tried in its place, and what else it may be."""

    letter: str
    tried: str
    perhaps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that anyone with the code may know. Of a person only initials, unless they chose to show more."""

    answer: Answer
    code: str
    groups: tuple[tuple[str, bool], ...] = ()
    """The code in fours, each with whether it holds a letter no code has."""
    misread: tuple[Misread, ...] = ()
    register_number: str = ""
    initials: str = ""
    holder: str = ""
    about_holder: str = ""
    is_collective: bool = False
    """Issued to a unit, which is told by name."""
    people: int = 1
    """How many were there, on a unit's paper."""
    issuer: str = ""
    issuer_keeper: str = ""
    issued_on: date | None = None
    signer: str = ""
    signer_title: str = ""
    starts_on: date | None = None
    last_day: date | None = None
    activity_title: str = ""
    activities: int = 0
    minutes: int = 0
    shares: tuple[Share, ...] = ()
    organisers: tuple[OrganiserNow, ...] = ()
    paper: str = ""
    """What the paper is called when it was earned by a rule."""
    achievement: str = ""
    """The code of the rule it was earned by, and ``issuer_code`` the address of who issued it."""
    issuer_code: str = ""
    is_demo: bool = False
    """Issued by a demo: worth nothing."""
    is_unchanged: bool = False
    """Whether the stored signature fits what the register says."""
    key_leaked_on: date | None = None
    """Since when the key that signed is not believed; only the register vouches for the paper then."""
    revoked_on: date | None = None
    revoke_reason: str = ""
    replaced_by: str = ""
    """Register number of the certificate that took its place."""
    replaces: str = ""
    """Register number of the certificate whose place it took, and ``issuer_then``, how that one named the unit."""
    issuer_then: str = ""


@dataclass(frozen=True, slots=True)
class Eligible:
    """A person, or a unit by a rule for units, with hours and without a certificate of them yet."""

    holder_id: int
    full_name: str
    minutes: int
    unit: str


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What a batch did: how many were issued, how many were left out because they hold one or have no hours."""

    issued: int
    left_out: int
    file_id: int | None


@dataclass(frozen=True, slots=True)
class CertificateIssued(Event):
    certificate_id: int
    number: int
    year: int
    minutes: int
    activity_id: int | None


@dataclass(frozen=True, slots=True)
class CertificatesIssued(Event):
    """One chunk of a batch: consecutive numbers of one register."""

    certificate_ids: tuple[int, ...]
    first_number: int
    year: int
    activity_id: int | None


@dataclass(frozen=True, slots=True)
class CertificateRevoked(Event):
    certificate_id: int


@dataclass(frozen=True, slots=True)
class CertificateReplaced(Event):
    certificate_id: int
    replaced_by_id: int


@dataclass(frozen=True, slots=True)
class CertificateDisclosed(Event):
    certificate_id: int
    disclosed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRow:
    """One activity of a person's year; ``unit`` is the one they took part for."""

    activity_id: int
    title: str
    role: str
    first_day: date
    last_day: date
    organiser: str
    unit: str
    minutes: int
    is_late: bool
    sources: tuple[str, ...]
    """How the minutes were recorded, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRecord:
    """A person's volunteering in one year, from the ledger."""

    year: int
    holder: str
    about_holder: str
    rows: tuple[YearlyRow, ...]
    days: int
    activities: int
    minutes_by_source: dict[str, int]
    confirmed_by: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return sum(self.minutes_by_source.values())
