"""The words about the recognition file of an activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.activities.types import Attended, FeedbackShown


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAsked:
    """Which photos go in, and where the article about the activity stands, if there is one."""

    activity_id: int
    picture_ids: frozenset[int]
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """What the file tells."""

    activity: "Activity"
    came: tuple[Attended, ...]
    codes: Mapping[int, tuple[str, str]]
    """Student code and class by person."""
    unit_names: Mapping[int, str]
    feedback: FeedbackShown
    article: str

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.came)

    @property
    def organiser(self) -> str:
        return self.unit_names.get(self.activity.unit_id, "")
