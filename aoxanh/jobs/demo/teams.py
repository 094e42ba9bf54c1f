"""Teams of the season's campaign, most of them filled by their units, and what is counted on the spot today."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from aoxanh.activities import actions as activities
from aoxanh.activities.types import LoadedActivity, TapGiven, TeamGiven, TeamRole
from aoxanh.jobs.demo.stage import dice, texts
from aoxanh.jobs.demo.world import World


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign


_FILLED = 0.7
"""So many teams have been filled; the others still wait for their unit."""

_OF_A_SORT = 16
_TAPS = (("rac_thu_gom", 35), ("rac_thu_gom", 20), ("cay_trong", 12), ("cay_trong", 1))


def load(world: World, campaign: "Campaign") -> int:
    """Set the teams up and name their people; gives how many teams there are."""
    stage, throws, made = world.stage, dice("teams"), 0
    for wish in texts("teams"):
        only = wish.get("unit")
        units = [
            unit
            for unit in world.tree.of_sort(wish["by"])
            if unit.lives_on(stage.day) and only in {None, unit.key}
        ]
        for unit in units[:_OF_A_SORT]:
            team = activities.found_team(
                by=stage.by,
                unit_id=unit.unit_id,
                campaign_id=campaign.pk,
                team=TeamGiven(
                    name=wish["name"].format(noi=unit.short_name),
                    speciality=wish["speciality"],
                    field_code=wish["field"],
                    forces=tuple(wish["forces"]),
                    size=wish["size"],
                ),
                now=stage.now,
            )
            made += 1
            if only or throws.random() < _FILLED:
                _fill(world, team.pk, unit.key, wish["size"] - throws.randint(0, 5))
    return made


def _fill(world: World, team_id: int, unit_key: str, count: int) -> None:
    """People of the unit, the first of whom leads."""
    stage = world.stage
    people = [member.person for member in world.folk.of(unit_key) if member.belongs_on(stage.day)]
    raw = "\n".join(f"{person.full_name}\t{person.phone}" for person in people[:count])
    members = activities.fill_team(by=stage.by, team_id=team_id, raw=raw, now=stage.now)
    for member, role in zip(members, (TeamRole.COMMANDER, TeamRole.DEPUTY), strict=False):
        activities.give_role(by=stage.by, member_id=member.pk, role=role, now=stage.now)


def tap(world: World, running: Sequence[LoadedActivity]) -> None:
    """The club's leader counts at the stream."""
    stage, throws = world.stage, dice("taps")
    taps = [
        TapGiven(
            uuid=UUID(int=throws.getrandbits(128), version=4),
            metric=metric,
            amount=amount,
            tapped_at=stage.now,
        )
        for metric, amount in _TAPS
    ]
    activities.count(
        by=world.actor("leader"), activity_id=running[-1].activity.pk, taps=taps, now=stage.now
    )
