"""Records that may be one person, and what comes together when they become one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class ProposalState(TextChoices):
    """What became of asking another unit whether one of its people is one of ours."""

    WAITING = "WAITING", _("Chờ trả lời")
    MERGED = "MERGED", _("Đã gộp")
    DECLINED = "DECLINED", _("Không gộp")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")
    LAPSED = "LAPSED", _("Hết hạn, chưa trả lời")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLimits:
    """So that nobody looks for people by asking around (reference/duplicates.yaml)."""

    open_at_once: int
    units_a_year: int
    days_open: int
    again_after_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """As much of a record as another unit needs to tell whom is meant."""

    full_name: str
    birth_year: int | None
    last_digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A record of the asked unit beside the one that is meant, with what speaks for and against, as far as is shown."""

    person_id: int
    identity: Identity
    reasons: tuple[DuplicateReason, ...]
