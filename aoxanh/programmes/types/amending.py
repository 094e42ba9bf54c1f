"""The words of changing a plan: its parts, what is proposed, what was decided (PRG-06, PLN-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


Entry = Mapping[str, Any]
"""One part of a plan document, as JSON keeps it."""


class Part(TextChoices):
    """Of what a plan document is made; all but the head and the budgeting are lists."""

    HEAD = "HEAD", _("Thông tin chung")
    BASES = "BASES", _("Căn cứ")
    PHASES = "PHASES", _("Giai đoạn")
    OBJECTIVES = "OBJECTIVES", _("Mục tiêu")
    BODIES = "BODIES", _("Cơ quan, đơn vị")
    BOARDS = "BOARDS", _("Bộ phận phụ trách")
    BUDGET_SOURCES = "BUDGET_SOURCES", _("Nguồn kinh phí")
    BUDGETING = "BUDGETING", _("Ai đề xuất bố trí kinh phí")
    BUDGET_RULES = "BUDGET_RULES", _("Quy định kinh phí từng năm")
    TASKS = "TASKS", _("Nhiệm vụ")
    INDICATORS = "INDICATORS", _("Chỉ tiêu")
    ACHIEVED = "ACHIEVED", _("Đã đạt ở giai đoạn trước")


TOLD_ONCE = frozenset({Part.HEAD, Part.BUDGETING})
"""Parts of which a plan has one, without a key."""


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong with a document, and in which field of which part."""

    part: Part
    key: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is told differently, in words; empty where there was, or will be, none."""

    label: str
    before: str
    after: str


class AmendmentState(TextChoices):
    """How far a proposal has come."""

    OPEN = "OPEN", _("Chờ xem xét")
    SUBMITTED = "SUBMITTED", _("Đã trình")
    ACCEPTED = "ACCEPTED", _("Được chấp nhận")
    PARTLY = "PARTLY", _("Chấp nhận một phần")
    DECLINED = "DECLINED", _("Không chấp nhận")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")


WAITING_STATES = (AmendmentState.OPEN, AmendmentState.SUBMITTED)
ACCEPTED_STATES = (AmendmentState.ACCEPTED, AmendmentState.PARTLY)
DECIDED_STATES = (*ACCEPTED_STATES, AmendmentState.DECLINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentGiven:
    """A change of one part of a plan as a unit proposes it; ``entry`` None takes the part away."""

    part: Part
    key: str
    entry: Entry | None
    reason: str
    file: tuple[str, bytes] | None = None
    """(name, content) of an upload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGiven:
    """What was decided about an amendment; ``entry`` is what of it holds when it is accepted in part."""

    outcome: AmendmentState
    number: str
    on: date
    text: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class EditionShown:
    """One edition of a plan: from when it held, by which decision."""

    number: int
    loaded_on: date
    in_force_on: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class AmendmentProposed(Event):
    programme_id: int
    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentSubmitted(Event):
    amendment_id: int
    number: str


@dataclass(frozen=True, slots=True)
class AmendmentDecided(Event):
    amendment_id: int
    outcome: str
    number: str


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn(Event):
    amendment_id: int
