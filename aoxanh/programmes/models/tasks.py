"""Who must do what and when under a programme, as its document says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.models.indicators import Indicator
from aoxanh.programmes.models.programme import Programme
from aoxanh.programmes.types import TaskEvery, TaskRole


class Body(models.Model):
    """A body a programme names: units of certain kinds, or one that only has a name."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bodies")
    code = models.CharField(max_length=40)
    name = models.CharField(_("tên cơ quan, đơn vị"), max_length=200)
    kinds = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="body_once_a_programme"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.code}"


class Task(models.Model):
    """One task of a programme; ``deadline`` is the rule its document gives, as written there.

    One that a later edition leaves out is withdrawn, never deleted.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=30)
    clause = models.CharField(_("mục"), max_length=40)
    text = models.CharField(_("nhiệm vụ"), max_length=600)
    position = models.PositiveSmallIntegerField()
    every = models.CharField(max_length=10, choices=TaskEvery)
    deadline = models.JSONField(default=dict)
    output = models.CharField(_("sản phẩm"), max_length=300, blank=True)
    budget = models.JSONField(default=list)
    indicators = models.ManyToManyField(Indicator, related_name="+")
    withdrawn_on = models.DateField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="task_once_a_programme"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.code}"


class TaskBody(models.Model):
    """A body that leads a task or helps with it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="tasks")
    role = models.CharField(max_length=10, choices=TaskRole)

    objects = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("task", "body"), name="task_body_once"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.role} {self.body_id}"
