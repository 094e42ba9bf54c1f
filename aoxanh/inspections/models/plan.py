"""What is looked at, a year's plan of a unit, and the draws it made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class Checklist(models.Model):
    """What a visit looks at, line by line, as data; ``about_models``: at models of work.

    ``inspects``: whether a visit by it is an inspection; one that only urges and guides is none (INS-05).
    """

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("bảng kiểm"), max_length=120)
    items = models.JSONField()
    about_models = models.BooleanField(default=False)
    inspects = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class InspectionPlanQuerySet(ScopedQuerySet["InspectionPlan"]):
    pass


class InspectionPlan(models.Model):
    """Which units a unit inspects in one year (INS-01)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    created_at = models.DateTimeField()

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "year"), name="inspection_plan_once_a_year"),
        )

    def __str__(self) -> str:
        return f"@{self.unit_id} {self.year}"


class DrawQuerySet(ScopedQuerySet["Draw"]):
    unit_column = "plan__unit_id"


class Draw(models.Model):
    """A drawing of lots that anyone can repeat: seed, pool and rule give the units drawn (INS-02).

    ``pool`` and ``drawn`` are codes of units; ``names`` is what they were called that day.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="draws")
    seed = models.CharField(_("số rút thăm"), max_length=100)
    pool = models.JSONField()
    pool_digest = models.CharField(max_length=64)
    drawn = models.JSONField()
    names = models.JSONField()
    account_id = models.BigIntegerField(null=True)
    drawn_at = models.DateTimeField()

    objects = DrawQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(seed=""), name="draw_has_seed"),)

    def __str__(self) -> str:
        return f"#{self.pk} of {self.plan_id}"
