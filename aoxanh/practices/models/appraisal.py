"""Yearly rounds in which models are nominated, appraised, recognised and honoured."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.practices.models.practice import Practice
from aoxanh.practices.types import NominationOutcome


class RoundQuerySet(ScopedQuerySet["Round"]):
    def open(self) -> "RoundQuerySet":
        """Those whose results are not announced."""
        return self.filter(announced_at__isnull=True)

    def announced(self) -> "RoundQuerySet":
        """Those whose results are, with the day on which they were."""
        day = TruncDate("announced_at", tzinfo=get_default_timezone())
        return self.filter(announced_at__isnull=False).annotate(announced_on=day)


class Round(models.Model):
    """The appraisal of one year's models by one unit; its criteria stay as they were when it began (MOD-10)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    nominate_until = models.DateField(_("nhận đề cử đến hết ngày"))
    criteria = models.JSONField()
    announced_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="round_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class CandidateQuerySet(ScopedQuerySet["Candidate"]):
    unit_column = "to_unit_id"


class Candidate(models.Model):
    """A model brought forward to a unit at any time; without a round it waits for the next one (MOD-17)."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations"
    )
    reason = models.TextField(_("vì sao đề cử"))
    outcome = models.CharField(
        max_length=12, choices=NominationOutcome, default=NominationOutcome.WAITING
    )
    created_at = models.DateTimeField()

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "practice"), name="nomination_once_a_round"),
            models.UniqueConstraint(
                fields=("to_unit", "practice"),
                condition=Q(round__isnull=True),
                name="nomination_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome=NominationOutcome.WAITING) | Q(round__isnull=False),
                name="nomination_decided_in_a_round",
            ),
        )
        indexes = (models.Index(fields=("unit", "-created_at"), name="nomination_of_unit"),)

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.to_unit_id}"


class AppraisalQuerySet(ScopedQuerySet["Appraisal"]):
    unit_column = "nomination__to_unit_id"


class Appraisal(models.Model):
    """What one account found of one nomination: points by criterion."""

    nomination = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="appraisals")
    account_id = models.BigIntegerField()
    points = models.JSONField()
    total = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    given_at = models.DateTimeField()

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("nomination", "account_id"), name="appraisal_once_an_account"
            ),
        )

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.total}"
