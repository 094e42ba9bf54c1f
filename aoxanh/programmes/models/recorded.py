"""What units did that no other part of the portal records, each with its proof."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.types.recorded import FactState


class RecordedFactQuerySet(ScopedQuerySet["RecordedFact"]):
    def counted(self, kind: str) -> "RecordedFactQuerySet":
        """The facts of one kind that count."""
        return self.filter(kind=kind, state=FactState.COUNTED)


class RecordedFact(models.Model):
    """One fact of a unit and a year, with its proof; it counts once whoever must accept it did.

    ``kind`` is that of the file of kinds and the code of its measure. ``counted_on`` lies in ``year``.
    """

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    on = models.DateField(_("ngày"))
    counted_on = models.DateField()
    title = models.CharField(_("nội dung"), max_length=300)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    slot = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=FactState)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_account_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(_("lý do"), max_length=400, blank=True)

    objects = RecordedFactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(number="") | Q(file__isnull=False), name="recorded_fact_has_proof"
            ),
            models.UniqueConstraint(
                fields=("kind", "unit", "year", "slot"),
                condition=Q(state__in=(FactState.SENT, FactState.COUNTED)),
                name="recorded_fact_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(FactState.REFUSED, FactState.WITHDRAWN)) | ~Q(why=""),
                name="recorded_fact_taken_back_with_reason",
            ),
        )
        indexes = (models.Index(fields=("unit", "year"), name="recorded_fact_of_year"),)

    def __str__(self) -> str:
        return f"{self.kind} @{self.unit_id} {self.year}"
