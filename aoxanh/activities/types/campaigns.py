"""The words about campaigns: a season's work of a unit and of everything below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign, CampaignBranch, OutputMetric


class CampaignState(TextChoices):
    DRAFT = "DRAFT", _("Đang chuẩn bị")
    OPEN = "OPEN", _("Đang triển khai")
    CLOSED = "CLOSED", _("Đã tổng kết")


class MetricSource(TextChoices):
    """Where a figure comes from; what the portal counts itself is never typed."""

    RESULTS = "", _("Kết quả hoạt động")
    ACTIVITIES = "ACTIVITIES", _("Hoạt động đã tổ chức")
    TURNS = "TURNS", _("Lượt điểm danh")
    HOURS = "HOURS", _("Giờ đã ghi")
    TEAMS = "TEAMS", _("Đội hình đã lập")


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchGiven:
    """One branch or wave of a campaign; both days are included, none means the whole campaign."""

    name: str
    note: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignGiven:
    """What a campaign says of itself; both days are included."""

    name: str
    first_day: date
    last_day: date
    summary: str = ""
    launched_on: date | None = None
    reviewed_on: date | None = None
    branches: tuple[BranchGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricProgress:
    """What was reached of one metric; ``target`` is None where none was given."""

    metric: "OutputMetric"
    reached: Decimal
    target: Decimal | None
    needed: Decimal | None
    """What should be reached by now, were the work spread evenly over the campaign."""

    @property
    def is_behind(self) -> bool:
        return self.needed is not None and self.reached < self.needed


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far one unit, with everything below it, has come."""

    unit_id: int
    name: str
    place_id: int | None
    activities: int
    """Held and counted."""

    coming: int
    metrics: tuple[MetricProgress, ...]

    @property
    def has_nothing(self) -> bool:
        return not self.activities and not self.coming


@dataclass(frozen=True, slots=True)
class CampaignProgress:
    """A campaign as the officers of one unit see it: their whole, and each unit right below."""

    whole: UnitProgress
    below: tuple[UnitProgress, ...]


@dataclass(frozen=True, slots=True)
class CampaignShown:
    """What anyone may know of a campaign."""

    campaign: "Campaign"
    branches: "tuple[CampaignBranch, ...]"
    unit_names: Mapping[int, str]
    results: "tuple[tuple[OutputMetric, Decimal], ...]"
    open_now: "tuple[Activity, ...]"
    open_total: int
    held_total: int
    turns: int


@dataclass(frozen=True, slots=True)
class SeasonShown:
    """The campaign of the season with the number of its activities that take sign-ups."""

    campaign: "Campaign"
    branches: "tuple[CampaignBranch, ...]"
    open_total: int


@dataclass(frozen=True, slots=True)
class CampaignOpened(Event):
    """A campaign was drafted."""

    campaign_id: int
    campaign_type: str


@dataclass(frozen=True, slots=True)
class CampaignEdited(Event):
    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignPublished(Event):
    """A campaign became public; units below may attach their activities."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignReviewed(Event):
    """A campaign was summed up."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignDropped(Event):
    """A campaign nobody outside had seen was deleted."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class TargetsSet(Event):
    """Units were given their targets of one metric."""

    campaign_id: int
    metric: str
    units: int


@dataclass(frozen=True, slots=True)
class ActivityAttached(Event):
    """An activity joined a campaign: counted there, typed only once."""

    activity_id: int
    campaign_id: int


@dataclass(frozen=True, slots=True)
class ActivityDetached(Event):
    activity_id: int
    campaign_id: int
