"""A decision about several units on one day, prepared line by line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.units.models.unit import Change, Unit
from aoxanh.units.types import OfficersGo, ReorganisationState, Verb


class ReorganisationQuerySet(ScopedQuerySet["Reorganisation"]):
    pass


class Reorganisation(models.Model):
    """What one decision does to units on one day: prepared, then applied as a whole, until its day taken back.

    ``kept`` is what the contexts above noted to take back what they did.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("có hiệu lực từ"))
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decision_on = models.DateField(_("ngày ký"))
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    decision_key = models.CharField(max_length=100)
    """Number and year as they are compared: a decision is entered once."""
    state = models.CharField(
        max_length=12, choices=ReorganisationState, default=ReorganisationState.DRAFT
    )
    kept = models.JSONField(default=dict)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "decision_key"),
                condition=~Q(state=ReorganisationState.TAKEN_BACK),
                name="reorganisation_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ReorganisationState.DRAFT, applied_at=None, taken_back_at=None)
                | Q(state=ReorganisationState.APPLIED, applied_at__isnull=False, taken_back_at=None)
                | Q(
                    state=ReorganisationState.TAKEN_BACK,
                    applied_at__isnull=False,
                    taken_back_at__isnull=False,
                ),
                name="reorganisation_state_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_number} {self.on}"


class ReorganisationLineQuerySet(ScopedQuerySet["ReorganisationLine"]):
    unit_column = "reorganisation__unit_id"


class ReorganisationLine(models.Model):
    """What the decision does to one unit."""

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="lines"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=12, choices=Verb)
    officers = models.CharField(max_length=8, choices=OfficersGo, default=OfficersGo.ALL)
    named = models.JSONField(default=list)
    """Ids of the accounts that go along, where the decision names them."""
    change = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReorganisationLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reorganisation", "unit"), name="reorganisation_line_once_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(verb__in=(Verb.MERGE, Verb.SPLIT, Verb.CLOSE, Verb.MOVE)),
                name="reorganisation_line_ends_or_moves",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.unit_id}"


class ReorganisationHeirQuerySet(ScopedQuerySet["ReorganisationHeir"]):
    unit_column = "line__reorganisation__unit_id"


class ReorganisationHeir(models.Model):
    """Who follows the unit of a line, or where it moves; the keeper writes for it."""

    line = models.ForeignKey(ReorganisationLine, on_delete=models.CASCADE, related_name="heirs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    keeper = models.BooleanField(default=False)

    objects = ReorganisationHeirQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("line", "unit"), name="reorganisation_heir_once"),
            models.UniqueConstraint(
                fields=("line",), condition=Q(keeper=True), name="reorganisation_one_keeper"
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} → {self.unit_id}"
