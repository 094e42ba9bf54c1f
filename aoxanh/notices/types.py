"""The words about notices that cross the context's border."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class Channel(TextChoices):
    IN_APP = "IN_APP", _("Trên cổng")
    EMAIL = "EMAIL", _("E-mail")
    TEXT = "TEXT", _("Tin nhắn (chép gửi tay)")


class NoticeState(TextChoices):
    WAITING = "WAITING", _("Chờ gửi")
    SENT = "SENT", _("Đã gửi")
    READ = "READ", _("Đã đọc")
    FAILED = "FAILED", _("Gửi không được")


UNTOLD_STATES = (NoticeState.WAITING, NoticeState.FAILED)
"""Whose receiver does not know yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """To whom a message goes, and the key by which it is posted once."""

    key: str
    channel: Channel
    account_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCount:
    """How many messages of one topic went one way and stand the same."""

    topic: str
    channel: Channel
    state: NoticeState
    number: int

    @property
    def is_untold(self) -> bool:
        return self.channel == Channel.TEXT and self.state in UNTOLD_STATES


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round of delivery did."""

    sent: int
    failed: int
    """Given up; what is tried again later is in neither."""


@dataclass(frozen=True, slots=True)
class NoticePosted(Event):
    notice_id: int
    channel: str


@dataclass(frozen=True, slots=True)
class NoticesPosted(Event):
    notice_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoticesSentByHand(Event):
    notice_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoticeTakenBack(Event):
    notice_id: int
