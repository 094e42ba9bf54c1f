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
class NoticeSentByHand(Event):
    notice_id: int
