"""What lies in a campaign: the targets of units, and the activities that count."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.activities.actions.campaigns import locked_campaign
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import (
    BranchUnknown,
    CampaignNotAbove,
    CampaignWrongState,
    ChoiceUnknown,
    OutsideCampaign,
    TargetNumberInvalid,
    TargetUnitOutside,
    WrongState,
)
from aoxanh.activities.models import (
    Activity,
    Campaign,
    CampaignActivity,
    CampaignBranch,
    CampaignTarget,
    OutputMetric,
)
from aoxanh.activities.types import ActivityState, CampaignState
from aoxanh.activities.types.campaigns import ActivityAttached, ActivityDetached, TargetsSet
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.numbers import parse_number
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.units import queries as units


MOST = 10**12
_ONE_DAY = timedelta(days=1)


@transaction.atomic(savepoint=False)
def set_targets(
    *, by: Actor, campaign_id: int, metric: str, amounts: Mapping[int, str], now: datetime
) -> int:
    """Give units their targets of one metric, in place of those they had; an empty amount takes one back.

    ``amounts`` are as typed, by unit id; units that are not named keep theirs. Gives how many have one now.
    Raises ``TargetNumberInvalid``, ``TargetUnitOutside``, ``ChoiceUnknown``, ``CampaignWrongState``, ``NotAllowed``.
    """
    row = locked_campaign(by=by, campaign_id=campaign_id)
    if row.state == CampaignState.CLOSED:
        raise CampaignWrongState(state=CampaignState.CLOSED.label)
    if not OutputMetric.objects.filter(pk=metric).exists():
        raise ChoiceUnknown(code=metric, list="kết quả")
    if not set(amounts) <= units.subtree_ids(unit_id=row.unit_id, day=by.day):
        raise TargetUnitOutside
    given = [
        CampaignTarget(campaign=row, unit_id=unit_id, metric_id=metric, amount=_amount(typed))
        for unit_id, typed in amounts.items()
        if nfc(typed)
    ]

    CampaignTarget.objects.filter(campaign=row, metric=metric, unit__in=amounts).delete()
    CampaignTarget.objects.bulk_create(given)
    held = CampaignTarget.objects.filter(campaign=row, metric=metric).count()
    audit.record(
        by=by,
        event=TargetsSet(row.pk, metric, held),
        unit_id=row.unit_id,
        subject=("campaign", row.pk),
        now=now,
    )
    return held


def _amount(typed: str) -> Decimal:
    try:
        amount = parse_number(nfc(typed))
    except ValueError as fault:
        raise TargetNumberInvalid(typed=typed) from fault
    if not 0 < amount < MOST:
        raise TargetNumberInvalid(typed=typed)
    return amount


@transaction.atomic(savepoint=False)
def attach_activity(
    *, by: Actor, campaign_id: int, activity_id: int, branch_id: int | None = None, now: datetime
) -> CampaignActivity:
    """Let an activity count in a campaign of its own unit or of one above; again to change the branch.

    Nothing is typed a second time: every level reads the same rows. Raises ``CampaignNotAbove``,
    ``OutsideCampaign``, ``CampaignWrongState``, ``BranchUnknown``, ``Missing``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    campaign = _open_to(by, activity, campaign_id)
    if branch_id is not None and not _has_branch(campaign, branch_id):
        raise BranchUnknown

    rows = CampaignActivity.objects.filter(campaign=campaign, activity=activity)
    row = rows.order_by("pk").first() or CampaignActivity(campaign=campaign, activity=activity)
    row.branch_id = branch_id
    row.attached_by_id, row.attached_at = by.account_id, now
    row.save()
    audit.record(
        by=by,
        event=ActivityAttached(activity.pk, campaign.pk),
        unit_id=activity.unit_id,
        subject=("activity", activity.pk),
        now=now,
    )
    return row


def _open_to(by: Actor, activity: Activity, campaign_id: int) -> Campaign:
    """The campaign, when ``activity`` may count in it."""
    campaign = Campaign.objects.filter(pk=campaign_id).order_by("pk").first()
    if campaign is None:
        raise Missing
    above = {activity.unit_id, *units.ancestors(unit_id=activity.unit_id, day=by.day)}
    if campaign.unit_id not in above:
        raise CampaignNotAbove
    if campaign.state == CampaignState.DRAFT and campaign.unit_id != activity.unit_id:
        raise Missing
    if campaign.state == CampaignState.CLOSED:
        raise CampaignWrongState(state=CampaignState.CLOSED.label)
    if activity.state == ActivityState.CANCELLED:
        raise WrongState(state=ActivityState.CANCELLED.label, verb=_("tính vào chiến dịch"))
    if activity.ends_on <= campaign.starts_on or activity.starts_on >= campaign.ends_on:
        raise OutsideCampaign(
            title=activity.title,
            first_day=vn_date(campaign.starts_on),
            last_day=vn_date(campaign.ends_on - _ONE_DAY),
        )
    return campaign


def _has_branch(campaign: Campaign, branch_id: int) -> bool:
    return CampaignBranch.objects.filter(campaign=campaign, pk=branch_id).exists()


@transaction.atomic(savepoint=False)
def attach_activities(
    *,
    by: Actor,
    campaign_id: int,
    activity_ids: Collection[int],
    branch_id: int | None = None,
    now: datetime,
) -> int:
    """``attach_activity`` for several of a unit's activities at once; all or none."""
    for activity_id in sorted(set(activity_ids)):
        attach_activity(
            by=by, campaign_id=campaign_id, activity_id=activity_id, branch_id=branch_id, now=now
        )
    return len(set(activity_ids))


@transaction.atomic(savepoint=False)
def detach_activity(*, by: Actor, campaign_id: int, activity_id: int, now: datetime) -> None:
    """Take an activity out of a campaign; itself it stays as it is.

    Raises ``CampaignWrongState``, ``Missing``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    rows = CampaignActivity.objects.filter(campaign=campaign_id, activity=activity)
    row = rows.select_related("campaign").order_by("pk").first()
    if row is None:
        raise Missing
    if row.campaign.state == CampaignState.CLOSED:
        raise CampaignWrongState(state=CampaignState.CLOSED.label)

    row.delete()
    audit.record(
        by=by,
        event=ActivityDetached(activity.pk, campaign_id),
        unit_id=activity.unit_id,
        subject=("activity", activity.pk),
        now=now,
    )
