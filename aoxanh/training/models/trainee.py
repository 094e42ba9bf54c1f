"""Who was trained, for which unit they stood then, and until when it counts."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.training.models.course import Course


class TraineeQuerySet(ScopedQuerySet["Trainee"]):
    unit_column = "course__activity__unit_id"

    def completed(self) -> Self:
        return self.filter(completed=True)

    def on_coordination(self) -> Self:
        """Those who completed a course on managing and coordinating volunteering."""
        return self.completed().filter(course__topic__is_coordination=True)

    def specialised(self) -> Self:
        """Officers who were specialised in volunteering when they completed a course."""
        return self.completed().filter(is_specialised=True)

    def in_post(self) -> Self:
        """One row for each post held while a training counts: on the days of both (TRN-08)."""
        held = self.completed().filter(
            person__posts__valid_from__lt=F("valid_to"),
            person__posts__valid_to__gt=F("valid_from"),
        )
        return held.annotate(
            post_unit=F("person__posts__unit"),
            is_post_specialised=F("person__posts__is_specialised"),
            counts_from=Greatest("valid_from", "person__posts__valid_from"),
            counts_to=Least("valid_to", "person__posts__valid_to"),
        )

    def in_specialised_post(self) -> Self:
        return self.in_post().filter(is_post_specialised=True)


class Trainee(models.Model):
    """One person at one course. Those who were at the door are written when the results are settled.

    ``unit`` and ``is_specialised`` are what held on the last day of the course and never move; ``paper`` names the
    signed list of those entered by hand.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="trainees")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    attended = models.PositiveSmallIntegerField(_("số buổi dự"), default=0)
    paper = models.CharField(_("danh sách ký tên"), max_length=200, blank=True)
    is_officer = models.BooleanField(default=False)
    is_specialised = models.BooleanField(default=False)
    completed = models.BooleanField(_("hoàn thành"), default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = TraineeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("course", "person"), name="trainee_once_a_course"),
            models.CheckConstraint(
                condition=Q(completed=False, valid_from__isnull=True, valid_to__isnull=True)
                | Q(completed=True, valid_from__isnull=False, valid_to__gt=F("valid_from")),
                name="trainee_valid_when_completed",
            ),
        )
        indexes = (
            models.Index(fields=("person", "valid_to"), name="trainee_of_person"),
            models.Index(fields=("unit", "valid_from"), name="trainee_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} @{self.course_id}"
