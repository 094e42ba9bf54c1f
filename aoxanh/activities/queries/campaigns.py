"""Campaigns as officers and everyone read them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aoxanh.activities.models import (
    Activity,
    Campaign,
    CampaignActivity,
    CampaignBranch,
    CampaignTarget,
    CampaignType,
    Output,
    OutputMetric,
    Participation,
)
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.models.campaigns import CampaignQuerySet, CampaignTargetQuerySet
from aoxanh.activities.queries.public import public_activities
from aoxanh.activities.queries.within_reach import activities
from aoxanh.activities.rules.campaigns import Mark, Wave, season, timeline
from aoxanh.activities.types import (
    HELD_STATES,
    ActivityFilters,
    ActivityState,
    CampaignShown,
    CampaignState,
    SeasonShown,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


SHOWN = 6
"""How many of the activities that take sign-ups a campaign's page lists."""

TAKING_SIGNUPS = (ActivityState.OPEN, ActivityState.RUNNING)


def campaigns(*, actor: Actor, unit_id: int) -> CampaignQuerySet:
    """Campaigns a desk works with: its own, those of units above once opened, those below it; latest first.

    Rows carry ``counted``: how many activities within the actor's reach belong to each.
    """
    above = units.ancestors(unit_id=unit_id, day=actor.day)
    below = units.subtree_ids(unit_id=unit_id, day=actor.day)
    seen = Campaign.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit__in=below)
    opened = Q(unit__in=above) & ~Q(state=CampaignState.DRAFT)
    rows = Campaign.objects.filter(Q(pk__in=seen.order_by().values("pk")) | opened)
    within = CampaignActivity.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(
        campaign=OuterRef("pk"), activity__unit__in=below
    )
    counted = within.order_by().values("campaign").annotate(number=Count("pk"))
    rows = rows.annotate(counted=Coalesce(Subquery(counted.values("number")), 0))
    return rows.select_related("type").order_by("-starts_on", "name", "pk")


def campaign(*, campaign_id: int, unit_id: int, actor: Actor) -> Campaign:
    """One campaign of a desk. Raises ``Missing``."""
    found = campaigns(actor=actor, unit_id=unit_id).filter(pk=campaign_id).first()
    if found is None:
        raise Missing
    return found


def branches_of(row: Campaign) -> tuple[CampaignBranch, ...]:
    """The branches of a campaign the caller holds, in order."""
    return tuple(CampaignBranch.objects.filter(campaign=row).order_by("position", "pk"))


def season_of(chosen: CampaignType, day: date) -> tuple[date, date]:
    """The first and last day of the season of a type that runs on ``day`` or comes next."""
    return season(chosen.definition["starts"], chosen.definition["ends"], day)


def campaign_marks(
    row: Campaign, branches: Sequence[CampaignBranch], day: date
) -> tuple[Mark, ...]:
    """Launch, dated branches and review in order of time."""
    waves = [
        Wave(branch.name, branch.note, branch.starts_on, branch.ends_on)
        for branch in branches
        if branch.starts_on and branch.ends_on
    ]
    return timeline(launched_on=row.launched_on, reviewed_on=row.reviewed_on, waves=waves, day=day)


def campaign_activities(
    *, campaign_id: int, actor: Actor, branch_id: int | None = None
) -> ActivityQuerySet:
    """The activities that count in a campaign, within the actor's reach, latest first."""
    attached = CampaignActivity.objects.filter(campaign=campaign_id)
    if branch_id is not None:
        attached = attached.filter(branch=branch_id)
    return activities(actor=actor).filter(pk__in=attached.order_by().values("activity"))


def attachable(*, campaign: Campaign, unit_id: int, actor: Actor) -> ActivityQuerySet:
    """Activities of the unit in the campaign's days that do not count in it yet, soonest first."""
    attached = CampaignActivity.objects.filter(campaign=campaign).order_by().values("activity")
    rows = Activity.objects.visible_to(actor, Permission.ACTIVITY_EDIT).filter(unit=unit_id)
    rows = rows.filter(starts_on__lt=campaign.ends_on, ends_on__gt=campaign.starts_on)
    rows = rows.exclude(state=ActivityState.CANCELLED).exclude(pk__in=attached)
    return rows.select_related("place", "kind").order_by("starts_on", "sort_key", "pk")


def campaigns_of(*, activity_id: int, actor: Actor) -> QuerySet[CampaignActivity]:
    """In which campaigns an activity within the actor's reach counts."""
    rows = CampaignActivity.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(activity=activity_id).select_related("campaign", "branch")
    return rows.order_by("campaign__starts_on", "pk")


def campaigns_open_to(*, activity: Activity, actor: Actor) -> CampaignQuerySet:
    """Campaigns of the activity's unit, or opened by one above, whose days meet the activity's."""
    above = units.ancestors(unit_id=activity.unit_id, day=actor.day)
    mine = Q(unit=activity.unit_id) & ~Q(state=CampaignState.CLOSED)
    rows = Campaign.objects.filter(mine | Q(unit__in=above, state=CampaignState.OPEN))
    rows = rows.filter(starts_on__lt=activity.ends_on, ends_on__gt=activity.starts_on)
    return rows.prefetch_related("branches").order_by("starts_on", "name", "pk")


def campaign_targets(*, campaign_id: int, actor: Actor) -> CampaignTargetQuerySet:
    """The targets of units within the actor's reach."""
    rows = CampaignTarget.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(campaign=campaign_id).select_related("metric")
    return rows.order_by("metric__position", "unit_id", "pk")


def season_campaign(*, day: date, unit_id: int) -> SeasonShown | None:
    """The opened campaign of the portal's own unit that runs or comes next: two statements at most."""
    rows = Campaign.objects.filter(unit=unit_id, state=CampaignState.OPEN, ends_on__gt=day)
    found = rows.annotate(open_total=_open_total(day)).order_by("starts_on", "pk").first()
    if found is None:
        return None
    open_total: int = found.open_total  # type: ignore[attr-defined]  # annotated above
    return SeasonShown(found, branches_of(found), open_total)


def public_campaigns(*, day: date) -> CampaignQuerySet:
    """Campaigns anyone may see, those that run first, then the latest."""
    rows = Campaign.objects.exclude(state=CampaignState.DRAFT).select_related("type")
    return rows.annotate(open_total=_open_total(day)).order_by("-ends_on", "name", "pk")


def _open_total(day: date) -> Coalesce:
    taking = CampaignActivity.objects.filter(
        campaign=OuterRef("pk"), activity__state__in=TAKING_SIGNUPS, activity__ends_on__gt=day
    )
    counted = taking.order_by().values("campaign").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def public_campaign(*, code: str, now: datetime) -> CampaignShown:
    """What anyone may know of a campaign: five statements. Raises ``Missing`` for drafts, too."""
    day = local_day(now)
    rows = Campaign.objects.exclude(state=CampaignState.DRAFT).filter(code=code)
    attached = CampaignActivity.objects.filter(campaign=OuterRef("pk")).order_by()
    held = attached.filter(activity__state__in=HELD_STATES).values("campaign")
    turns = Participation.objects.filter(activity__campaigns__campaign=OuterRef("pk")).order_by()
    found = (
        rows.select_related("type")
        .annotate(
            open_total=_open_total(day),
            held_total=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
            turns=Coalesce(
                Subquery(
                    turns.values("activity__campaigns__campaign")
                    .annotate(n=Count("pk"))
                    .values("n")[:1]
                ),
                0,
            ),
        )
        .order_by("pk")
        .first()
    )
    if found is None:
        raise Missing
    open_now = _open_now(found, now)
    return CampaignShown(
        campaign=found,
        branches=branches_of(found),
        unit_names=units.names_at({found.unit_id, *(row.unit_id for row in open_now)}, day),
        results=_public_results(found),
        open_now=open_now,
        open_total=found.open_total,  # type: ignore[attr-defined]  # annotated above
        held_total=found.held_total,  # type: ignore[attr-defined]  # annotated above
        turns=found.turns,  # type: ignore[attr-defined]  # annotated above
    )


def _open_now(row: Campaign, now: datetime) -> tuple[Activity, ...]:
    found = public_activities(filters=ActivityFilters(campaign_code=row.code), now=now)
    return tuple(found.filter(state__in=TAKING_SIGNUPS)[:SHOWN])


def _public_results(row: Campaign) -> tuple[tuple[OutputMetric, Decimal], ...]:
    """What the held activities of a campaign the caller holds brought about, by metric, the larger first."""
    results = Output.objects.filter(
        activity__campaigns__campaign=row, activity__state__in=HELD_STATES
    )
    sums = results.values("metric").annotate(sum=Sum("amount"), rows=Count("pk"))
    found = OutputMetric.objects.annotate(
        sum=Subquery(sums.filter(metric=OuterRef("pk")).order_by().values("sum"))
    ).filter(sum__isnull=False)
    return tuple((metric, metric.sum) for metric in found.order_by("position", "pk"))
