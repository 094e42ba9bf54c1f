"""Teams of the season's campaign on the shifts of its next activities: some sites are filled, some still wait."""

from collections import defaultdict
from typing import TYPE_CHECKING

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.errors import TeamBusy, TeamMembersBusy
from aoxanh.activities.types import TeamRole
from aoxanh.jobs.demo.world import World
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign, Team


_SITES = 14
_OPEN = 4
"""Every so manieth site waits for a team."""


def post(world: World, campaign: "Campaign") -> int:
    """Put each unit's team on the shifts of its own sites; gives how many shifts have one."""
    stage = world.stage
    span = units.subtree_ids(unit_id=campaign.unit_id, day=stage.day)
    by_unit: dict[int, list[Team]] = defaultdict(list)
    for team in queries.teams(actor=stage.by, unit_ids=span, campaign_id=campaign.pk):
        by_unit[team.unit_id].append(team)
    home = world.tree["03405"].unit_id
    for team in by_unit[home][:1]:
        _lead(world, team)
    sites = queries.duty_sites(campaign_id=campaign.pk, actor=stage.by, now=stage.now)
    chosen = [site for site in sites if by_unit[site.unit_id]][:_SITES]
    return sum(
        _put_on(world, site, _in_turn(by_unit[site.unit_id], number))
        for number, site in enumerate(chosen)
        if number % _OPEN or site.unit_id == home
    )


def _in_turn(teams: "list[Team]", number: int) -> "list[Team]":
    """The teams of a unit take turns."""
    first = number % len(teams)
    return teams[first:] + teams[:first]


def _lead(world: World, team: "Team") -> None:
    """The printed volunteer commands the team of Tả Lèng and sees its shifts."""
    stage, person = world.stage, world.accounts["volunteer"].person
    named = activities.fill_team(
        by=stage.by, team_id=team.pk, raw=f"{person.full_name}\t{person.phone}", now=stage.now
    )
    for member in named:
        activities.give_role(
            by=stage.by, member_id=member.pk, role=TeamRole.COMMANDER, now=stage.now
        )


def _put_on(world: World, site: "Activity", teams: "list[Team]") -> int:
    """The first team of the unit that is free takes all shifts to come."""
    stage = world.stage
    (shown,) = queries.site_duties(activities=[site], actor=stage.by, now=stage.now)
    ahead = [each.shift.pk for each in shown.shifts if not each.is_over]
    for team in teams if ahead else ():
        try:
            return len(
                activities.put_team_on(
                    by=stage.by,
                    team_id=team.pk,
                    activity_id=site.pk,
                    shift_ids=ahead,
                    now=stage.now,
                )
            )
        except (TeamBusy, TeamMembersBusy):
            continue
    return 0
