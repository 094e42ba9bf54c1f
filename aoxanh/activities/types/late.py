"""The words about late entries and who confirms them that cross the context's border."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, LateEntry


class Confirmer(TextChoices):
    """In which capacity somebody outside the organising unit confirms a late entry."""

    SUPERIOR = "SUPERIOR", _("Cấp trên")
    HOST = "HOST", _("Đơn vị nơi đến")
    SENDER = "SENDER", _("Trường, đơn vị của người tham gia")
    RECEIVER = "RECEIVER", _("Nơi nhận, qua đường dẫn")


class ReceiverProof(TextChoices):
    """What speaks for it that the receiving body itself answered, the surest first."""

    ACCOUNT = "ACCOUNT", _("Đăng nhập, có vai trò ở đơn vị khác")
    KNOWN = "KNOWN", _("Liên hệ đơn vị khác cũng đã dùng")
    NEW = "NEW", _("Liên hệ mới, chỉ đơn vị này khai")


@dataclass(frozen=True, slots=True)
class Confirming:
    """As what, and for which unit, somebody confirms."""

    capacity: Confirmer
    unit_id: int


@dataclass(frozen=True, slots=True)
class ReceiverGiven:
    """A receiving body as its organiser names it, and where it is reached: a phone number or an address."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReceiverAnswer:
    """What a receiving body says over its link: which entries it confirms, and who says so."""

    confirmed_ids: frozenset[int]
    name: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverLinkShown:
    """What the bearer of a link reads; ``entries`` is empty once it was answered, withdrawn or has expired."""

    activity: "Activity"
    receiver: str
    organiser_unit_id: int
    valid_until: datetime
    answered_at: datetime | None
    has_ended: bool
    entries: "tuple[LateEntry, ...]" = ()

    @property
    def is_open(self) -> bool:
        return bool(self.entries)


@dataclass(frozen=True, slots=True)
class ReceiverAsked(Event):
    """A link was made for a receiving body; who holds it may answer once."""

    activity_id: int
    link_id: int
    entries: int
    until: str


@dataclass(frozen=True, slots=True)
class ReceiverLinkRevoked(Event):
    activity_id: int
    link_id: int


@dataclass(frozen=True, slots=True)
class ReceiverAnswered(Event):
    activity_id: int
    link_id: int
    confirmed: int
    returned: int
