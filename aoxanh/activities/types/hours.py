"""The words about hours and participation records that cross the context's border."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types.signups import SignupState
from aoxanh.kernel.events import Event


class HoursSource(TextChoices):
    """Where minutes come from; stays visible on every proof (house decision 3)."""

    SCAN = "SCAN", _("Quét mã")
    ROLL_CALL = "ROLL_CALL", _("Điểm danh")
    PAPER = "PAPER", _("Gọi tên trên giấy")
    LATE = "LATE", _("Ghi bổ sung, đơn vị khác xác nhận")
    LATE_LINK = "LATE_LINK", _("Ghi bổ sung, nơi nhận xác nhận")
    LATE_UNKNOWN = "LATE_UNKNOWN", _("Ghi bổ sung, nơi nhận xác nhận qua liên hệ mới")
    IMPORT = "IMPORT", _("Nhập từ tệp")


BY_WORD = (HoursSource.LATE, HoursSource.LATE_LINK, HoursSource.LATE_UNKNOWN)
"""Minutes that rest on somebody's word given afterwards."""


class EntryRole(TextChoices):
    """What an entry is to the ledger: minutes of a presence, their reversal, or what replaces them."""

    CREDIT = "CREDIT", _("Ghi giờ")
    REVERSAL = "REVERSAL", _("Hủy dòng đã ghi")
    REPLACEMENT = "REPLACEMENT", _("Ghi lại")


class LateState(TextChoices):
    WAITING = "WAITING", _("Chờ xác nhận")
    CONFIRMED = "CONFIRMED", _("Đã xác nhận")
    RETURNED = "RETURNED", _("Trả lại")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What closing wrote: entries, their minutes, and how many ended without a check-out."""

    entries: int
    minutes: int
    assumed: int


@dataclass(frozen=True, slots=True)
class HoursTotals:
    """Minutes of one person by source, and how many activities they come from."""

    minutes: int
    by_source: dict[str, int]
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One person at one shift, as demo and imports load it.

    Without ``checked_in_at`` only the sign-up is written; without ``slot_id`` the person walked in; ``minutes``
    None writes no hours. ``source`` LATE needs ``confirmed_by_unit_id``.
    """

    activity_id: int
    organiser_unit_id: int
    place_id: int
    shift_id: int
    shift_starts_at: datetime
    person_id: int
    contact_key: str
    signed_up_at: datetime
    slot_id: int | None = None
    participant_unit_id: int | None = None
    state: SignupState = SignupState.CONFIRMED
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    minutes: int | None = None
    source: HoursSource = HoursSource.IMPORT
    confirmed_by_unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class HoursSettled(Event):
    activity_id: int
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class HoursCorrected(Event):
    activity_id: int
    entry_id: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class LateEntryAsked(Event):
    activity_id: int
    late_entry_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class LateEntryDecided(Event):
    activity_id: int
    late_entry_id: int
    confirmed: bool
    decided_unit_id: int


@dataclass(frozen=True, slots=True)
class HistoryLoaded(Event):
    signups: int
    participations: int
    minutes: int
