"""What units declare to have done, apart from what the portal recorded."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class DeclaredTotalQuerySet(ScopedQuerySet["DeclaredTotal"]):
    pass


class DeclaredTotal(models.Model):
    """A unit's own totals for a period; a unit that declared nothing has no row (ACT-13)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    activities = models.PositiveIntegerField(_("số hoạt động"))
    turns = models.PositiveIntegerField(_("lượt người"), null=True, blank=True)
    persons = models.PositiveIntegerField(_("số người"), null=True, blank=True)
    hours = models.PositiveIntegerField(_("số giờ"), null=True, blank=True)
    note = models.CharField(_("căn cứ, ghi chú"), max_length=300, blank=True)
    declared_by_id = models.BigIntegerField(null=True, blank=True)
    declared_at = models.DateTimeField()

    objects = DeclaredTotalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="declared_total_period"
            ),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="declared_total_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} [{self.valid_from}, {self.valid_to}) {self.activities}"
