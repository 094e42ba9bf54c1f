"""Visits to units, what they found, and what has to be mended by when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.inspections.models.plan import Checklist, Draw, InspectionPlan
from aoxanh.inspections.types import VisitState
from aoxanh.kernel.scoping import ScopedQuerySet


class VisitQuerySet(ScopedQuerySet["Visit"]):
    unit_column = "plan__unit_id"

    def concluded(self) -> Self:
        return self.filter(state=VisitState.CONCLUDED)

    def inspecting(self) -> Self:
        """Concluded visits that were inspections."""
        return self.concluded().filter(checklist__inspects=True)

    def of_models_drawn(self) -> Self:
        """Concluded checks of models at units that were drawn by lot."""
        return self.concluded().filter(draw__isnull=False, checklist__about_models=True)


class Visit(models.Model):
    """One unit looked into by another in a year, planned or drawn by lot (INS-03), and as often as is wanted (INS-05).

    ``kind`` is what kind of unit it was when the visit was planned.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey("units.UnitKind", on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey(
        Draw, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    items = models.JSONField()
    held_on = models.DateField(_("ngày kiểm tra"), null=True, blank=True)
    team = models.CharField(_("đoàn kiểm tra"), max_length=500, blank=True)
    marks = models.JSONField(default=dict)
    conclusion = models.TextField(_("kết luận"), blank=True)
    state = models.CharField(max_length=12, choices=VisitState, default=VisitState.PLANNED)
    planned_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "unit", "checklist"),
                condition=Q(state=VisitState.PLANNED),
                name="visit_waits_once_by_checklist",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.PLANNED, held_on__isnull=True)
                | Q(
                    state=VisitState.CONCLUDED,
                    held_on__isnull=False,
                    concluded_at__isnull=False,
                    conclusion__gt="",
                ),
                name="visit_concluded_with_day_and_words",
            ),
        )
        indexes = (models.Index(fields=("unit", "state"), name="visit_to_unit"),)

    def __str__(self) -> str:
        return f"{self.plan_id} → {self.unit_id}"


class RemedyQuerySet(ScopedQuerySet["Remedy"]):
    unit_column = "visit__plan__unit_id"

    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def due(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)


class Remedy(models.Model):
    """Something a visit found lacking, what is to be done by ``due_on``, and what showed that it was."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="remedies")
    finding = models.CharField(_("điều chưa đạt"), max_length=500)
    remedy = models.CharField(_("việc cần khắc phục"), max_length=500)
    due_on = models.DateField(_("hạn khắc phục"))
    proof = models.CharField(_("minh chứng"), max_length=500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()

    objects = RemedyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, proof="")
                | Q(done_on__isnull=False) & ~Q(proof=""),
                name="remedy_done_with_proof",
            ),
            models.CheckConstraint(
                condition=~Q(finding="") & ~Q(remedy=F("finding")) & ~Q(remedy=""),
                name="remedy_says_what",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} of {self.visit_id}"
