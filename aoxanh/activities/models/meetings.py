"""Meetings whose participants are models of work (EVT-09)."""

from django.db import models

from aoxanh.activities.models.activity import Activity
from aoxanh.kernel.scoping import ScopedQuerySet


class MeetingModelQuerySet(ScopedQuerySet["MeetingModel"]):
    unit_column = "activity__unit_id"


class MeetingModel(models.Model):
    """That a model of the registry is presented at an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="meeting_models")
    practice = models.ForeignKey("practices.Practice", on_delete=models.PROTECT, related_name="+")

    objects = MeetingModelQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "practice"), name="meeting_model_once"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} ← {self.practice_id}"
