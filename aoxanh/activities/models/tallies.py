"""What was counted by tapping on the spot."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.reference import OutputMetric
from aoxanh.activities.types import MOST_AT_ONCE
from aoxanh.kernel.scoping import ScopedQuerySet


class TallyQuerySet(ScopedQuerySet["Tally"]):
    unit_column = "activity__unit_id"


class Tally(models.Model):
    """One tap, made by a device: so many more of a metric. Never changed or removed: triggers refuse it.

    A tap with ``undoes`` takes another one back, with its amount below nought; the sum is the total.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    metric = models.ForeignKey(OutputMetric, on_delete=models.PROTECT, related_name="+")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    uuid = models.UUIDField(unique=True)
    amount = models.IntegerField(_("số lượng"))
    device_id = models.CharField(max_length=64, blank=True)
    offline = models.BooleanField(default=False)
    account_id = models.BigIntegerField(null=True)
    tapped_at = models.DateTimeField()
    received_at = models.DateTimeField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(undoes__isnull=True, amount__gt=0, amount__lte=MOST_AT_ONCE)
                | Q(undoes__isnull=False, amount__lt=0),
                name="tally_amount",
            ),
        )
        indexes = (models.Index(fields=("activity", "metric"), name="tally_of_activity"),)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.metric_id} {self.amount:+d}"
