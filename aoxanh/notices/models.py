"""Notices: every message that left the product, and whether it arrived."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.notices.types import UNTOLD_STATES, Channel, NoticeState


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def deliverable(self, now: datetime, channels: Collection[Channel]) -> Self:
        """Messages of these channels that have an address and whose turn has come, oldest first."""
        waiting = self.filter(channel__in=channels, state=NoticeState.WAITING, try_after__lte=now)
        return waiting.exclude(address="").order_by("try_after", "pk")

    def untold(self) -> Self:
        """Texts whose receiver does not know yet."""
        return self.filter(channel=Channel.TEXT, state__in=UNTOLD_STATES)


class Notice(models.Model):
    """One message to one receiver because of one trigger.

    ``about`` names what it is about (``activity:17``), ``topic`` what happened to it; ``told_by_id`` is the account
    that carried a text by hand.
    """

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=8, choices=Channel)
    account_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=254, blank=True)
    unit_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    path = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.WAITING)
    created_at = models.DateTimeField()
    try_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    told_by_id = models.BigIntegerField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("account_id", "-id"), name="notice_of_account"),
            models.Index(fields=("unit_id", "-id"), name="notice_of_unit"),
            models.Index(fields=("about", "topic"), condition=~Q(about=""), name="notice_about"),
            models.Index(
                fields=("try_after", "id"),
                condition=Q(state=NoticeState.WAITING),
                name="notice_waiting",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=(Q(channel=Channel.IN_APP) & Q(account_id__isnull=False))
                | (Q(channel=Channel.EMAIL) & ~Q(address=""))
                | Q(channel=Channel.TEXT),
                name="notice_has_receiver",
            ),
            models.CheckConstraint(
                condition=Q(told_by_id__isnull=True)
                | Q(channel=Channel.TEXT, state=NoticeState.SENT),
                name="notice_told_by_hand_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(NoticeState.SENT, NoticeState.READ), sent_at__isnull=False)
                | Q(state__in=(NoticeState.WAITING, NoticeState.FAILED), sent_at__isnull=True),
                name="notice_sent_at_when_sent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}"
