"""Which model of managing and coordinating an activity went by."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef

from aoxanh.activities.types import HELD_STATES, INITIATED
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.training.models.course import Course
from aoxanh.training.types import CourseState


class AppliedModelQuerySet(ScopedQuerySet["AppliedModel"]):
    unit_column = "activity__unit_id"

    def trained(self) -> Self:
        """Those of activities held by Union or Federation whose model a course had taught by their first day."""
        taught = Course.objects.filter(
            practices=OuterRef("practice"),
            state=CourseState.FINISHED,
            finished_on__lte=OuterRef("starts_on"),
        )
        held = self.filter(activity__state__in=HELD_STATES, activity__initiated_by__in=INITIATED)
        return held.annotate(starts_on=F("activity__starts_on")).filter(Exists(taught))


class AppliedModel(models.Model):
    """That one activity was run by one coordination model of the registry (ACT-12)."""

    activity = models.OneToOneField(
        "activities.Activity", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    practice = models.ForeignKey("practices.Practice", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()

    objects = AppliedModelQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id} ← {self.practice_id}"
