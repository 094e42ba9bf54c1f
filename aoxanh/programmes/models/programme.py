"""Programmes as data: phases, indicators and their targets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    pass


class Programme(models.Model):
    """A plan document whose indicators are computed."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(_("tên chương trình"), max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="programme_period"
            ),
        )

    def __str__(self) -> str:
        return self.code


class Phase(models.Model):
    """A stretch of a programme with its own targets."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="phases")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="phase_once"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="phase_period"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.code}"


class Indicator(models.Model):
    """One thing a programme promises, with the expressions over measures that answer it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=20, unique=True)
    family = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("chỉ tiêu"), max_length=400)
    position = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    source = models.CharField(_("căn cứ"), max_length=120)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.code


class Target(models.Model):
    """What an indicator must reach by the end of a phase, in percent."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=7, decimal_places=2)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "phase"), name="target_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100), name="target_is_percent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"
