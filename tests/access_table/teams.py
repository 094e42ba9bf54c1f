"""A team of a unit with one member and one shift, for the access table."""

from aoxanh.activities.models import Shift, Team, TeamDuty, TeamMember
from aoxanh.people.models import Person
from aoxanh.units.models import Unit
from tests.activities.world import World


def a_team(world: World, unit: Unit, person: Person, shift: Shift) -> dict[str, object]:
    team = Team.objects.create(
        unit=unit,
        name=f"Đội hình y tế {Team.objects.filter(unit=unit).count() + 1}",
        search_text="doi hinh y te",
        sort_key="d",
        created_at=world.now,
    )
    member = TeamMember.objects.create(team=team, person=person, joined_at=world.now)
    duty = TeamDuty.objects.create(team=team, shift=shift, given_at=world.now)
    return {"team": team, "member_of": member, "duty": duty}
