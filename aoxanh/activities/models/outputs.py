"""What an activity brought about, and what shows it."""

from typing import Self

from django.db import models
from django.db.models import Case, DecimalField, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.reference import OutputMetric
from aoxanh.activities.types import HELD_STATES
from aoxanh.kernel.scoping import ScopedQuerySet


class OutputQuerySet(ScopedQuerySet["Output"]):
    unit_column = "activity__unit_id"

    def of_held(self) -> Self:
        """Results of what took place, each with its ``worth`` in đồng: money is worth itself."""
        money = Case(When(metric__is_money=True, then=F("amount")))
        return self.filter(activity__state__in=HELD_STATES).annotate(
            worth=Coalesce("value_vnd", money, output_field=DecimalField())
        )

    def helping(self) -> Self:
        """How many people were helped by what took place."""
        held = self.filter(activity__state__in=HELD_STATES)
        return held.filter(metric__is_beneficiaries=True)

    def helping_about(self) -> Self:
        """Those of which the number was said to be “about”."""
        return self.helping().filter(about=True)

    def works(self) -> Self:
        """Youth works and tasks that came of what took place."""
        held = self.filter(activity__state__in=HELD_STATES)
        return held.filter(metric__is_work=True)

    def of_held_about(self) -> Self:
        """Those of which the worth was said to be “about”."""
        return self.of_held().filter(Q(value_about=True) | Q(metric__is_money=True, about=True))


class Output(models.Model):
    """A result in numbers; ``about`` flags keep what the words “gần”, “khoảng” said (ACT-16).

    ``counted``: the amount is what was tapped on the spot, not what somebody typed.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outputs")
    metric = models.ForeignKey(OutputMetric, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("số lượng"), max_digits=16, decimal_places=2)
    about = models.BooleanField(_("ước lượng"), default=False)
    value_vnd = models.BigIntegerField(_("trị giá (đồng)"), null=True, blank=True)
    value_about = models.BooleanField(_("trị giá ước lượng"), default=False)
    counted = models.BooleanField(_("đếm tại chỗ"), default=False)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    objects = OutputQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "metric"), name="output_metric_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(value_vnd__isnull=True) | Q(value_vnd__gte=0)),
                name="output_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.metric_id} {self.amount}"


class EvidenceQuerySet(ScopedQuerySet["Evidence"]):
    unit_column = "activity__unit_id"


class Evidence(models.Model):
    """A picture, a file or a named paper that shows an activity took place.

    What is published stands on the public page, under the words of its caption.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.CharField(_("số, ngày văn bản"), max_length=200, blank=True)
    caption = models.CharField(_("chú thích"), max_length=200, blank=True)
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "file"), name="evidence_file_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(paper__gt=""), name="evidence_is_something"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(file__isnull=False, caption__gt=""),
                name="evidence_published_with_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.file_id or self.paper}"
