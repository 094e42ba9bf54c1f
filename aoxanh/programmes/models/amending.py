"""Proposals to change a plan and what was decided about them (PRG-06, PLN-05)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.programme import Edition, Programme
from aoxanh.programmes.types.amending import ACCEPTED_STATES, DECIDED_STATES, AmendmentState, Part


class AmendmentQuerySet(ScopedQuerySet["Amendment"]):
    pass


class Amendment(models.Model):
    """A change of one part of a plan that a unit proposes, with its reason and the decision about it.

    ``base`` is the part as it was then, ``proposed`` as it shall be: None where there is, or shall be, none.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=16, choices=Part)
    key = models.CharField(max_length=40, blank=True)
    base = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    reason = models.TextField(_("lý do"), max_length=4000)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.OPEN)
    submission = models.CharField(_("số tờ trình"), max_length=60, blank=True)
    submitted_on = models.DateField(_("ngày trình"), null=True)
    decision = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    answer = models.TextField(_("nội dung trả lời"), max_length=4000, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    account_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=(Q(state__in=DECIDED_STATES, decided_on__isnull=False) & ~Q(decision=""))
                | (~Q(state__in=DECIDED_STATES) & Q(decided_on=None, decision="")),
                name="amendment_decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ACCEPTED_STATES, edition__isnull=False)
                | (~Q(state__in=ACCEPTED_STATES) & Q(edition=None)),
                name="amendment_accepted_is_an_edition",
            ),
        )
        indexes = (
            models.Index(fields=("programme", "state"), name="amendment_of_programme"),
            models.Index(fields=("unit", "state"), name="amendment_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.part} {self.key}"
