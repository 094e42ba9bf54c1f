"""The words about activities that cross the context's border."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.lifecycles import StageUse


REFERENCE = Path(__file__).resolve().parent.parent / "reference"
"""Fields of work, kinds, lifecycles, safety rules, metrics and templates as shipped."""

STAGE_USES = (
    (StageUse.KEPT, _("Thực hiện")),
    (StageUse.MERGED, _("Làm chung với bước khác")),
    (StageUse.LEFT_OUT, _("Không áp dụng")),
)


class KindFamily(TextChoices):
    """What a kind of activity is at heart: service that may earn hours, or an event."""

    VOLUNTEERING = "VOLUNTEERING", _("Hoạt động tình nguyện")
    EVENT = "EVENT", _("Sự kiện")


class Proof(TextChoices):
    """What shows that an event took place (EVT-13)."""

    PICTURE = "PICTURE", _("Ảnh")
    PAPER = "PAPER", _("Biên bản, báo cáo")
    ATTENDANCE = "ATTENDANCE", _("Số người dự")


class ActivityState(TextChoices):
    DRAFT = "DRAFT", _("Bản nháp")
    PLANNED = "PLANNED", _("Sắp mở đăng ký")
    OPEN = "OPEN", _("Đang mở đăng ký")
    RUNNING = "RUNNING", _("Đang diễn ra")
    CLOSED = "CLOSED", _("Đã kết thúc")
    RECORDED = "RECORDED", _("Đã ghi nhận")
    CANCELLED = "CANCELLED", _("Đã hủy")


PUBLIC_STATES = (
    ActivityState.PLANNED,
    ActivityState.OPEN,
    ActivityState.RUNNING,
    ActivityState.CLOSED,
    ActivityState.RECORDED,
    ActivityState.CANCELLED,
)
"""What anyone may see: everything that is no draft."""

HELD_STATES = (ActivityState.CLOSED, ActivityState.RECORDED)
"""What took place and counts as recorded on the portal (LC-2); a plan never counts (EVT-13)."""

PENDING_STATES = (
    ActivityState.DRAFT,
    ActivityState.PLANNED,
    ActivityState.OPEN,
    ActivityState.RUNNING,
)
"""What its unit still has to see through."""


class ActivityMode(TextChoices):
    """How the work comes about (ACT-03)."""

    REGULAR = "REGULAR", _("Thường xuyên")
    DRIVE = "DRIVE", _("Theo đợt")
    ON_SITE = "ON_SITE", _("Tại chỗ")
    PEAK = "PEAK", _("Cao điểm")


class Initiator(TextChoices):
    """Who started it: the denominator of the applied-model indicators."""

    UNION = "UNION", _("Đoàn khởi xướng")
    FEDERATION = "FEDERATION", _("Hội khởi xướng")
    OTHER = "OTHER", _("Đơn vị khác khởi xướng")


INITIATED = frozenset({Initiator.UNION, Initiator.FEDERATION})
"""Begun by the organisation itself: what the plans count as initiated."""


class Trait(TextChoices):
    """What makes an activity walk the full path (ACT-10, COO-05, COO-11)."""

    LARGE = "LARGE", _("Đông người")
    OUTDOOR = "OUTDOOR", _("Ngoài trời")
    DISASTER = "DISASTER", _("Ứng phó thiên tai")
    OUTSIDE = "OUTSIDE", _("Ngoài địa bàn của đơn vị")


class StagePart(TextChoices):
    """Where a stage stands to the day itself: what opening and closing wait for."""

    PREPARING = "PREPARING", _("Trước khi mở đăng ký")
    RUNNING = "RUNNING", _("Triển khai")
    REVIEWING = "REVIEWING", _("Trước khi kết thúc")
    EVALUATING = "EVALUATING", _("Đánh giá")
    FOLLOWING = "FOLLOWING", _("Sau khi kết thúc")


class HostState(TextChoices):
    ASKED = "ASKED", _("Đang chờ trả lời")
    AGREED = "AGREED", _("Đã đồng ý")
    REFUSED = "REFUSED", _("Không đồng ý")


class ActivityChanges(TypedDict, total=False):
    """The columns an officer may change; what is absent stays. ``last_day`` is included in the days."""

    title: str
    summary: str
    mode: str
    primary_field: str
    other_fields: Sequence[str]
    first_day: date
    last_day: date
    place_id: int
    place_text: str
    spot: str
    meeting_point: str
    latitude: float | None
    longitude: float | None
    is_large: bool
    is_outdoor: bool
    is_disaster: bool
    is_outside: bool
    needs_approval: bool
    min_age: int | None
    bring: Sequence[str]
    reminders: Sequence[str]
    beneficiaries: str
    partners: str
    contact_phone: str
    leader_id: int | None
    scene: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputGiven:
    """One result as typed on closing: ``amount`` in the metric's unit, money in đồng (ACT-16)."""

    metric: str
    amount: str
    about: bool = False
    value_vnd: int | None = None
    value_about: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoGiven:
    """A picture to keep as evidence."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldGiven:
    """What “Ghi nhận hoạt động đã tổ chức” asks: both days are included; ``turns`` and ``persons`` are declared.

    ``paper`` is the number and date of a document that shows it took place.
    """

    title: str
    kind_code: str
    field_code: str
    first_day: date
    last_day: date
    place_id: int
    turns: int
    persons: int
    place_text: str = ""
    spot: str = ""
    summary: str = ""
    mode: str = ActivityMode.REGULAR
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsGiven:
    """A unit's own totals; both days are included. None is “not declared”, never nought."""

    first_day: date
    last_day: date
    activities: int
    turns: int | None = None
    persons: int | None = None
    hours: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many reference rows a load wrote; all zero when everything was there already."""

    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class ReferenceLoaded(Event):
    """Fields, kinds, lifecycles, templates or metrics were read from files."""

    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class ActivityOpened(Event):
    """A draft was made from a template."""

    activity_id: int
    template: str


@dataclass(frozen=True, slots=True)
class ActivityEdited(Event):
    """What an activity says was changed: the names of the columns."""

    activity_id: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityAnnounced(Event):
    """A draft became public, without sign-ups yet."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class SignupsOpened(Event):
    """Volunteers may sign up from now."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class ActivityStarted(Event):
    activity_id: int


@dataclass(frozen=True, slots=True)
class ActivityClosed(Event):
    """An activity took place and was evaluated."""

    activity_id: int
    outputs: int
    photos: int


@dataclass(frozen=True, slots=True)
class ActivityCancelled(Event):
    activity_id: int


@dataclass(frozen=True, slots=True)
class DraftDeleted(Event):
    """A draft nobody outside had seen was deleted."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class ActivityRecorded(Event):
    """What had already happened was put on record, with declared figures only."""

    activity_id: int
    turns: int
    persons: int


@dataclass(frozen=True, slots=True)
class StageCompleted(Event):
    activity_id: int
    stage: str
    on: date


@dataclass(frozen=True, slots=True)
class StageSkipped(Event):
    """A stage was left out; the reason stands beside it."""

    activity_id: int
    stage: str


@dataclass(frozen=True, slots=True)
class SafetyChecked(Event):
    activity_id: int
    item: str
    checked: bool


@dataclass(frozen=True, slots=True)
class HostAsked(Event):
    activity_id: int
    host_unit_id: int


@dataclass(frozen=True, slots=True)
class HostAnswered(Event):
    activity_id: int
    host_unit_id: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class PhotosPublished(Event):
    """Which pictures stand on the public page now; those in them agreed."""

    activity_id: int
    evidence_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Event):
    activity_id: int
    pieces: int


@dataclass(frozen=True, slots=True)
class OutputsRecorded(Event):
    activity_id: int
    outputs: int


@dataclass(frozen=True, slots=True)
class ActivitiesLoaded(Event):
    """Activities came in bulk, from a file or as history."""

    activities: int


@dataclass(frozen=True, slots=True)
class TotalsLoaded(Event):
    """Totals of several periods or units came in as a list."""

    totals: int


@dataclass(frozen=True, slots=True)
class TotalsTakenBack(Event):
    totals: int


@dataclass(frozen=True, slots=True)
class HeldTakenBack(Event):
    """Activities on record were taken back with the list that brought them."""

    activities: int


@dataclass(frozen=True, slots=True)
class TotalsDeclared(Event):
    """A unit declared its totals for a period."""

    declaration_id: int
    valid_from: date
    valid_to: date
    activities: int
