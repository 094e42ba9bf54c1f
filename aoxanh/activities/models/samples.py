"""Samples drawn among the presences of units below, and what checking each of them showed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.scans import Participation
from aoxanh.activities.types.samples import CheckOutcome
from aoxanh.kernel.scoping import ScopedQuerySet


class SampleQuerySet(ScopedQuerySet["Sample"]):
    unit_column = "unit_id"


class Sample(models.Model):
    """One draw, never made again in its place: seed and digest of the pool let anybody repeat it."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    seed = models.CharField(max_length=16)
    size = models.PositiveSmallIntegerField(_("số lượt"))
    pool_size = models.PositiveIntegerField()
    pool_digest = models.CharField(max_length=64)
    drawn_by_id = models.BigIntegerField(null=True)
    drawn_on = models.DateField()
    drawn_at = models.DateTimeField()

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="sample_of_some_days"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, pool_size__gte=F("size")), name="sample_within_its_pool"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.seed}"


class SampleCheckQuerySet(ScopedQuerySet["SampleCheck"]):
    unit_column = "sample__unit_id"


class SampleCheck(models.Model):
    """A presence of a sample, and what a call or a visit showed."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="checks")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        _("kết quả"), max_length=10, choices=CheckOutcome, default=CheckOutcome.WAITING
    )
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    checked_by_id = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)

    objects = SampleCheckQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sample", "position"), name="sample_position_once"),
            models.UniqueConstraint(
                fields=("sample", "participation"), name="sample_presence_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome=CheckOutcome.WAITING) | Q(checked_at__isnull=False),
                name="sample_check_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CheckOutcome.DIFFERENT) | Q(note__gt=""),
                name="sample_difference_is_said",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sample_id} {self.position} {self.outcome}"
