"""The words of the registry: kinds and states of models of work, and what the trail says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.practices.types.reading import PracticeField


class PracticeKind(TextChoices):
    """What a model is a model of. Only coordination models count for indicator 3 (MOD-11)."""

    PRACTICE = "PRACTICE", _("Mô hình tình nguyện")
    SUPPORT = "SUPPORT", _("Mô hình hỗ trợ thanh niên")
    COORDINATION = "COORDINATION", _("Mô hình quản lý, điều phối")


class PracticeState(TextChoices):
    DRAFT = "DRAFT", _("Chờ xem lại")
    LISTED = "LISTED", _("Trong kho mô hình")
    RETIRED = "RETIRED", _("Ngừng giới thiệu")


class MateKind(TextChoices):
    """What somebody is who does a model together with the unit that keeps it (MOD-14)."""

    UNIT = "UNIT", _("Đơn vị cùng làm")
    DOMESTIC = "DOMESTIC", _("Đối tác trong nước")
    FOREIGN = "FOREIGN", _("Đối tác nước ngoài")
    INGO = "INGO", _("Tổ chức phi chính phủ quốc tế")
    DECLINED = "DECLINED", _("Không phải đối tác")


PARTNER_KINDS = (MateKind.DOMESTIC, MateKind.FOREIGN, MateKind.INGO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mate:
    """One of them by name; a unit that the portal or the map knows by its id as well.

    A name that somebody declined is kept, so that it is not suggested again.
    """

    name: str
    kind: MateKind
    unit_id: int | None = None
    place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeGiven:
    """A model as somebody wrote it. Empty classes are suggested from the texts."""

    texts: Mapping[PracticeField, str]
    year: int
    kind: PracticeKind = PracticeKind.PRACTICE
    place_id: int | None = None
    summary: str = ""
    mates: tuple[Mate, ...] = ()
    field_codes: tuple[str, ...] = field(default_factory=tuple)
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PracticesBroughtIn(Event):
    practices: int


@dataclass(frozen=True, slots=True)
class PracticesTakenBack(Event):
    practices: int


@dataclass(frozen=True, slots=True)
class PracticeWritten(Event):
    practice_id: int


@dataclass(frozen=True, slots=True)
class PracticeEdited(Event):
    practice_id: int
    version: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerConfirmed(Event):
    practice_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class PracticeListed(Event):
    practice_id: int


@dataclass(frozen=True, slots=True)
class PracticesListed(Event):
    practices: int


@dataclass(frozen=True, slots=True)
class PracticeRetired(Event):
    practice_id: int


@dataclass(frozen=True, slots=True)
class FlagResolved(Event):
    practice_id: int
    flag: str


@dataclass(frozen=True, slots=True)
class PracticeAdopted(Event):
    practice_id: int
    adoption_id: int


@dataclass(frozen=True, slots=True)
class AdoptionReported(Event):
    practice_id: int
    adoption_id: int
