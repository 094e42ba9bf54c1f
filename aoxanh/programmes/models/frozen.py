"""Figures frozen at the end of a period: rows that only grow, later corrections beside them (PRG-05)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.programme import Programme


class FreezeQuerySet(ScopedQuerySet["Freeze"]):
    pass


class Freeze(models.Model):
    """That the figures of a programme were frozen for a unit and all below it, as of one day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("số liệu đến hết ngày"))
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày văn bản"), null=True)
    account_id = models.BigIntegerField(null=True)
    frozen_at = models.DateTimeField()

    objects = FreezeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "unit", "day"), name="freeze_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} @{self.unit_id} {self.day}"


class FreezeVersionQuerySet(ScopedQuerySet["FreezeVersion"]):
    unit_column = "freeze__unit_id"


class FreezeVersion(models.Model):
    """The figures as frozen (1), or what a later look found different, with the events of the trail in between.

    ``xact`` and ``entry_id`` say how far the trail had been read.
    """

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    events = models.JSONField(default=list)
    xact = models.BigIntegerField()
    entry_id = models.BigIntegerField()

    objects = FreezeVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("freeze", "number"), name="freeze_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.freeze_id} #{self.number}"


class FrozenFigureQuerySet(ScopedQuerySet["FrozenFigure"]):
    pass


class FrozenFigure(models.Model):
    """One indicator of one unit in one version; a later version holds only what it found different."""

    version = models.ForeignKey(FreezeVersion, on_delete=models.PROTECT, related_name="figures")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=20)
    label = models.CharField(max_length=120, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    status = models.CharField(max_length=12)
    beside = models.JSONField(default=dict)

    objects = FrozenFigureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "unit", "indicator"), name="frozen_figure_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} @{self.unit_id} {self.value}"
