"""Whose a unit is and was: parenthood, succession and their closure in time."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.units.models.unit import Change, Unit


class ParenthoodQuerySet(ScopedQuerySet["Parenthood"]):
    pass


class Parenthood(models.Model):
    """Under which unit a unit stood for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parenthoods")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="childhoods")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    objects = ParenthoodQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="parenthood_period"
            ),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="parenthood_not_of_itself"),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="parenthood_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id} [{self.valid_from}, {self.valid_to})"


class SuccessionQuerySet(ScopedQuerySet["Succession"]):
    unit_column = "predecessor_id"


class Succession(models.Model):
    """A unit that took over from another on a day. All heirs read; the keeper writes."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heirs")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heritages")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    keeper = models.BooleanField(default=False)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.UniqueConstraint(
                fields=("predecessor",), condition=Q(keeper=True), name="succession_one_keeper"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.on}"


class ClosureQuerySet(models.QuerySet["Closure"]):
    def on(self, day: date) -> Self:
        """Rows that hold on ``day``."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)


class Closure(models.Model):
    """That one unit lay within another for a time, itself included (depth 0).

    From its closing day on, a unit's rows run through its heirs. ``keeper`` marks the rows along which
    writing passes: a unit to itself, and a closed unit to the one heir that keeps its books.
    """

    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ancestry")
    depth = models.PositiveSmallIntegerField()
    keeper = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ancestor", "descendant", "valid_from"), name="closure_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="closure_period"
            ),
        )
        indexes = (
            models.Index(
                fields=("descendant", "valid_from", "valid_to", "ancestor"), name="closure_upward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊇ {self.descendant_id} [{self.valid_from}, {self.valid_to})"
