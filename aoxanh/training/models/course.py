"""Topics as data, courses on activities, and who taught them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.training.types import Audience, CourseForm, CourseLevel, CourseState


class Topic(models.Model):
    """What courses are about, how much of one must be attended and for how long it counts (TRN-08)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("nội dung tập huấn"), max_length=120)
    is_coordination = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(_("phần trăm số buổi phải dự"))
    valid_months = models.PositiveSmallIntegerField(_("còn hạn (tháng)"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="topic_share"),
        )

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(ScopedQuerySet["Course"]):
    unit_column = "activity__unit_id"

    def finished(self) -> Self:
        """Courses whose results are settled."""
        return self.filter(state=CourseState.FINISHED)

    def for_officers(self) -> Self:
        return self.finished().filter(audience__in=(Audience.OFFICERS, Audience.BOTH))

    def for_leaders(self) -> Self:
        return self.finished().filter(audience__in=(Audience.LEADERS, Audience.BOTH))


class Course(models.Model):
    """An activity at which people are trained: its shifts are the sessions (TRN-01).

    ``share`` and ``valid_months`` are those of the topic when the course was declared; ``finished_on`` is the
    activity's last day when the results were settled.
    """

    activity = models.OneToOneField(
        "activities.Activity", on_delete=models.PROTECT, related_name="+"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    practices = models.ManyToManyField("practices.Practice", related_name="+", blank=True)
    form = models.CharField(_("hình thức lớp"), max_length=12, choices=CourseForm)
    level = models.CharField(_("cấp"), max_length=12, choices=CourseLevel)
    audience = models.CharField(_("dành cho"), max_length=12, choices=Audience)
    share = models.PositiveSmallIntegerField(_("phần trăm số buổi phải dự"))
    valid_months = models.PositiveSmallIntegerField(_("còn hạn (tháng)"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=CourseState, default=CourseState.OPEN)
    finished_on = models.DateField(_("ngày kết thúc"), null=True, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="course_share"),
            models.CheckConstraint(
                condition=Q(
                    state=CourseState.OPEN, finished_on__isnull=True, finished_at__isnull=True
                )
                | Q(
                    state=CourseState.FINISHED,
                    finished_on__isnull=False,
                    finished_at__isnull=False,
                ),
                name="course_finished_on_when_finished",
            ),
        )
        indexes = (models.Index(fields=("state", "finished_on"), name="course_by_state_and_day"),)

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"


class TrainerQuerySet(ScopedQuerySet["Trainer"]):
    unit_column = "course__activity__unit_id"

    def of_finished(self) -> Self:
        """Who taught courses whose results are settled."""
        return self.filter(course__state=CourseState.FINISHED)


class Trainer(models.Model):
    """Somebody who taught at a course, under the name the course gives; ``name_key`` is what they are told apart by."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="trainers")
    full_name = models.CharField(_("giảng viên, báo cáo viên"), max_length=120)
    name_key = models.CharField(max_length=120)

    objects = TrainerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("course", "name_key"), name="trainer_once_a_course"),
            models.CheckConstraint(condition=~Q(name_key=""), name="trainer_has_name"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} of {self.course_id}"
