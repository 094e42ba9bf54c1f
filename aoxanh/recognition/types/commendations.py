"""The words about commendations: of persons and collectives, by decision of an authority."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class CommendationForm(TextChoices):
    MERIT = "MERIT", _("Bằng khen")
    PRAISE = "PRAISE", _("Giấy khen")
    MENTION = "MENTION", _("Biểu dương")


class CommendationLevel(TextChoices):
    CENTRAL = "CENTRAL", _("Trung ương")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện, Đoàn trực thuộc")
    COMMUNE = "COMMUNE", _("Cấp xã, cơ sở")


class CommendationOccasion(TextChoices):
    PERIODIC = "PERIODIC", _("Định kỳ")
    AD_HOC = "AD_HOC", _("Đột xuất")


class CommendationState(TextChoices):
    PROPOSED = "PROPOSED", _("Đang đề nghị")
    DECIDED = "DECIDED", _("Đã khen thưởng")
    DECLINED = "DECLINED", _("Không khen thưởng")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed: for a person, or for a collective by its name; ``unit_id`` when it is a unit here."""

    person_id: int | None = None
    unit_id: int | None = None
    name: str = ""
    form: CommendationForm
    level: CommendationLevel
    occasion: CommendationOccasion
    merit: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision by which somebody was commended."""

    number: str
    decided_on: date
    authority: str
    form: CommendationForm
    level: CommendationLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What the ledger holds of a candidate in the twelve months before the proposal."""

    activities: int
    minutes: int
    people: int
    """Who served, for a unit; one for a person."""
    certificates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDecision:
    """What anyone may read of a decision: collectives by name, persons as a number."""

    number: str
    decided_on: date | None
    authority: str
    forms: tuple[str, ...]
    level: str
    collectives: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class CommendationProposed(Event):
    commendation_id: int


@dataclass(frozen=True, slots=True)
class CommendationDecided(Event):
    commendation_id: int
    decided_on: date


@dataclass(frozen=True, slots=True)
class CommendationDeclined(Event):
    commendation_id: int


@dataclass(frozen=True, slots=True)
class CommendationsLoaded(Event):
    commendations: int


@dataclass(frozen=True, slots=True)
class CommendationsTakenBack(Event):
    commendations: int
