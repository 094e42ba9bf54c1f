"""Persons, what ties them to units, and what they agree to, as it crosses the border."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER


class PersonState(TextChoices):
    """How far a person's identity is known (house decision 16)."""

    UNVERIFIED = "UNVERIFIED", _("Chưa xác nhận")
    VERIFIED = "VERIFIED", _("Đã xác nhận")
    ENDED = "ENDED", _("Đã ngừng")


class MembershipKind(TextChoices):
    MEMBER = "MEMBER", _("Đoàn viên")
    FEDERATION_MEMBER = "FEDERATION_MEMBER", _("Hội viên Hội LHTN")
    STUDENT_MEMBER = "STUDENT_MEMBER", _("Hội viên Hội Sinh viên")
    VOLUNTEER = "VOLUNTEER", _("Tình nguyện viên")


class Gender(TextChoices):
    FEMALE = "FEMALE", _("Nữ")
    MALE = "MALE", _("Nam")
    UNSAID = "", _("Không nêu")


class YouthCategory(TextChoices):
    """Kinds of youth a programme addresses (NET-02)."""

    PUPIL = "PUPIL", _("Học sinh")
    STUDENT = "STUDENT", _("Sinh viên")
    RURAL = "RURAL", _("Thanh niên địa bàn")
    CIVIL_SERVANT = "CIVIL_SERVANT", _("Cán bộ, công chức, viên chức")
    ARMED_FORCES = "ARMED_FORCES", _("Thanh niên lực lượng vũ trang")
    WORKER = "WORKER", _("Công nhân, người lao động")
    INTELLECTUAL = "INTELLECTUAL", _("Trí thức trẻ")
    ENTREPRENEUR = "ENTREPRENEUR", _("Doanh nhân trẻ")
    OTHER = "OTHER", _("Khác")


class ConsentGiver(TextChoices):
    SELF = "SELF", _("Chính người đó")
    GUARDIAN = "GUARDIAN", _("Người giám hộ")
    UNIT = "UNIT", _("Đơn vị lưu bản giấy")


class ConsentPurpose(TextChoices):
    """What personal data are kept for."""

    PARTICIPATION = "PARTICIPATION", _("Tham gia hoạt động")
    PHOTOS = "PHOTOS", _("Đăng ảnh hoạt động")
    CONTACT = "CONTACT", _("Nhận tin về hoạt động")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianGiven:
    """A guardian as named on a form; ``phone`` as typed."""

    full_name: str
    phone: str
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """What an officer tells of a person's request on paper; ``paper`` is its number or where it lies."""

    received_on: date
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGiven:
    """A person as named on a form or in a row of a list; contacts as typed."""

    full_name: str
    phone: str = ""
    email: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    gender: str = ""
    youth_category: str = ""
    skills: tuple[str, ...] = ()
    availability: str = ""
    home_place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipGiven:
    """In what capacity a person joins a unit, and from when."""

    kind: str
    valid_from: date
    valid_to: date = FOREVER
    student_code: str = ""
    class_name: str = ""
    faculty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRow:
    """One line of a list of members: ``line`` is its number in the list, counted from 1."""

    line: int
    person: PersonGiven
    membership: MembershipGiven
    guardian: GuardianGiven | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """A person in a list that a unit answers for.

    ``is_minor`` is the unit's word where no birth tells it; ``guardian_paper`` says that the unit keeps what a
    guardian signed.
    """

    person: PersonGiven
    is_minor: bool = False
    guardian_paper: bool = False


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one column of one line, in one sentence."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGiven:
    """An officer's post as the decision gives it."""

    title: str
    valid_from: date
    valid_to: date = FOREVER
    is_head: bool = False
    is_full_time: bool = False
    is_specialised: bool = False
    in_charge_of_volunteering: bool = False
    is_provisional: bool = False
    decision_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """To whom an office is handed, on which day, until when (the first day after); the contact as typed."""

    full_name: str
    contact: str
    on: date
    until: date
    is_provisional: bool = False


class OfficeMatter(TextChoices):
    """What officers look after among themselves."""

    TERM = "TERM", _("Nhiệm kỳ sắp hết")
    UNSIGNED = "UNSIGNED", _("Bàn giao chưa xong")
    EMPTY = "EMPTY", _("Không ai nhận việc ở các đơn vị này")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """One version of what people agree to, word for word."""

    purpose: ConsentPurpose
    version: int
    valid_from: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPerson:
    """Whom to call at a unit about volunteering: what its public page shows (ORG-06)."""

    unit_id: int
    full_name: str
    department: str
    phone: str
    since: date
