"""The words about quotas, nominations and pasted lists that cross the context's border."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import Quota


class QuotaState(TextChoices):
    """How far a unit got with what it is asked."""

    NOTHING = "NOTHING", _("Chưa cử")
    SHORT = "SHORT", _("Còn thiếu")
    WHOLE = "WHOLE", _("Đã cử đủ")


class LineState(TextChoices):
    """What became of one line of a pasted list."""

    READ = "READ", _("Đọc được")
    HEADING = "HEADING", _("Dòng tiêu đề, bỏ qua")
    DUPLICATE = "DUPLICATE", _("Trùng")
    UNREADABLE = "UNREADABLE", _("Chưa đọc được tên")
    THERE = "THERE", _("Đã có chỗ trong ca này")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """What pasted lists are recognised by: words without marks, as shipped in ``reference/pasted_lists.yaml``."""

    columns: Mapping[str, frozenset[str]]
    """Headings by what stands below them: name, family, given, phone, birth, email, order."""
    titles: tuple[str, ...]
    fillers: frozenset[str]
    prefixes: Mapping[str, str]
    """Beginnings of mobile numbers before 2018, and what they became."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedLine:
    """One line of a pasted list: the text as it was, and what was understood of it."""

    number: int
    raw: str
    state: LineState
    full_name: str = ""
    phone: str = ""
    email: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    same_as: int | None = None
    remarks: tuple[str | Promise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """Somebody on a list before it is sent: chosen from the unit's people, or read from what was pasted.

    ``key`` names the line in the form. ``is_agreed`` says that a guardian's word stands already.
    """

    key: str
    state: LineState
    line: PastedLine | None = None
    person_id: int | None = None
    full_name: str = ""
    phone: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    is_minor: bool = False
    is_agreed: bool = False

    @property
    def can_go(self) -> bool:
        return self.state == LineState.READ

    @property
    def is_of_unknown_age(self) -> bool:
        return self.birth_date is None and self.birth_year is None


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeGiven:
    """Somebody a unit sends: a person it knows (``person_id``), or a new one by name.

    ``is_minor`` is said by the unit where no year of birth tells it; ``guardian_paper`` says that the guardian
    agreed on the paper the unit keeps.
    """

    person_id: int | None = None
    full_name: str = ""
    phone: str = ""
    email: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    is_minor: bool = False
    guardian_paper: bool = False
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """To the activity's questions, as typed; who is sent may answer the rest on the pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperConsent:
    """Who collected what guardians signed, on which day; ``name`` and ``content`` are the scan, when there is one."""

    collector: str
    on: date
    name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotasGiven:
    """How many people each unit is asked for, in each of the slots; ``due_on`` is included."""

    slot_ids: Sequence[int]
    numbers: Mapping[int, int]
    due_on: date
    message: str = ""
    grows: bool = False
    """Whether the slots grow when their free places do not suffice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaShown:
    """A quota as lists show it: ``pending`` of those sent wait for the organiser's word."""

    quota: "Quota"
    pending: int

    @property
    def missing(self) -> int:
        return self.quota.number - self.quota.filled

    @property
    def state(self) -> QuotaState:
        if not self.missing:
            return QuotaState.WHOLE
        return QuotaState.SHORT if self.quota.filled else QuotaState.NOTHING


@dataclass(frozen=True, slots=True)
class QuotasAsked(Event):
    """Units were asked for people; ``places`` are kept for them up to and with ``due_on``."""

    activity_id: int
    unit_ids: tuple[int, ...]
    places: int
    due_on: date
    promoted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotasReminded(Event):
    activity_id: int
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuotasReleased(Event):
    """The day was over: places nobody was sent for are free again."""

    activity_id: int
    places: int
    promoted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PeopleNominated(Event):
    """A unit sent a list."""

    activity_id: int
    unit_id: int
    nomination_id: int
    persons: int
    minors: int


@dataclass(frozen=True, slots=True)
class NominationsAccepted(Event):
    activity_id: int
    unit_ids: tuple[int, ...]
    persons: int
