"""What an activity has to pass before it may open and close: stages, safety items, the host's word."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.types import STAGE_USES, HostState, StagePart
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.scoping import ScopedQuerySet


class StageStepQuerySet(ScopedQuerySet["StageStep"]):
    unit_column = "activity__unit_id"


class StageStep(models.Model):
    """One stage of one activity's path; what is merged or left out says why (ACT-10)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="stages")
    code = models.CharField(max_length=40)
    name = models.CharField(_("bước"), max_length=120)
    done_when = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12, choices=StagePart)
    use = models.CharField(max_length=10, choices=STAGE_USES)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    skipped = models.BooleanField(_("cán bộ bỏ qua"), default=False)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    done_on = models.DateField(_("xong ngày"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    objects = StageStepQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "code"), name="stage_step_once"),
            models.CheckConstraint(
                condition=Q(use=StageUse.KEPT) | Q(reason__gt="", done_on__isnull=True),
                name="stage_step_not_kept_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.code}"


class SafetyItemQuerySet(ScopedQuerySet["SafetyItem"]):
    unit_column = "activity__unit_id"


class SafetyItem(models.Model):
    """One thing to make sure of before volunteers may sign up (COO-11)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="safety_items")
    code = models.CharField(max_length=40)
    text = models.CharField(_("nội dung"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    checked_by_id = models.BigIntegerField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = SafetyItemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "code"), name="safety_item_once"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.code}"


class HostAgreementQuerySet(ScopedQuerySet["HostAgreement"]):
    """Scoped by the unit that hosts; the organiser reads them through the activity."""

    unit_column = "host_unit_id"


class HostAgreement(models.Model):
    """Whether the union of the place agrees that an activity from outside comes (COO-05)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="hosts")
    host_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    message = models.CharField(_("lời nhắn"), max_length=500, blank=True)
    note = models.CharField(_("trả lời"), max_length=500, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=HostState, default=HostState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HostAgreementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "host_unit"), name="host_asked_once"),
            models.CheckConstraint(
                condition=Q(state=HostState.ASKED, answered_at__isnull=True)
                | (~Q(state=HostState.ASKED) & Q(answered_at__isnull=False)),
                name="host_answered_at_when_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} @{self.host_unit_id} {self.state}"
