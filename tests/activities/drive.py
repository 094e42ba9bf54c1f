"""A campaign of the province, and what units below do for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Campaign
from aoxanh.activities.types import ActivityRow, BranchGiven, CampaignGiven, OutputGiven
from aoxanh.kernel.actors import Actor
from tests.activities.world import World


FIRST, LAST = date(2026, 11, 1), date(2027, 2, 10)
BRANCHES = (BranchGiven(name="Áo ấm lên bản"), BranchGiven(name="Xuân biên giới"))


def given(**changes) -> CampaignGiven:
    return CampaignGiven(
        **(
            {
                "name": "Tình nguyện mùa đông 2026",
                "first_day": FIRST,
                "last_day": LAST,
                "branches": BRANCHES,
            }
            | changes
        )
    )


def of(progress, code):
    """The progress of one metric."""
    return next(each for each in progress.metrics if each.metric.pk == code)


@dataclass
class Drive:
    """Makes campaigns and what counts in them."""

    world: World

    @property
    def province(self) -> Actor:
        return self.world.officer(self.world.province, "PROVINCE_OFFICER")

    def draft(self, **changes) -> Campaign:
        return actions.draft_campaign(
            by=self.province,
            unit_id=self.world.province.pk,
            type_code="tinh_nguyen_mua_dong",
            campaign=given(**changes),
            now=self.world.now,
        )

    def opened(self, draft: Campaign | None = None) -> Campaign:
        draft = draft or self.draft()
        return actions.open_campaign(by=self.province, campaign_id=draft.pk, now=self.world.now)

    def held(
        self, unit=None, *, title="Áo ấm", day=date(2026, 11, 15), outputs=(("ao_am", "40"),)
    ) -> Activity:
        """An activity that took place, with its results."""
        unit = unit or self.world.ta_leng
        row = ActivityRow(
            unit_id=unit.pk,
            template_code="ao_am",
            title=title,
            place_id=self.world.places["Tả Lèng"].pk,
            first_day=day,
            last_day=day,
            created_at=self.world.now - timedelta(days=20),
            outputs=tuple(OutputGiven(metric=m, amount=a) for m, a in outputs),
            evaluation="Xong",
        )
        (loaded,) = actions.load_activities(by=self.world.system, rows=[row], now=self.world.now)
        return loaded.activity

    def attach(self, campaign: Campaign, activity: Activity, *, by=None, **which):
        return actions.attach_activity(
            by=by or self.world.officer(activity.unit),
            campaign_id=campaign.pk,
            activity_id=activity.pk,
            now=self.world.now,
            **which,
        )
