"""What units make of the tasks they owe: who a body is, what was reported, who was reminded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.tasks import Body, Task
from aoxanh.programmes.types.duties import ReminderStep


class BodyUnitQuerySet(ScopedQuerySet["BodyUnit"]):
    pass


class BodyUnit(models.Model):
    """A unit that is a body of a programme by name, where its kind alone does not tell."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")

    objects = BodyUnitQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("body", "unit"), name="body_unit_once"),)

    def __str__(self) -> str:
        return f"{self.body_id} @{self.unit_id}"


class TaskReportQuerySet(ScopedQuerySet["TaskReport"]):
    pass


class TaskReport(models.Model):
    """That one unit has done one task in one term, with what proves it; withdrawn ones stay."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    done_on = models.DateField(_("xong ngày"))
    note = models.CharField(_("kết quả"), max_length=1000, blank=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    activities = models.ManyToManyField("activities.Activity", related_name="+")
    account_id = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = TaskReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit", "year"),
                condition=Q(withdrawn_at=None),
                name="task_report_once_a_term",
            ),
        )
        indexes = (models.Index(fields=("unit", "year"), name="task_report_of_unit"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.year} @{self.unit_id}"


class TaskReminderQuerySet(ScopedQuerySet["TaskReminder"]):
    pass


class TaskReminder(models.Model):
    """That one unit was reminded of one task at one step: once each."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=ReminderStep)
    reminded_on = models.DateField()

    objects = TaskReminderQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit", "year", "step"), name="task_reminder_once_a_step"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.year} {self.step} @{self.unit_id}"
