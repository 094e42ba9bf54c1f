"""What units do with others: one record for each matter, one step for each thing that happened."""

from django.db import models
from django.db.models import Case, DateField, F, Q, When
from django.utils.translation import gettext_lazy as _

from aoxanh.cooperation.types import TAKEN_BACK, Mistake
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet


class RecordQuerySet(ScopedQuerySet["Record"]):
    pass


class Record(models.Model):
    """One matter between a unit and another unit or a body outside, of a kind that a file defines.

    A person is a matter known by its ``number`` in the unit's own book; who it is stays in the book.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(
        "programmes.Task", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(_("việc gì"), max_length=200)
    number = models.CharField(_("số trong sổ"), max_length=12, blank=True)
    text = models.TextField(_("nội dung"), max_length=4000, blank=True)
    partner_name = models.CharField(_("cơ quan"), max_length=200, blank=True)
    state = models.CharField(max_length=40)
    since = models.DateField(_("từ ngày"))
    is_ended = models.BooleanField(default=False)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(partner_name=""),
                name="cooperation_has_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(partner=F("unit")),
                name="cooperation_with_another_unit",
            ),
            models.UniqueConstraint(
                fields=("unit", "number"),
                condition=~Q(number="") & ~Q(state=TAKEN_BACK),
                name="cooperation_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(number=F("title"), text="", partner=None),
                name="cooperation_person_by_number_alone",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "kind"), name="cooperation_of_unit"),
            models.Index(fields=("partner", "kind"), name="cooperation_of_partner"),
        )

    def __str__(self) -> str:
        return f"{self.kind} @{self.unit_id} #{self.pk}"


class StepQuerySet(ScopedQuerySet["Step"]):
    unit_column = "record__unit_id"

    def standing(self) -> "StepQuerySet":
        """Those that nobody took back."""
        return self.filter(correction=None)

    def counting(self, *measures: str) -> "StepQuerySet":
        return self.standing().filter(counts__in=measures)

    def nominations_accepted(self) -> "StepQuerySet":
        return self.counting("trainer_nominations_accepted")

    def schools_counselled(self) -> "StepQuerySet":
        return self.counting("schools_counselled").filter(record__partner__isnull=False)

    def conditions_given(self) -> "StepQuerySet":
        return self.counting("conditions_given")

    def support_models_registered(self) -> "StepQuerySet":
        return self.counting("support_models_registered")

    def support_models_recognised(self) -> "StepQuerySet":
        return self.counting("support_models_recognised")

    def of_persons(self, *counts: str) -> "StepQuerySet":
        """Steps of persons that count, each from its day until the person leaves the list."""
        left = When(record__is_ended=True, then=F("record__since"))
        leaves = Case(left, default=FOREVER, output_field=DateField())
        return self.counting(*counts).exclude(record__number="").annotate(leaves=leaves)


class Step(models.Model):
    """One thing that happened with a record: never changed, the last that nobody took back tells how it stands."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="steps")
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=40)
    counts = models.CharField(max_length=60, blank=True)
    on = models.DateField(_("ngày"))
    note = models.TextField(_("kết quả"), max_length=4000, blank=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("counts", "on"), name="cooperation_step_counts"),)

    def __str__(self) -> str:
        return f"{self.record_id} {self.state} {self.on}"


class CorrectionQuerySet(ScopedQuerySet["Correction"]):
    unit_column = "record__unit_id"


class Correction(models.Model):
    """Why a step written by mistake counts no more, or a person bears another number than ``number``: it only grows."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="corrections")
    step = models.OneToOneField(
        Step, on_delete=models.PROTECT, null=True, related_name="correction"
    )
    number = models.CharField(_("số ghi nhầm"), max_length=12, blank=True)
    mistake = models.CharField(_("nhầm gì"), max_length=8, choices=Mistake)
    note = models.CharField(_("lý do"), max_length=400, blank=True)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(step__isnull=False, number="") | (Q(step=None) & ~Q(number="")),
                name="cooperation_corrects_a_step_or_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(mistake=Mistake.OTHER) | ~Q(note=""),
                name="cooperation_other_mistake_is_told",
            ),
        )

    def __str__(self) -> str:
        return f"{self.record_id} {self.mistake}"
