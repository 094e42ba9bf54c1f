"""What programmes promise: indicators over measures, and what they must reach."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.models.programme import Phase, Programme
from aoxanh.programmes.types import Basis, IndicatorType, Operator


class Indicator(models.Model):
    """One thing a programme promises, with the expressions over measures that answer it.

    One that a later edition of its programme leaves out is withdrawn, never deleted.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=20, unique=True)
    family = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("chỉ tiêu"), max_length=400)
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=12, choices=IndicatorType, default=IndicatorType.RATIO)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.CUMULATIVE)
    operator = models.CharField(max_length=4, choices=Operator, default=Operator.AT_LEAST)
    counted_in = models.CharField(_("đơn vị tính"), max_length=60, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=400, blank=True)
    levels = models.JSONField(default=list)
    definition = models.JSONField()
    source = models.CharField(_("căn cứ"), max_length=120)
    withdrawn_on = models.DateField(null=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.code


class Target(models.Model):
    """What an indicator must reach: by the end of a phase, in one year, or (neither) in every year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    is_percent = models.BooleanField(default=True)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "indicator", Coalesce("phase", 0), Coalesce("year", 0), name="target_once"
            ),
            models.CheckConstraint(
                condition=Q(phase__isnull=True) | Q(year__isnull=True),
                name="target_of_a_phase_or_a_year",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (Q(is_percent=False) | Q(value__lte=100)),
                name="target_is_percent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"
