"""The words of inspections and of declarations that cross the context's border."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


REFERENCE = Path(__file__).resolve().parent / "reference"
"""Checklists and ways of using IT as shipped."""


class VisitState(TextChoices):
    PLANNED = "PLANNED", _("Theo kế hoạch")
    CONCLUDED = "CONCLUDED", _("Đã kết luận")


class InspectionMatter(TextChoices):
    """What inspections and declarations ask of a unit."""

    REMEDIES = "REMEDIES", _("Việc khắc phục")
    VISITS = "VISITS", _("Cuộc kiểm tra")
    DECLARATIONS = "DECLARATIONS", _("Bản khai ứng dụng công nghệ thông tin")


class Mark(TextChoices):
    """What a visit found of one line of its checklist."""

    GOOD = "GOOD", _("Đạt")
    LACKING = "LACKING", _("Chưa đạt")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Không áp dụng")


class DeclarationState(TextChoices):
    SENT = "SENT", _("Chờ cấp trên xem")
    ACCEPTED = "ACCEPTED", _("Đã công nhận")
    RETURNED = "RETURNED", _("Trả lại")


class SeenBy(TextChoices):
    """What the portal itself counts of a way of using IT."""

    NOTHING = "", _("Đơn vị tự nêu")
    ACTIVITIES = "ACTIVITIES", _("hoạt động mở trên cổng")
    SIGNUPS = "SIGNUPS", _("lượt đăng ký trực tuyến")
    CHECKINS = "CHECKINS", _("lượt điểm danh")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitGiven:
    """What a visit found; ``marks`` by the codes of the checklist's items."""

    held_on: date
    team: str
    conclusion: str
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposedUse:
    """A way of using IT, and how often the portal saw it in the last twelve months."""

    code: str
    name: str
    seen: int
    seen_as: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many units of a year's plan were inspected."""

    inspected: int
    planned: int


@dataclass(frozen=True, slots=True)
class ReferenceLoaded(Event):
    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class VisitsPlanned(Event):
    plan_id: int
    visits: int


@dataclass(frozen=True, slots=True)
class UnitsDrawn(Event):
    draw_id: int
    pool: int
    drawn: int


@dataclass(frozen=True, slots=True)
class VisitDropped(Event):
    plan_id: int


@dataclass(frozen=True, slots=True)
class VisitConcluded(Event):
    visit_id: int


@dataclass(frozen=True, slots=True)
class RemedyAsked(Event):
    visit_id: int
    due_on: date


@dataclass(frozen=True, slots=True)
class RemedyDone(Event):
    visit_id: int


@dataclass(frozen=True, slots=True)
class UseDeclared(Event):
    declaration_id: int


@dataclass(frozen=True, slots=True)
class UseDecided(Event):
    declaration_id: int
    accepted: bool
