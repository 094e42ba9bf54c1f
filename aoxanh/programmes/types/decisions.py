"""The words of what is decided or said of a figure: overrides, statements, re-basing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class DecisionKind(TextChoices):
    """What a recorded decision does to an indicator; none of them changes what was computed."""

    OVERRIDE = "OVERRIDE", _("Số điều chỉnh")
    STATEMENT = "STATEMENT", _("Nhận định của đơn vị")
    REBASING = "REBASING", _("Thay đơn vị được tính")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGiven:
    """What an officer writes: of which year, why, by which paper; and the figure or the kinds of units."""

    year: int
    text: str
    number: str = ""
    decided_on: date | None = None
    file: tuple[str, bytes] | None = None
    value: Decimal | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureOverridden(Event):
    decision_id: int
    indicator: str
    year: int
    value: str


@dataclass(frozen=True, slots=True)
class StatementMade(Event):
    decision_id: int
    indicator: str
    year: int


@dataclass(frozen=True, slots=True)
class DutyRebased(Event):
    decision_id: int
    indicator: str
    year: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureDecisionWithdrawn(Event):
    decision_id: int
    indicator: str
    year: int
