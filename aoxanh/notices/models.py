"""Notices: every message that left the product, and whether it arrived."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.notices.types import Channel, NoticeState


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def deliverable(self, now: datetime) -> Self:
        """E-mails whose turn has come, oldest first."""
        waiting = self.filter(channel=Channel.EMAIL, state=NoticeState.WAITING, try_after__lte=now)
        return waiting.order_by("try_after", "pk")


class Notice(models.Model):
    """One message to one receiver because of one trigger."""

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=8, choices=Channel)
    account_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=254, blank=True)
    unit_id = models.BigIntegerField(null=True)
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    path = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.WAITING)
    created_at = models.DateTimeField()
    try_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("account_id", "-id"), name="notice_of_account"),
            models.Index(fields=("unit_id", "-id"), name="notice_of_unit"),
            models.Index(
                fields=("try_after", "id"),
                condition=Q(state=NoticeState.WAITING),
                name="notice_waiting",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=(Q(channel=Channel.IN_APP) & Q(account_id__isnull=False))
                | (~Q(channel=Channel.IN_APP) & ~Q(address="")),
                name="notice_has_receiver",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(NoticeState.SENT, NoticeState.READ), sent_at__isnull=False)
                | Q(state__in=(NoticeState.WAITING, NoticeState.FAILED), sent_at__isnull=True),
                name="notice_sent_at_when_sent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}"
