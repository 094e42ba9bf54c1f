"""How units follow a plan: their own plans, acknowledgement, what stands in the way."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.boards import Board
from aoxanh.programmes.models.programme import Programme
from aoxanh.programmes.types.following import ObstacleState, StepKind


class OwnPlanQuerySet(ScopedQuerySet["OwnPlan"]):
    pass


class OwnPlan(models.Model):
    """The plan by which a unit carries out a programme in one year, or in all; the newest one stands."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="own_plans")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    title = models.CharField(_("tên kế hoạch"), max_length=300)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    account_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()

    objects = OwnPlanQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(number="") | Q(file__isnull=False), name="own_plan_is_a_paper"
            ),
        )
        indexes = (models.Index(fields=("programme", "unit"), name="own_plan_of_unit"),)

    def __str__(self) -> str:
        return f"{self.programme_id} @{self.unit_id} {self.year}"


class AcknowledgementQuerySet(ScopedQuerySet["Acknowledgement"]):
    pass


class Acknowledgement(models.Model):
    """That a unit has made a programme known to its members: “đã quán triệt”."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("ngày quán triệt"))
    how = models.CharField(_("hình thức"), max_length=200, blank=True)
    account_id = models.BigIntegerField(null=True)
    acknowledged_at = models.DateTimeField()

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "unit"), name="acknowledgement_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} @{self.unit_id}"


class ObstacleQuerySet(ScopedQuerySet["Obstacle"]):
    pass


class Obstacle(models.Model):
    """A difficulty that a unit meets, addressed to a unit above that can remove it."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    addressed = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("khó khăn, vướng mắc"), max_length=200)
    text = models.TextField(_("nội dung"), max_length=4000)
    proposal = models.TextField(_("đề xuất"), max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=ObstacleState, default=ObstacleState.OPEN)
    account_id = models.BigIntegerField(null=True)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ObstacleState.OPEN, answered_at=None)
                | Q(state=ObstacleState.ANSWERED, answered_at__isnull=False),
                name="obstacle_answered_at_when_answered",
            ),
            models.CheckConstraint(
                condition=~Q(addressed=F("unit")), name="obstacle_addressed_to_another_unit"
            ),
        )
        indexes = (models.Index(fields=("addressed", "state"), name="obstacle_addressed"),)

    def __str__(self) -> str:
        return f"{self.pk} @{self.unit_id}"


class ObstacleStepQuerySet(ScopedQuerySet["ObstacleStep"]):
    unit_column = "obstacle__unit_id"


class ObstacleStep(models.Model):
    """One thing done with an obstacle: sent further up, or answered."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="steps")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=StepKind)
    text = models.TextField(max_length=4000)
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = ObstacleStepQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.obstacle_id} {self.kind}"
