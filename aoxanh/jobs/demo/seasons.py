"""Campaigns of the province: the one of the season with targets, and those of the last year, summed up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.types import BranchGiven, CampaignGiven, LoadedActivity
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.numbers import amount


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign, CampaignType


_ONE_DAY = timedelta(days=1)
_JOINED = 0.8
"""So many activities of the season count in its campaign; the others were not thought of."""


@dataclass(frozen=True, slots=True)
class Season:
    """One type of campaign in one year."""

    type: "CampaignType"
    first: date
    last: date

    @property
    def wish(self) -> Mapping[str, Any]:
        return dict(texts("seasons")[self.type.pk])

    def day(self, text: str) -> date:
        """The month-day within the season, in whichever year it lies."""
        days = (date.fromisoformat(f"{year}-{text}") for year in (self.first.year, self.last.year))
        return next(day for day in days if self.first <= day <= self.last)


def load(world: World, loaded: Iterable[LoadedActivity]) -> "Campaign":
    """Open the campaign that runs or comes next and give it; sum up those that ended within a year."""
    known = {row.pk: row for row in queries.campaign_types() if row.pk in texts("seasons")}
    day = world.stage.day
    seasons = [Season(row, *queries.season_of(row, day)) for row in known.values()]
    current = min(seasons, key=lambda season: season.first)
    year_ago = day - timedelta(days=365)
    ended = [Season(row, *queries.season_of(row, year_ago)) for row in known.values()]
    rows = [each.activity for each in loaded]
    for season in sorted(ended, key=lambda season: season.first):
        if season.last < day:
            campaign = _run(world, season, rows)
            activities.review_campaign(
                by=world.stage.by, campaign_id=campaign.pk, now=world.stage.now
            )
    return _run(world, current, rows)


def _run(world: World, season: Season, rows: Iterable["Activity"]) -> "Campaign":
    stage = world.stage
    campaign = activities.draft_campaign(
        by=stage.by,
        unit_id=world.tree["tinh_doan"].unit_id,
        type_code=season.type.pk,
        campaign=_given(season),
        now=stage.now,
    )
    activities.open_campaign(by=stage.by, campaign_id=campaign.pk, now=stage.now)
    _aim(world, season, campaign)
    _attach(stage, season, campaign, rows)
    return campaign


def _given(season: Season) -> CampaignGiven:
    wish = season.wish
    return CampaignGiven(
        name=wish["name"].format(nam=season.first.year, sau=season.last.year),
        summary=wish["summary"],
        first_day=season.first,
        last_day=season.last,
        launched_on=season.day(wish["launched"]),
        branches=tuple(
            BranchGiven(
                name=row["name"],
                note=row["note"],
                first_day=season.day(row["first"]) if "first" in row else None,
                last_day=season.day(row["last"]) if "last" in row else None,
            )
            for row in wish["branches"]
        ),
    )


def _aim(world: World, season: Season, campaign: "Campaign") -> None:
    """A target for the whole and one for each commune."""
    communes = [unit for unit in world.tree.of_sort("COMMUNE") if unit.lives_on(season.last)]
    for metric, (whole, each) in season.wish["targets"].items():
        goals = {campaign.unit_id: amount(whole)} | {
            unit.unit_id: amount(each) for unit in communes
        }
        activities.set_targets(
            by=world.stage.by,
            campaign_id=campaign.pk,
            metric=metric,
            amounts=goals,
            now=world.stage.now,
        )


def _attach(stage: Stage, season: Season, campaign: "Campaign", rows: Iterable["Activity"]) -> None:
    throws = dice(f"season {season.type.pk}")
    branches = {branch.name: branch.pk for branch in queries.branches_of(campaign)}
    of_template = {
        template: branches[row["name"]]
        for row in season.wish["branches"]
        for template in row["templates"]
    }
    for activity in rows:
        if not season.first <= activity.starts_on <= season.last:
            continue
        if activity.state == "CANCELLED" or throws.random() > _JOINED:
            continue
        activities.attach_activity(
            by=stage.by,
            campaign_id=campaign.pk,
            activity_id=activity.pk,
            branch_id=of_template.get(activity.template_id),
            now=stage.now,
        )
