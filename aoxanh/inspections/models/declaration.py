"""That units use information technology in coordination, declared and looked at by their superior (ASM-09)."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.inspections.types import DeclarationState, SeenBy
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet


class ItUse(models.Model):
    """A way of using IT in coordination, as data; ``seen_by`` is what the portal itself counts of it."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("cách ứng dụng"), max_length=120)
    seen_by = models.CharField(max_length=12, choices=SeenBy, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class UseDeclarationQuerySet(ScopedQuerySet["UseDeclaration"]):
    def accepted(self) -> Self:
        """What counts: only what a superior accepted."""
        return self.filter(state=DeclarationState.ACCEPTED)


class UseDeclaration(models.Model):
    """One unit's declaration; from its day it holds until the next one is accepted.

    ``seen`` is what the portal itself had counted in the twelve months before.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    decided_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uses = models.JSONField()
    seen = models.JSONField(default=dict)
    evidence = models.TextField(_("minh chứng"))
    note = models.CharField(_("ý kiến cấp trên"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=DeclarationState, default=DeclarationState.SENT)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)
    decided_by_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = UseDeclarationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit",),
                condition=Q(state=DeclarationState.SENT),
                name="use_declaration_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_to")), name="use_declaration_period"
            ),
            models.CheckConstraint(
                condition=Q(state=DeclarationState.SENT, decided_at__isnull=True)
                | ~Q(state=DeclarationState.SENT) & Q(decided_at__isnull=False),
                name="use_declaration_decided_at_when_decided",
            ),
        )
        indexes = (models.Index(fields=("unit", "valid_from"), name="use_declaration_of_unit"),)

    def __str__(self) -> str:
        return f"@{self.unit_id} {self.state}"
