"""Reference rows loaded from files: fields of work, kinds, lifecycles, safety rules, metrics, templates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import KindFamily, MetricSource


class FieldOfWork(models.Model):
    """What an activity is about; eight fields are named by the plans, more are data (ACT-02)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("lĩnh vực"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class ActivityKind(models.Model):
    """What sort of activity it is; a new sort is a line in a file.

    ``trains``: it can be declared a course. ``meets``: models of work take part in it.
    ``evidence`` names the proofs without which it does not count as held.
    """

    code = models.CharField(max_length=40, primary_key=True)
    family = models.CharField(max_length=16, choices=KindFamily)
    name = models.CharField(_("loại hoạt động"), max_length=120)
    yields_hours = models.BooleanField(_("được ghi giờ tình nguyện"))
    trains = models.BooleanField(_("là lớp tập huấn"), default=False)
    meets = models.BooleanField(_("mô hình gặp nhau"), default=False)
    evidence = models.JSONField(_("minh chứng cần có"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class LifecycleRow(models.Model):
    """A path of stages in the form of ``kernel.lifecycles``, with the stage that runs and the one that evaluates."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    definition = models.JSONField()
    is_full_path = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("is_full_path",),
                condition=models.Q(is_full_path=True),
                name="lifecycle_one_full_path",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SafetyRule(models.Model):
    """A safety item that every activity with one of the ``traits`` gets, whatever its template (COO-11)."""

    code = models.CharField(max_length=40, primary_key=True)
    text = models.CharField(max_length=200)
    traits = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.text


class OutputMetric(models.Model):
    """Something results are counted in; with a ``counted`` source the portal counts it and nobody types it.

    ``is_beneficiaries``: it counts people who were helped, so that it is part of that figure of a unit.
    ``is_work``: it counts youth works and tasks (công trình, phần việc thanh niên).
    """

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("kết quả"), max_length=120)
    unit_name = models.CharField(_("đơn vị tính"), max_length=40)
    is_money = models.BooleanField(default=False)
    is_beneficiaries = models.BooleanField(default=False)
    is_work = models.BooleanField(default=False)
    counted = models.CharField(max_length=12, choices=MetricSource, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """How activities of a sort are usually run: stages, roles, bring list, safety, hours, scene."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+")
    lifecycle = models.ForeignKey(LifecycleRow, on_delete=models.PROTECT, related_name="+")
    primary_field = models.ForeignKey(FieldOfWork, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("mẫu hoạt động"), max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    scene = models.CharField(max_length=40)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class CampaignType(models.Model):
    """A campaign that comes back each year: its usual season, branches and what it is measured by (ACT-04)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("loại chiến dịch"), max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    scene = models.CharField(max_length=40)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class ReminderRule(models.Model):
    """How many hours before their shift those who have a place are reminded; ``usual`` in new activities."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("nhắc trước"), max_length=120)
    hours = models.PositiveSmallIntegerField(unique=True)
    usual = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="reminder_rule_ahead"),
        )

    def __str__(self) -> str:
        return self.name


class Force(models.Model):
    """A force that sends people into teams; the core ones are to be combined (ACT-11)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("lực lượng"), max_length=120)
    core = models.BooleanField(default=False)
    youth = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class LinkDimension(models.Model):
    """One dimension in which an activity links up with others (ACT-14)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("chiều liên kết"), max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name
