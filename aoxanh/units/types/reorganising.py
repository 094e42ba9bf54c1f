"""A reorganisation as it crosses the border: what is asked, how it stands, what it would mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.reorganising import Told, Weight
from aoxanh.units.types.tree import Decision, Verb


class ReorganisationState(TextChoices):
    """How far a reorganisation is: in force is one that was applied and whose day has come."""

    DRAFT = "DRAFT", _("Đang chuẩn bị")
    APPLIED = "APPLIED", _("Đã ghi")
    TAKEN_BACK = "TAKEN_BACK", _("Đã rút lại")


class OfficersGo(TextChoices):
    """Which officers of a unit that ends go on working for the unit that acts for it."""

    ALL = "ALL", _("Mọi cán bộ đang có quyền")
    NAMED = "NAMED", _("Chỉ những người ghi trong quyết định")
    NONE = "NONE", _("Không ai")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorganisationGiven:
    """The decision and its day."""

    on: date
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGiven:
    """What the decision does to one unit: ``heir_ids`` follow it, or are the one parent it moves below."""

    unit_id: int
    verb: Verb
    heir_ids: tuple[int, ...] = ()
    keeper_id: int | None = None
    officers: OfficersGo = OfficersGo.ALL
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One line with the names of that day; ``said`` is why it cannot be done, where it cannot."""

    line_id: int
    unit_id: int
    name: str
    verb: Verb
    heirs: tuple[str, ...]
    keeper: str
    officers: OfficersGo
    said: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Told of several units by the same sentence."""

    said: str
    weight: Weight
    count: int
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one context has to say, the most pressing first."""

    code: str
    label: str | Promise
    icon: str
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The dry run: refusals by line, and what every context says. Nothing was written for it."""

    refused: dict[int, str]
    chapters: Sequence[Chapter]
    stops: int
    warns: int

    @property
    def may_apply(self) -> bool:
        return not self.refused and not self.stops


@dataclass(frozen=True, slots=True)
class Coming:
    """A reorganisation that comes into force, or should be applied, soon; ``unit_id`` prepared it."""

    reorganisation_id: int
    unit_id: int
    on: date
    decision_number: str
    state: ReorganisationState
    lines: int


@dataclass(frozen=True, slots=True)
class ReorganisationPrepared(Event):
    reorganisation_id: int
    on: date


@dataclass(frozen=True, slots=True)
class ReorganisationLinesSet(Event):
    """Lines of a draft were added, changed or removed; so many remain."""

    reorganisation_id: int
    lines: int


@dataclass(frozen=True, slots=True)
class ReorganisationDropped(Event):
    """A draft was thrown away."""

    reorganisation_id: int
    on: date


@dataclass(frozen=True, slots=True)
class ReorganisationApplied(Event):
    reorganisation_id: int
    on: date
    lines: int


@dataclass(frozen=True, slots=True)
class ReorganisationTakenBack(Event):
    reorganisation_id: int
    on: date
    lines: int
