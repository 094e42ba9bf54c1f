"""The words of training that cross the context's border."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


REFERENCE = Path(__file__).resolve().parent / "reference"
"""The topics as shipped."""


class CourseForm(TextChoices):
    IN_PERSON = "IN_PERSON", _("Trực tiếp")
    ONLINE = "ONLINE", _("Trực tuyến")
    BLENDED = "BLENDED", _("Trực tiếp kết hợp trực tuyến")


class CourseLevel(TextChoices):
    """For whom a course is held, from the top down."""

    CENTRAL = "CENTRAL", _("Trung ương")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện, Đoàn trực thuộc")
    COMMUNE = "COMMUNE", _("Cấp xã, cơ sở")


class Audience(TextChoices):
    """Who is meant to come (TRN-07)."""

    OFFICERS = "OFFICERS", _("Cán bộ phụ trách")
    LEADERS = "LEADERS", _("Đội trưởng, chủ nhiệm câu lạc bộ")
    BOTH = "BOTH", _("Cán bộ phụ trách và đội trưởng, chủ nhiệm")
    MEMBERS = "MEMBERS", _("Đoàn viên, thanh niên, tình nguyện viên")


class CourseState(TextChoices):
    OPEN = "OPEN", _("Đang diễn ra")
    FINISHED = "FINISHED", _("Đã chốt kết quả")


class Standing(TextChoices):
    """How an officer in post stands on a day."""

    VALID = "VALID", _("Còn hạn")
    EXPIRED = "EXPIRED", _("Hết hạn")
    NEVER = "NEVER", _("Chưa tập huấn")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseGiven:
    """What somebody says about a course; ``practice_codes`` are the coordination models it teaches."""

    topic: str
    form: CourseForm = CourseForm.IN_PERSON
    level: CourseLevel = CourseLevel.COMMUNE
    audience: Audience = Audience.OFFICERS
    practice_codes: tuple[str, ...] = field(default_factory=tuple)
    trainers: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraineeShown:
    """Somebody of a course, with how many of its sessions they came to."""

    person_id: int
    full_name: str
    unit_id: int | None
    attended: int
    by_hand: bool
    completed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerShown:
    """An officer in post with how long their training counts; ``until`` is the first day on which it does not."""

    person_code: str
    full_name: str
    unit_id: int
    title: str
    is_specialised: bool
    standing: Standing
    until: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many officers in post on a day hold a valid training."""

    trained: int
    in_post: int


@dataclass(frozen=True, slots=True)
class TopicsLoaded(Event):
    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class CourseDeclared(Event):
    course_id: int
    topic: str


@dataclass(frozen=True, slots=True)
class CourseEdited(Event):
    course_id: int


@dataclass(frozen=True, slots=True)
class TraineesAdded(Event):
    course_id: int
    trainees: int


@dataclass(frozen=True, slots=True)
class TraineeDropped(Event):
    course_id: int


@dataclass(frozen=True, slots=True)
class CourseFinished(Event):
    course_id: int
    completed: int


@dataclass(frozen=True, slots=True)
class CourseReopened(Event):
    course_id: int


@dataclass(frozen=True, slots=True)
class ModelApplied(Event):
    activity_id: int
    practice_id: int | None


@dataclass(frozen=True, slots=True)
class CampaignModelApplied(Event):
    campaign_id: int
    practice_id: int
    activities: int
