"""The words about persons that cross the context's border."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
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


@dataclass(frozen=True, slots=True)
class HandoverProposed(Event):
    handover_id: int


@dataclass(frozen=True, slots=True)
class HandoverWithdrawn(Event):
    handover_id: int


@dataclass(frozen=True, slots=True)
class HandoverDone(Event):
    """Both signed, or the superior decided: so many roles, posts and duties moved on the day."""

    handover_id: int
    roles: int
    posts: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """One version of what people agree to, word for word."""

    purpose: ConsentPurpose
    version: int
    valid_from: date
    text: str


class DuplicateReason(TextChoices):
    """What speaks for two records being one person, and what against; weighed in reference/duplicates.yaml."""

    STUDENT_CODE = "STUDENT_CODE", _("Cùng mã sinh viên, học sinh")
    NAME = "NAME", _("Cùng họ tên")
    BIRTH_DATE = "BIRTH_DATE", _("Cùng ngày sinh")
    BIRTH_YEAR = "BIRTH_YEAR", _("Cùng năm sinh")
    PHONE = "PHONE", _("Cùng số điện thoại")
    EMAIL = "EMAIL", _("Cùng e-mail")
    UNIT = "UNIT", _("Cùng đơn vị giữ hồ sơ")
    OTHER_BIRTH = "OTHER_BIRTH", _("Khác ngày sinh")
    OTHER_GENDER = "OTHER_GENDER", _("Khác giới tính")


AGAINST = frozenset({DuplicateReason.OTHER_BIRTH, DuplicateReason.OTHER_GENDER})
"""What speaks against two records being one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What of a record is compared; ``student_codes`` are (unit id, code)."""

    person_id: int
    unit_id: int
    name: str
    phone: str = ""
    email: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    gender: str = ""
    student_codes: frozenset[tuple[int, str]] = frozenset()

    @property
    def year(self) -> int | None:
        return self.birth_date.year if self.birth_date else self.birth_year


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateGroup:
    """Records that may be one person, with what speaks for it; an officer who knows them decides."""

    score: int
    reasons: tuple[DuplicateReason, ...]
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How many rows of one kind come from the record that ends, and how many the other has."""

    label: str
    coming: int
    staying: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerPreview:
    """What merging two records would bring together; ``refusal`` says why it cannot be, "" if it can."""

    together: tuple[Together, ...]
    births_differ: bool
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPerson:
    """Whom to call at a unit about volunteering: what its public page shows (ORG-06)."""

    unit_id: int
    full_name: str
    department: str
    phone: str
    since: date


@dataclass(frozen=True, slots=True)
class PersonEnrolled(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonsEnrolled(Event):
    persons: int


@dataclass(frozen=True, slots=True)
class OfficersLoaded(Event):
    posts: int


@dataclass(frozen=True, slots=True)
class OfficersTakenBack(Event):
    posts: int


@dataclass(frozen=True, slots=True)
class PersonsTakenBack(Event):
    persons: int


@dataclass(frozen=True, slots=True)
class VolunteerRegistered(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonVerified(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonClaimed(Event):
    person_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PersonMerged(Event):
    person_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class PersonTakenApart(Event):
    """A merger was undone: the record stands for itself again."""

    person_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class PersonWithdrawn(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonRead(Event):
    """An officer opened the record of a person: noted once a day."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ProfileEdited(Event):
    person_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MembershipBegun(Event):
    membership_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class MembershipEnded(Event):
    membership_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class OfficerAppointed(Event):
    post_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PostEnded(Event):
    post_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class OfficesEnded(Event):
    """Posts and the duty to be called ended with the units of a reorganisation."""

    reorganisation_id: int
    posts: int
    duties: int


@dataclass(frozen=True, slots=True)
class OfficesRestored(OfficesEnded):
    """They go on after all: the reorganisation was taken back before its day."""


@dataclass(frozen=True, slots=True)
class FocalPointNamed(Event):
    focal_point_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class GuardianNamed(Event):
    """A guardian was noted, or what was noted of one was put right."""

    person_id: int
    guardian_id: int


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    consent_id: int
    purpose: str
    version: int


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    consent_id: int
    purpose: str
    version: int
