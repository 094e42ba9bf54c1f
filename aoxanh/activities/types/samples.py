"""The words about drawn samples that cross the context's border."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


MOST_DRAWN = 100


class CheckOutcome(TextChoices):
    """What a call or a visit showed."""

    WAITING = "WAITING", _("Chưa kiểm tra")
    RIGHT = "RIGHT", _("Đúng như đã ghi")
    DIFFERENT = "DIFFERENT", _("Khác với đã ghi")
    UNREACHED = "UNREACHED", _("Chưa liên hệ được")


@dataclass(frozen=True, slots=True)
class SampleGiven:
    """From which days, the last one included, and how many."""

    first_day: date
    last_day: date
    size: int


@dataclass(frozen=True, slots=True)
class Pool:
    """What a draw is made among: presences in order, and the units that organised them."""

    keys: list[int]
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A draw repeated from its seed: whether pool and sample are the same as then."""

    pool_size: int
    same_pool: bool
    same_sample: bool

    @property
    def is_same(self) -> bool:
        return self.same_pool and self.same_sample


@dataclass(frozen=True, slots=True)
class SampleDrawn(Event):
    """``unit_ids`` organised what the pool held: they lead to it again when the tree was told anew."""

    sample_id: int
    size: int
    pool_size: int
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SampleChecked(Event):
    sample_id: int
    check_id: int
    outcome: str
