"""The words about scans and participation that cross the context's border."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.people.types import GuardianGiven


LATE = timedelta(hours=6)
"""How long after a shift its scans still count: trips back are long."""


class Direction(TextChoices):
    IN = "IN", _("Vào")
    OUT = "OUT", _("Ra")


class CheckInMethod(TextChoices):
    """How a presence became known."""

    CAMERA = "CAMERA", _("Quét mã")
    CODE = "CODE", _("Nhập mã")
    LIST = "LIST", _("Điểm danh")
    WALK_IN = "WALK_IN", _("Đến trực tiếp")
    PAPER = "PAPER", _("Trên giấy")
    LATE = "LATE", _("Ghi bổ sung")
    IMPORT = "IMPORT", _("Nhập từ tệp")


class ScanOutcome(TextChoices):
    """ACCEPTED counts; KEPT is stored for the organiser to look at: no scan is thrown away."""

    ACCEPTED = "ACCEPTED", _("Hợp lệ")
    KEPT = "KEPT", _("Giữ lại để xem xét")


class KeptReason(TextChoices):
    """Why a scan is only kept; ``DOOR_SENTENCES`` says it to the person at the door."""

    NONE = "", _("Không có")
    UNKNOWN_PASS = "UNKNOWN_PASS", _("Không có thẻ này")
    TAMPERED = "TAMPERED", _("Chữ ký không đúng")
    FOREIGN = "FOREIGN", _("Thẻ của hoạt động khác")
    WITHDRAWN = "WITHDRAWN", _("Đã rút đăng ký")
    DECLINED = "DECLINED", _("Không được duyệt")
    CANCELLED = "CANCELLED", _("Đăng ký đã hủy")
    PENDING = "PENDING", _("Chưa được duyệt")
    WAITING = "WAITING", _("Đang trong danh sách dự bị")
    OTHER_SHIFT = "OTHER_SHIFT", _("Đăng ký ca khác")
    NOT_ITS_TIME = "NOT_ITS_TIME", _("Ngoài giờ của ca")
    NOT_RUNNING = "NOT_RUNNING", _("Hoạt động không nhận điểm danh")
    DEVICE_ENDED = "DEVICE_ENDED", _("Máy đã bị thu hồi hoặc hết hạn")


DOOR_SENTENCES: dict[KeptReason, str | Promise] = {
    KeptReason.UNKNOWN_PASS: _(
        "Không tìm thấy mã này trong hoạt động. Hãy tìm tên trong danh sách, hoặc ghi nhận người đến trực tiếp."
    ),
    KeptReason.TAMPERED: _(
        "Mã không do hệ thống này cấp hoặc đã bị sửa. Hãy tìm tên trong danh sách để điểm danh."
    ),
    KeptReason.FOREIGN: _(
        "Thẻ này của một hoạt động khác. Hãy xem lại tên hoạt động trên thẻ, hoặc ghi nhận người đến trực tiếp."
    ),
    KeptReason.WITHDRAWN: _(
        "Người này đã rút đăng ký. Nếu vẫn tham gia, hãy ghi nhận là người đến trực tiếp."
    ),
    KeptReason.DECLINED: _(
        "Đăng ký này không được duyệt. Hãy hỏi người phụ trách trước khi ghi nhận."
    ),
    KeptReason.CANCELLED: _(
        "Đăng ký này đã hủy. Nếu vẫn tham gia, hãy ghi nhận là người đến trực tiếp."
    ),
    KeptReason.PENDING: _("Đăng ký này chưa được duyệt. Hãy duyệt trong danh sách rồi quét lại."),
    KeptReason.WAITING: _(
        "Người này đang trong danh sách dự bị. Nếu còn chỗ, hãy ghi nhận là người đến trực tiếp."
    ),
    KeptReason.OTHER_SHIFT: _(
        "Người này đăng ký ca khác. Hãy chọn đúng ca, hoặc ghi nhận là người đến trực tiếp."
    ),
    KeptReason.NOT_ITS_TIME: _(
        "Ngoài giờ điểm danh của ca. Nếu người này có tham gia, hãy ghi bổ sung để cấp trên xác nhận."
    ),
    KeptReason.NOT_RUNNING: _(
        "Hoạt động chưa mở, đã hủy hoặc đã kết thúc nên không điểm danh được. Hãy ghi bổ sung nếu cần."
    ),
    KeptReason.DEVICE_ENDED: _(
        "Lượt này đến từ một máy đã bị thu hồi hoặc hết hạn. Chỉ tính khi biết chắc ai đã cầm máy."
    ),
}


ADMISSIBLE = frozenset(
    {
        KeptReason.WITHDRAWN,
        KeptReason.DECLINED,
        KeptReason.CANCELLED,
        KeptReason.PENDING,
        KeptReason.WAITING,
        KeptReason.DEVICE_ENDED,
    }
)
"""Kept for the sign-up's or the device's sake alone: the organiser may let such a person serve all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanGiven:
    """What a device made at the door. One of ``raw``, ``short_code``, ``signup_id`` names the person.

    ``device_at`` carries the device's own offset; ``offline`` says that it is sent later than it was made.
    """

    uuid: UUID
    device_at: datetime
    direction: Direction = Direction.IN
    raw: str = ""
    short_code: str = ""
    signup_id: int | None = None
    shift_id: int | None = None
    device_id: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInResult:
    """What to say at the door. ``again`` marks a presence that was known before."""

    scan_id: int
    outcome: ScanOutcome
    reason: KeptReason = KeptReason.NONE
    participation_id: int | None = None
    person_id: int | None = None
    full_name: str = ""
    shift_id: int | None = None
    shift_name: str = ""
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    again: bool = False

    @property
    def sentence(self) -> str:
        """The refusal in words; empty when the scan counts."""
        return str(DOOR_SENTENCES.get(self.reason, ""))


@dataclass(frozen=True, slots=True)
class Scanned(Event):
    """A scan arrived; ``participation_id`` is None when it was only kept."""

    activity_id: int
    scan_id: int
    direction: str
    method: str
    outcome: str
    reason: str
    participation_id: int | None


@dataclass(frozen=True, slots=True)
class ScanUndone(Event):
    activity_id: int
    scan_id: int
    undone_id: int


@dataclass(frozen=True, slots=True)
class PresencesDerived(Event):
    """Scans that devices sent at the same moment were put together."""

    activity_id: int
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkInGiven:
    """A person at the door without a sign-up, as typed; the contact may be left empty."""

    full_name: str
    contact: str = ""
    birth_year: int | None = None
    guardian: GuardianGiven | None = None
    participant_unit_id: int | None = None
