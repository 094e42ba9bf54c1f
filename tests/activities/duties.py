"""Teams of a campaign and the site where they serve."""

from dataclasses import dataclass, field

from aoxanh.activities import actions
from aoxanh.activities.models import Campaign, Shift, Team
from aoxanh.activities.types import TeamGiven, TeamRole
from tests.activities.crowd import Crowd
from tests.activities.drive import Drive
from tests.activities.world import World


@dataclass
class Rota:
    """A site of Tả Lèng with shifts from 7 to 11 and from 13 to 17, in the campaign of the province."""

    world: World
    campaign: Campaign = None
    site: Crowd = None
    shifts: list[Shift] = field(default_factory=list)

    def build(self) -> "Rota":
        drive = Drive(self.world)
        self.campaign = drive.opened()
        self.site = self.a_site(drive)
        self.site.add_shift()
        self.shifts = list(self.site.activity.shifts.order_by("starts_at"))
        return self

    def a_site(self, drive: Drive | None = None) -> Crowd:
        crowd = Crowd.at(self.world, spot="Điểm thi THPT Tả Lèng")
        (drive or Drive(self.world)).attach(self.campaign, crowd.activity)
        return crowd

    def team(self, name="Đội tiếp sức 1", *, unit=None, campaign=True, raw="") -> Team:
        unit = unit or self.world.ta_leng
        team = actions.found_team(
            by=self.world.system,
            unit_id=unit.pk,
            team=TeamGiven(name=name),
            campaign_id=self.campaign.pk if campaign else None,
            now=self.world.now,
        )
        if raw:
            first, *_others = actions.fill_team(
                by=self.world.officer(unit), team_id=team.pk, raw=raw, now=self.world.now
            )
            actions.give_role(
                by=self.world.officer(unit),
                member_id=first.pk,
                role=TeamRole.COMMANDER,
                now=self.world.now,
            )
        return team

    def put_on(self, team, shifts=None, *, by=None, site=None, now=None):
        site = site or self.site
        chosen = self.shifts[:1] if shifts is None else shifts
        return actions.put_team_on(
            by=by or site.officer,
            team_id=team.pk,
            activity_id=site.activity.pk,
            shift_ids={each.pk for each in chosen},
            now=now or self.world.now,
        )
