"""Secret addresses at which a calendar can be fetched."""

from django.db import models
from django.db.models import Q

from aoxanh.kernel.scoping import ScopedQuerySet


class CalendarFeedQuerySet(ScopedQuerySet["CalendarFeed"]):
    pass


class CalendarFeed(models.Model):
    """One officer's address for the calendar of one unit; only the digest of its secret is kept."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "account"),
                condition=Q(revoked_at=None),
                name="calendar_feed_once_an_officer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} @{self.unit_id}"
