"""Roll-ups: what the facts add up to, kept so that reading is cheap and always equal to a rebuild."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from aoxanh.kernel.scoping import ScopedQuerySet


class CellQuerySet(ScopedQuerySet["Cell"]):
    pass


class Cell(models.Model):
    """Sum of one FLOW measure for the facts of one unit, place, activity and day.

    The trail touches the cells of a (unit, day); an activity's cells are the rows behind every figure.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.PROTECT, null=True, related_name="+"
    )
    measure = models.CharField(max_length=40)
    day = models.DateField()
    month = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=2)

    objects = CellQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "measure",
                "unit",
                "day",
                Coalesce("place", 0),
                Coalesce("activity", 0),
                name="cell_once",
            ),
        )
        indexes = (models.Index(fields=("measure", "day"), name="cell_by_day"),)

    def __str__(self) -> str:
        return f"{self.measure} @{self.unit_id} {self.day}"


class TotalQuerySet(ScopedQuerySet["Total"]):
    pass


class Total(models.Model):
    """Sum of one FLOW measure over a unit's subtree in one month, as the tree was on each fact's day."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    month = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=2)

    objects = TotalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("measure", "unit", "month"), name="total_once"),
        )
        indexes = (models.Index(fields=("measure", "month", "unit"), name="total_by_month"),)

    def __str__(self) -> str:
        return f"{self.measure} @{self.unit_id} {self.month}"


class DistinctTotalQuerySet(ScopedQuerySet["DistinctTotal"]):
    pass


class DistinctTotal(models.Model):
    """Distinct subjects of one measure over a unit's subtree in one period: months, and years."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    value = models.BigIntegerField()

    objects = DistinctTotalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "unit", "starts", "ends"), name="distinct_total_once"
            ),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="distinct_total_period"),
        )

    def __str__(self) -> str:
        return f"{self.measure} @{self.unit_id} [{self.starts}, {self.ends})"
