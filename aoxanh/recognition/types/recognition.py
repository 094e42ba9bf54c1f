"""The words about recognising service: the rules papers are earned by, and how persons and units stand to them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.measures import Attribution
from aoxanh.units.types import Family, Level


class PaperKind(TextChoices):
    CERTIFICATE = "CERTIFICATE", _("Giấy chứng nhận")
    BADGE = "BADGE", _("Huy hiệu")


class Measured(TextChoices):
    """What a rule asks for; months are those in which at least one presence was recorded, people are those present."""

    HOURS = "HOURS", _("giờ")
    DAYS = "DAYS", _("ngày")
    ACTIVITIES = "ACTIVITIES", _("hoạt động")
    MONTHS = "MONTHS", _("tháng")
    PEOPLE = "PEOPLE", _("người tham gia")


class Standing(TextChoices):
    """How a person, or a unit, stands to a rule on a day."""

    ELIGIBLE = "ELIGIBLE", _("Đủ điều kiện")
    SHORT = "SHORT", _("Còn thiếu")
    HELD = "HELD", _("Đã cấp")


@dataclass(frozen=True, slots=True)
class Need:
    what: Measured
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Collectives:
    """Units that a rule recognises: of these families, at these levels (none named: at any).

    ``counts`` says which service is theirs: what the unit and those below it ran, or what their people did.
    """

    families: tuple[Family, ...]
    levels: tuple[Level, ...]
    counts: Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionRule:
    """Which service earns which paper: of persons, or of units as ``collectives``.

    Service counts when its activity lasts from ``lasts_from`` to less than ``lasts_under`` months (None: any
    longer) and was done in the last ``months``. ``after`` is the code of a paper one has to hold before;
    ``level`` how high it stands, as stars on its badge.
    """

    code: str
    paper: PaperKind
    name: str
    source: str
    series: str
    heading: str
    title: str
    months: int
    lasts_from: int
    lasts_under: int | None
    needs: tuple[Need, ...]
    after: str
    once: bool
    level: int = 1
    collectives: Collectives | None = None

    @property
    def is_collective(self) -> bool:
        return self.collectives is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedAt:
    """A person's net minutes at one activity on one day; the activity's days end with ``ends_on`` excluded."""

    person_id: int
    activity_id: int
    title: str
    starts_on: date
    ends_on: date
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one activity adds to the service that is weighed."""

    activity_id: int
    title: str
    minutes: int
    days: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One need of a rule, and what there is of it."""

    what: Measured
    amount: Decimal
    at_least: Decimal

    @property
    def missing(self) -> Decimal:
        return max(self.at_least - self.amount, Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Service by a rule: what counted, what did not, what each need comes to."""

    counted: tuple[Part, ...]
    left_out: tuple[Part, ...]
    """Activities that last longer or shorter than the rule speaks of."""
    needs: tuple[Met, ...]

    @property
    def is_enough(self) -> bool:
        return not any(need.missing for need in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person or a unit and how they stand to a rule; ``held`` numbers the paper that stands in the way of another.

    ``unit`` is where the person belongs, or what the unit stands below.
    """

    holder_id: int
    full_name: str
    unit: str
    weighed: Weighed
    held: str = ""
    lacks: str = ""
    """The name of the paper one has to hold before and does not."""

    @property
    def standing(self) -> Standing:
        if self.held:
            return Standing.HELD
        is_enough = self.weighed.is_enough and not self.lacks
        return Standing.ELIGIBLE if is_enough else Standing.SHORT


@dataclass(frozen=True, slots=True)
class BadgePictureSet(Event):
    """A rule's badge is drawn with a picture of its own from now on, or no longer."""

    rule: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class RecognitionRulesLoaded(Event):
    created: int
    changed: int
