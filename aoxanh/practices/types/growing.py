"""The words of what is done with models: appraised, answered, kept up, told in handbooks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class NominationOutcome(TextChoices):
    """What a round made of a nomination (MOD-10)."""

    WAITING = "WAITING", _("Chờ xét")
    HONOURED = "HONOURED", _("Tôn vinh")
    RECOGNISED = "RECOGNISED", _("Công nhận")
    DECLINED = "DECLINED", _("Chưa chọn")


class IdeaKind(TextChoices):
    PROJECT = "PROJECT", _("Ý tưởng dự án")
    SOLUTION = "SOLUTION", _("Giải pháp, sáng kiến")


class IdeaState(TextChoices):
    WAITING = "WAITING", _("Chờ trả lời")
    ACCEPTED = "ACCEPTED", _("Được chấp nhận")
    DECLINED = "DECLINED", _("Chưa làm")


class Continuity(TextChoices):
    """How a model was found when somebody looked (MOD-18)."""

    KEPT = "KEPT", _("Vẫn duy trì")
    CHANGED = "CHANGED", _("Duy trì, có thay đổi")
    PAUSED = "PAUSED", _("Tạm dừng")
    ENDED = "ENDED", _("Đã thôi")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a round looks at, and the most points for it."""

    code: str
    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaGiven:
    """An idea as somebody wrote it down."""

    kind: IdeaKind
    title: str
    text: str


Points = Mapping[str, int]
"""By code of the criterion."""


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    round_id: int
    year: int


@dataclass(frozen=True, slots=True)
class PracticeNominated(Event):
    practice_id: int
    nomination_id: int


@dataclass(frozen=True, slots=True)
class NominationAppraised(Event):
    nomination_id: int
    total: int


@dataclass(frozen=True, slots=True)
class RoundAnnounced(Event):
    round_id: int
    honoured: int
    recognised: int


@dataclass(frozen=True, slots=True)
class RecommendationSent(Event):
    practice_id: int
    recommendation_id: int


@dataclass(frozen=True, slots=True)
class RecommendationAnswered(Event):
    practice_id: int
    recommendation_id: int


@dataclass(frozen=True, slots=True)
class IdeaSent(Event):
    idea_id: int


@dataclass(frozen=True, slots=True)
class IdeaAnswered(Event):
    idea_id: int
    state: str


@dataclass(frozen=True, slots=True)
class IdeaMatched(Event):
    idea_id: int
    practice_id: int


@dataclass(frozen=True, slots=True)
class ContinuityChecked(Event):
    practice_id: int
    found: str


@dataclass(frozen=True, slots=True)
class HandbookWritten(Event):
    handbook_id: int
    practices: int


@dataclass(frozen=True, slots=True)
class HandbookPublished(Event):
    handbook_id: int
