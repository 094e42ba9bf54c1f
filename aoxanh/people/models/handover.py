"""Handing an office over: from whom, to whom, on which day, and what was open then."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class HandoverQuerySet(ScopedQuerySet["Handover"]):
    pass


class Handover(models.Model):
    """That one officer of a unit hands everything held there to a successor, signed by both or decided above.

    ``work`` is what was open at the last signature, as told then; the work itself belongs to the unit and stays.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    outgoing = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    incoming = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    full_name = models.CharField(_("người nhận"), max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    on = models.DateField(_("ngày bàn giao"))
    until = models.DateField(_("hết nhiệm kỳ"))
    is_provisional = models.BooleanField(_("lâm thời"), default=False)
    work = models.JSONField(default=list)
    moved = models.JSONField(default=dict)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(on__lt=F("until")), name="handover_period"),
            models.CheckConstraint(
                condition=Q(incoming__isnull=True, accepted_at__isnull=True)
                | Q(incoming__isnull=False, accepted_at__isnull=False),
                name="handover_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="handover_not_both_accepted_and_withdrawn",
            ),
            models.CheckConstraint(
                condition=~Q(outgoing=F("incoming")), name="handover_to_somebody_else"
            ),
            models.UniqueConstraint(
                fields=("unit", "outgoing"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="handover_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"@{self.unit_id} {self.on}"
