"""Campaigns: a season's work of a unit, to which it and the units below attach what they do."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.reference import CampaignType, OutputMetric
from aoxanh.activities.types import CampaignState
from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet


class CampaignQuerySet(ScopedQuerySet["Campaign"]):
    pass


class Campaign(models.Model):
    """A drive of one unit for a season of one year (ACT-04)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    type = models.ForeignKey(CampaignType, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    name = models.CharField(_("tên chiến dịch"), max_length=160)
    summary = models.TextField(_("giới thiệu"), blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    launched_on = models.DateField(_("ngày ra quân"), null=True, blank=True)
    reviewed_on = models.DateField(_("ngày tổng kết"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=CampaignState, default=CampaignState.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="campaign_days_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT) | Q(opened_at__isnull=False),
                name="campaign_opened_at_unless_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state=CampaignState.CLOSED) | Q(closed_at__isnull=False),
                name="campaign_closed_at_when_closed",
            ),
            models.UniqueConstraint(
                fields=("unit", "name", "starts_on"), name="campaign_once_a_season"
            ),
        )
        indexes = (models.Index(fields=("state", "starts_on"), name="campaign_by_state_and_day"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CampaignBranchQuerySet(ScopedQuerySet["CampaignBranch"]):
    unit_column = "campaign__unit_id"


class CampaignBranch(models.Model):
    """A branch or a wave of a campaign: Hoa phượng đỏ, Kỳ nghỉ hồng, Hành quân xanh."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(_("tên nhánh"), max_length=120)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CampaignBranchQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("campaign", "name"), name="campaign_branch_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__lt=F("ends_on")),
                name="campaign_branch_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.name}"


class CampaignActivityQuerySet(ScopedQuerySet["CampaignActivity"]):
    unit_column = "activity__unit_id"


class CampaignActivity(models.Model):
    """That an activity counts in a campaign: of its own unit or of one above, each at most once."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="attachments")
    branch = models.ForeignKey(
        CampaignBranch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="campaigns")
    attached_by_id = models.BigIntegerField(null=True, blank=True)
    attached_at = models.DateTimeField()

    objects = CampaignActivityQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "activity"), name="campaign_activity_counted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} in {self.campaign_id}"


class CampaignTargetQuerySet(ScopedQuerySet["CampaignTarget"]):
    pass


class CampaignTarget(models.Model):
    """How much of a metric a unit, with all below it, is to reach in a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    metric = models.ForeignKey(OutputMetric, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("chỉ tiêu"), max_digits=16, decimal_places=2)

    objects = CampaignTargetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "unit", "metric"), name="campaign_target_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="campaign_target_positive"),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.unit_id} {self.metric_id} {self.amount}"
