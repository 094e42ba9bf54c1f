"""The words about shifts, sign-ups and passes that cross the context's border."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class SignupState(TextChoices):
    """Where a sign-up stands. PENDING holds a place too, so that approving can never oversell."""

    PENDING = "PENDING", _("Chờ duyệt")
    CONFIRMED = "CONFIRMED", _("Đã xác nhận")
    WAITING = "WAITING", _("Danh sách dự bị")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")
    DECLINED = "DECLINED", _("Không được duyệt")
    CANCELLED = "CANCELLED", _("Hoạt động đã hủy")


HOLDING_STATES = (SignupState.PENDING, SignupState.CONFIRMED)
"""Sign-ups that take one place of their slot."""

ACTIVE_STATES = (*HOLDING_STATES, SignupState.WAITING)
"""Sign-ups that may still lead to the door: one per person and shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftGiven:
    """A shift as planned, instants in UTC.

    Left open: sign-ups end at the start, the waiting list stops moving two hours before it, and every minute
    of the shift may be credited.
    """

    starts_at: datetime
    ends_at: datetime
    capacity: int
    name: str = ""
    task: str = ""
    role_code: str = "tinh_nguyen_vien"
    role_name: str = "Tình nguyện viên"
    signup_until: datetime | None = None
    waiting_until: datetime | None = None
    keeps_list: bool = True
    minutes_cap: int | None = None


@dataclass(frozen=True, slots=True)
class ShiftAdded(Event):
    activity_id: int
    shift_id: int
    capacity: int


@dataclass(frozen=True, slots=True)
class CapsLowered(Event):
    """Shifts written before the figures of their kind follow them."""

    activity_id: int
    shifts: int


@dataclass(frozen=True, slots=True)
class ShiftEdited(Event):
    activity_id: int
    shift_id: int


@dataclass(frozen=True, slots=True)
class SlotAdded(Event):
    activity_id: int
    slot_id: int
    capacity: int


@dataclass(frozen=True, slots=True)
class CapacityChanged(Event):
    """A slot holds more or fewer places; ``promoted`` came off the waiting list because of it."""

    activity_id: int
    slot_id: int
    before: int
    after: int
    promoted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SignedUp(Event):
    """A person chose slots; ``states`` are those of the sign-ups, in the order of ``slots``."""

    activity_id: int
    pass_id: int
    slots: tuple[int, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignupsWithdrawn(Event):
    """Sign-ups were given up; ``promoted`` are the sign-ups that got the places."""

    activity_id: int
    signups: tuple[int, ...]
    promoted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SignupApproved(Event):
    activity_id: int
    signup_id: int


@dataclass(frozen=True, slots=True)
class SignupDeclined(Event):
    activity_id: int
    signup_id: int
    promoted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SignupsCancelled(Event):
    """All sign-ups fell with their activity."""

    activity_id: int
    signups: int
