"""What officers decide or say of a programme's figures: kept beside what was computed, never instead of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.indicators import Indicator
from aoxanh.programmes.types.decisions import DecisionKind


class FigureDecisionQuerySet(ScopedQuerySet["FigureDecision"]):
    pass


class FigureDecision(models.Model):
    """An override, a statement or a re-basing of one indicator for one unit and year, with its reason.

    Nothing is overwritten: a later one of the same kind takes the place of an earlier one, which is kept, and what
    was withdrawn stays with the reason. ``computed`` is what stood beside an override when it was recorded.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    computed = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    kinds = models.JSONField(default=list)
    text = models.TextField(_("lý do, nội dung"), max_length=4000)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày văn bản"), null=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_why = models.CharField(_("lý do thu hồi"), max_length=400, blank=True)

    objects = FigureDecisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "unit", "year", "kind"),
                condition=Q(withdrawn_at=None),
                name="figure_decision_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.OVERRIDE, value__gte=0)
                | (~Q(kind=DecisionKind.OVERRIDE) & Q(value=None)),
                name="figure_decision_value",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.STATEMENT) | ~Q(number="") | Q(file__isnull=False),
                name="figure_decision_has_paper",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="figure_decision_has_reason"),
        )
        indexes = (models.Index(fields=("unit", "indicator"), name="figure_decision_of_unit"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.indicator_id} @{self.unit_id} {self.year}"
