"""The words of recorded facts: what no other part of the portal records, each with its proof."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class FactState(TextChoices):
    """Where a recorded fact stands; only ``COUNTED`` counts."""

    SENT = "SENT", _("Chờ cấp trên xác nhận")
    COUNTED = "COUNTED", _("Được tính")
    LATE = "LATE", _("Quá hạn, không tính")
    REFUSED = "REFUSED", _("Cấp trên trả lại")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One kind of fact, as its file tells it; its code is that of the measure."""

    code: str
    name: str
    proof: str
    by_above: bool = False
    needs_acceptance: bool = False
    before: tuple[int, int] | None = None
    """(month, day) of its year that it must lie strictly before."""
    once: bool = False
    about_below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGiven:
    """What an officer writes of a fact: of which year, when, by which proof."""

    kind: str
    year: int
    on: date
    title: str
    number: str = ""
    file: tuple[str, bytes] | None = None
    about_id: int | None = None
    """The unit it is about: below for what names one, or the unit that is marked from above."""


@dataclass(frozen=True, slots=True)
class FactRecorded(Event):
    fact_id: int
    kind: str
    year: int


@dataclass(frozen=True, slots=True)
class FactAccepted(Event):
    fact_id: int
    kind: str
    year: int


@dataclass(frozen=True, slots=True)
class FactRefused(Event):
    fact_id: int
    kind: str
    year: int


@dataclass(frozen=True, slots=True)
class FactWithdrawn(Event):
    fact_id: int
    kind: str
    year: int
