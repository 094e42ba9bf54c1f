"""The words of plans that are still being written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class Beginning(TextChoices):
    """From what a draft begins."""

    DERIVED = "DERIVED", _("Kế hoạch của đơn vị từ chương trình cấp trên")
    NEXT = "NEXT", _("Kế hoạch giai đoạn sau của chương trình sắp hết, đã hết")
    REVISED = "REVISED", _("Sửa kế hoạch đang có của đơn vị")
    BLANK = "BLANK", _("Kế hoạch mới hoàn toàn")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGiven:
    """From what a draft begins, and what it shall be called."""

    beginning: Beginning
    source: str = ""
    code: str = ""
    name: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What an indicator had come to when its plan ended."""

    is_met: bool
    figure: str


@dataclass(frozen=True, slots=True)
class DraftBegun(Event):
    draft_id: int
    plan: str


@dataclass(frozen=True, slots=True)
class DraftPublished(Event):
    programme_id: int
    edition: int


@dataclass(frozen=True, slots=True)
class DraftDropped(Event):
    draft_id: int
    plan: str
