"""Phones that run the door of one activity without a connection."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.kernel.scoping import ScopedQuerySet


class DoorDeviceQuerySet(ScopedQuerySet["DoorDevice"]):
    unit_column = "activity__unit_id"


class DoorDevice(models.Model):
    """A phone that may send scans of one activity until a day, without anybody signed in.

    Only a digest of its secret is stored. ``skew`` is how many seconds its clock was behind when it last sent;
    ``last_sequence`` is the highest number it gave to a scan.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    name = models.CharField(_("tên máy"), max_length=80)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    skew = models.IntegerField(default=0)
    last_sequence = models.PositiveIntegerField(default=0)
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_id = models.BigIntegerField(null=True, blank=True)

    objects = DoorDeviceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(given_at__lt=F("valid_until")), name="door_device_lasts"
            ),
            models.CheckConstraint(condition=Q(name__gt=""), name="door_device_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.name}"

    def has_ended(self, now: datetime) -> bool:
        """Whether it was revoked or has expired."""
        return self.revoked_at is not None or self.valid_until <= now
