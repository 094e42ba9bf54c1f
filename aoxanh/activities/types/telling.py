"""Who is told what by whom, when no message reaches them by itself."""

from dataclasses import dataclass
from datetime import datetime

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTold:
    """One thing that happened, and how many of those it concerns know of it."""

    topic: str
    name: str
    reached: int
    """By account or e-mail."""
    carried: int
    """By somebody of the unit, or through a gateway."""
    untold: int

    @property
    def texts(self) -> int:
        return self.carried + self.untold


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToCarry:
    """A text for one person, and whether it was carried to them."""

    notice_id: int
    signup_id: int
    full_name: str
    phone: str
    text: str
    told_at: datetime | None
    told_by_id: int | None

    @property
    def is_told(self) -> bool:
        return self.told_at is not None


@dataclass(frozen=True, slots=True)
class PhonesRead(Event):
    """Somebody opened the page on which the telephones of those stand whom no message reaches."""

    activity_id: int
    topic: str
    signup_ids: tuple[int, ...]
