"""Who took a model up."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.practices.models.practice import Practice


class AdoptionQuerySet(ScopedQuerySet["Adoption"]):
    pass


class Adoption(models.Model):
    """One unit does what another's model describes, in its own way (MOD-09)."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(_("bắt đầu"))
    ended_on = models.DateField(_("thôi làm"), null=True, blank=True)
    adaptation = models.TextField(_("đã đổi gì cho hợp"))
    result = models.TextField(_("kết quả"), blank=True)
    cost = models.PositiveBigIntegerField(_("chi phí (đồng)"), null=True, blank=True)
    worked = models.BooleanField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "unit"), name="adoption_once_per_unit"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__lte=F("ended_on")),
                name="adoption_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("unit", "-started_on"), name="adoption_of_unit"),)

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.unit_id}"
