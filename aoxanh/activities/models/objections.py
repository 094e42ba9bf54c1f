"""What volunteers say against the hours written for them, and how they were answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.hours import HoursEntry
from aoxanh.activities.models.scans import Participation
from aoxanh.activities.types.objections import ObjectionState
from aoxanh.kernel.scoping import ScopedQuerySet


class HoursObjectionQuerySet(ScopedQuerySet["HoursObjection"]):
    unit_column = "activity__unit_id"


class HoursObjection(models.Model):
    """One person's word against their hours of an activity; without a participation they say nobody recorded them."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entry = models.ForeignKey(HoursEntry, on_delete=models.PROTECT, null=True, related_name="+")
    answered_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.CharField(_("điều chưa đúng"), max_length=500)
    answer = models.CharField(_("trả lời"), max_length=500, blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.WAITING)
    asked_at = models.DateTimeField()
    passed_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = HoursObjectionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "person"),
                condition=Q(state=ObjectionState.WAITING),
                name="objection_waits_once",
            ),
            models.CheckConstraint(condition=Q(text__gt=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.WAITING, answered_at__isnull=True)
                | ~Q(state=ObjectionState.WAITING) & Q(answered_at__isnull=False, answer__gt=""),
                name="objection_answered_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=ObjectionState.CORRECTED) | Q(entry__isnull=False),
                name="objection_corrected_by_an_entry",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.person_id} {self.state}"
