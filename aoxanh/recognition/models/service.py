"""Rules of a year of service, the units that go by them, and proofs of service elsewhere."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.recognition.types import ProofState


class ServiceRuleRow(models.Model):
    """A rule as its file says it."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("quy định"), max_length=160)
    source = models.CharField(_("căn cứ"), max_length=200)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class RuleAdoptionQuerySet(ScopedQuerySet["RuleAdoption"]):
    pass


class RuleAdoption(models.Model):
    """That a unit and those below it, unless they have their own, go by a rule for a time."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(ServiceRuleRow, on_delete=models.PROTECT, related_name="+")
    decision_number = models.CharField(_("số, ngày văn bản"), max_length=120, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(default=FOREVER)
    adopted_by_id = models.BigIntegerField(null=True, blank=True)
    adopted_at = models.DateTimeField()

    objects = RuleAdoptionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="rule_adoption_period"
            ),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="rule_adoption_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.rule_id} [{self.valid_from}, {self.valid_to})"


class ElsewhereProofQuerySet(ScopedQuerySet["ElsewhereProof"]):
    pass


class ElsewhereProof(models.Model):
    """Service elsewhere as its volunteer declared it, for ``unit`` to decide. Never part of the ledger of hours."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("tên hoạt động"), max_length=200)
    organiser = models.CharField(_("đơn vị tổ chức"), max_length=200)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    days = models.PositiveSmallIntegerField(_("số ngày"))
    hours = models.DecimalField(_("số giờ"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ProofState, default=ProofState.DECLARED)
    declared_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ElsewhereProofQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on"), days__gt=0), name="elsewhere_proof_days"
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="elsewhere_proof_hours"
            ),
            models.CheckConstraint(
                condition=Q(state=ProofState.DECLARED, decided_at__isnull=True)
                | (~Q(state=ProofState.DECLARED) & Q(decided_at__isnull=False)),
                name="elsewhere_proof_decided_at_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProofState.REFUSED) | Q(reason__gt=""),
                name="elsewhere_proof_refused_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=("person", "starts_on"), name="elsewhere_of_person"),
            models.Index(fields=("unit", "state"), name="elsewhere_of_unit"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
