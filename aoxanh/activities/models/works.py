"""Youth works and tasks: what a unit takes on, what it is worth, to whom it is handed over (ACT-08)."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.types.works import WorkKind, WorkStage
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.places.types import Flag
from aoxanh.units.types import Family, Level


class Criterion(models.Model):
    """A criterion of new-rural building that works can serve, as data."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("tiêu chí nông thôn mới"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class WorkQuerySet(ScopedQuerySet["Work"]):
    def finished(self) -> Self:
        """What was finished, handed over or not."""
        return self.exclude(stage=WorkStage.RUNNING)

    def handed_over(self) -> Self:
        return self.filter(stage=WorkStage.HANDED_OVER)

    def rural(self) -> Self:
        """Works for a criterion by commune unions at places building a new rural area: on the days of all."""
        own = self.filter(
            criterion__isnull=False,
            unit__versions__kind__family=Family.DOAN,
            unit__versions__kind__level=Level.COMMUNE,
            unit__versions__place__flags__flag=Flag.NEW_RURAL,
        )
        version, flag = "unit__versions__", "unit__versions__place__flags__"
        return own.annotate(
            counts_from=Greatest("started_on", f"{version}valid_from", f"{flag}valid_from"),
            counts_to=Least(f"{version}valid_to", f"{flag}valid_to"),
        ).filter(counts_from__lt=F("counts_to"))


class Work(models.Model):
    """One work or task that one unit takes on, from its first day to its hand-over."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="works"
    )
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=WorkKind)
    name = models.CharField(_("tên công trình, phần việc"), max_length=200)
    amount = models.DecimalField(
        _("khối lượng"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit_name = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    value_vnd = models.BigIntegerField(_("trị giá (đồng)"), null=True, blank=True)
    value_about = models.BooleanField(_("trị giá ước lượng"), default=False)
    sources = models.CharField(_("nguồn lực"), max_length=300, blank=True)
    receiver = models.CharField(_("nơi nhận bàn giao"), max_length=200, blank=True)
    paper = models.CharField(_("biên bản bàn giao"), max_length=200, blank=True)
    stage = models.CharField(max_length=12, choices=WorkStage, default=WorkStage.RUNNING)
    started_on = models.DateField(_("bắt đầu"))
    finished_on = models.DateField(_("hoàn thành"), null=True, blank=True)
    handed_over_on = models.DateField(_("bàn giao"), null=True, blank=True)
    created_at = models.DateTimeField()

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(stage=WorkStage.RUNNING, finished_on__isnull=True)
                | ~Q(stage=WorkStage.RUNNING) & Q(finished_on__gte=F("started_on")),
                name="work_finished_on_when_finished",
            ),
            models.CheckConstraint(
                condition=~Q(stage=WorkStage.HANDED_OVER)
                | Q(handed_over_on__gte=F("finished_on")) & ~Q(receiver="") & ~Q(paper=""),
                name="work_handed_over_to_somebody_by_paper",
            ),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(value_vnd__isnull=True) | Q(value_vnd__gte=0)),
                name="work_not_negative",
            ),
        )
        indexes = (models.Index(fields=("unit", "started_on"), name="work_of_unit_by_day"),)

    def __str__(self) -> str:
        return f"#{self.pk} {self.stage}"
