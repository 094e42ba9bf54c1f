"""Whether a model goes on, and the handbooks in which models are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.practices.models.practice import Practice
from aoxanh.practices.types import Continuity


class ContinuityCheckQuerySet(ScopedQuerySet["ContinuityCheck"]):
    unit_column = "practice__unit_id"


class ContinuityCheck(models.Model):
    """Somebody looked on a day whether a model still goes on (MOD-18)."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField(_("ngày kiểm tra"))
    found = models.CharField(_("tình trạng"), max_length=8, choices=Continuity)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = ContinuityCheckQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("practice", "-checked_on"), name="check_of_practice"),)

    def __str__(self) -> str:
        return f"{self.practice_id} {self.found}"


class HandbookQuerySet(ScopedQuerySet["Handbook"]):
    def published(self) -> "HandbookQuerySet":
        """What anyone may read."""
        return self.filter(published_at__isnull=False)


class Handbook(models.Model):
    """Chosen models of the registry, told one after the other (MOD-12)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    title = models.CharField(_("tên cẩm nang"), max_length=200)
    foreword = models.TextField(_("lời mở đầu"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = HandbookQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="handbook_has_title"),
        )
        indexes = (models.Index(fields=("unit", "-created_at"), name="handbook_of_unit"),)

    def __str__(self) -> str:
        return self.code


class HandbookEntryQuerySet(ScopedQuerySet["HandbookEntry"]):
    unit_column = "handbook__unit_id"


class HandbookEntry(models.Model):
    """A model in a handbook, at its place."""

    handbook = models.ForeignKey(Handbook, on_delete=models.CASCADE, related_name="entries")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = HandbookEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("handbook", "practice"), name="handbook_tells_a_model_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.handbook_id}: {self.practice_id}"
