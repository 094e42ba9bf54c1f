"""The life of a campaign: drafted, changed, opened to the units below, summed up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from aoxanh.activities.errors import (
    BranchInUse,
    CampaignExists,
    CampaignInUse,
    CampaignNameMissing,
    CampaignWrongState,
    ChoiceUnknown,
)
from aoxanh.activities.models import Campaign, CampaignActivity, CampaignBranch, CampaignType
from aoxanh.activities.rules.campaigns import check_campaign_days
from aoxanh.activities.types import BranchGiven, CampaignGiven, CampaignState
from aoxanh.activities.types.campaigns import (
    CampaignDropped,
    CampaignEdited,
    CampaignOpened,
    CampaignPublished,
    CampaignReviewed,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc, nfc_lines


_ONE_DAY = timedelta(days=1)


@transaction.atomic(savepoint=False)
def draft_campaign(
    *, by: Actor, unit_id: int, type_code: str, campaign: CampaignGiven, now: datetime
) -> Campaign:
    """A campaign that only its unit sees until it opens.

    Raises ``ChoiceUnknown``, ``CampaignNameMissing``, ``PeriodReversed``, ``CampaignTooLong``,
    ``CampaignDayOutside``, ``BranchTwice``, ``CampaignExists``, ``NotAllowed``.
    """
    by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    if not CampaignType.objects.filter(pk=type_code).exists():
        raise ChoiceUnknown(code=type_code, list="chiến dịch")
    _check(campaign)

    row = Campaign(unit_id=unit_id, type_id=type_code, created_at=now)
    _fill(row, campaign)
    _save(row)
    _keep_branches(row, campaign.branches)
    _record(CampaignOpened(row.pk, type_code), row, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def edit_campaign(
    *, by: Actor, campaign_id: int, campaign: CampaignGiven, now: datetime
) -> Campaign:
    """Change what a campaign says; branches are told by their names, those in use stay.

    Raises ``BranchInUse``, ``CampaignWrongState`` once it was summed up, and like ``draft_campaign``.
    """
    row = locked_campaign(by=by, campaign_id=campaign_id)
    if row.state == CampaignState.CLOSED:
        raise CampaignWrongState(state=CampaignState.CLOSED.label)
    _check(campaign)

    _fill(row, campaign)
    _save(row)
    _keep_branches(row, campaign.branches)
    _record(CampaignEdited(row.pk), row, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def open_campaign(*, by: Actor, campaign_id: int, now: datetime) -> Campaign:
    """Show a campaign to everyone; units below may attach what they do.

    Raises ``CampaignWrongState``, ``NotAllowed``, ``Missing``.
    """
    row = _moved(by, campaign_id, CampaignState.DRAFT)

    row.state, row.opened_at = CampaignState.OPEN, now
    row.save(update_fields=["state", "opened_at"])
    _record(CampaignPublished(row.pk), row, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def review_campaign(*, by: Actor, campaign_id: int, now: datetime) -> Campaign:
    """Sum a campaign up: nothing more is attached, its figures go on following its activities.

    Raises ``CampaignWrongState``, ``NotAllowed``, ``Missing``.
    """
    row = _moved(by, campaign_id, CampaignState.OPEN)

    row.state, row.closed_at = CampaignState.CLOSED, now
    row.reviewed_on = row.reviewed_on or min(by.day, row.ends_on - _ONE_DAY)
    row.save(update_fields=["state", "closed_at", "reviewed_on"])
    _record(CampaignReviewed(row.pk), row, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def drop_campaign(*, by: Actor, campaign_id: int, now: datetime) -> None:
    """Delete a draft nobody outside has seen. Raises ``CampaignWrongState``, ``CampaignInUse``, ``NotAllowed``."""
    row = _moved(by, campaign_id, CampaignState.DRAFT)
    used = CampaignActivity.objects.filter(campaign=row).count()
    if used:
        raise CampaignInUse(activities=used)

    _record(CampaignDropped(row.pk), row, by=by, now=now)
    row.delete()


def locked_campaign(*, by: Actor, campaign_id: int) -> Campaign:
    """The campaign of a unit where ``by`` may edit, locked. Raises ``Missing``, ``NotAllowed``."""
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True).filter(pk=campaign_id)
    row = rows.order_by("pk").first()
    if row is None:
        raise Missing
    by.require(Permission.ACTIVITY_EDIT, at=row.unit_id)
    return row


def _moved(by: Actor, campaign_id: int, begins: CampaignState) -> Campaign:
    row = locked_campaign(by=by, campaign_id=campaign_id)
    by.require(Permission.ACTIVITY_PUBLISH, at=row.unit_id)
    if row.state != begins:
        raise CampaignWrongState(state=CampaignState(row.state).label)
    return row


def _check(campaign: CampaignGiven) -> None:
    if not nfc(campaign.name):
        raise CampaignNameMissing
    check_campaign_days(campaign)


def _fill(row: Campaign, campaign: CampaignGiven) -> None:
    row.name = nfc(campaign.name)[:160]
    row.summary = nfc_lines(campaign.summary)
    row.starts_on, row.ends_on = campaign.first_day, campaign.last_day + _ONE_DAY
    row.launched_on, row.reviewed_on = campaign.launched_on, campaign.reviewed_on


def _save(row: Campaign) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise CampaignExists(name=row.name) from fault


def _keep_branches(row: Campaign, branches: Sequence[BranchGiven]) -> None:
    """Bring the branches to what was given: same name, same branch."""
    stored = {fold(branch.name): branch for branch in row.branches.order_by("pk")}
    kept = []
    for position, given in enumerate(branches):
        branch = stored.pop(fold(given.name), None) or CampaignBranch(campaign=row)
        branch.name, branch.note = nfc(given.name)[:120], nfc(given.note)[:200]
        first, last = given.first_day or given.last_day, given.last_day or given.first_day
        branch.starts_on, branch.ends_on = first, last + _ONE_DAY if last else None
        branch.position = position
        kept.append(branch)
    _drop_branches(list(stored.values()))
    for branch in kept:
        branch.save()


def _drop_branches(left_out: Sequence[CampaignBranch]) -> None:
    used = CampaignActivity.objects.filter(branch__in=left_out).select_related("branch")
    found = used.order_by("pk").first()
    if found is not None and found.branch is not None:
        raise BranchInUse(name=found.branch.name)
    CampaignBranch.objects.filter(pk__in=[branch.pk for branch in left_out]).delete()


def _record(event: Event, row: Campaign, *, by: Actor, now: datetime) -> None:
    audit.record(by=by, event=event, unit_id=row.unit_id, subject=("campaign", row.pk), now=now)
