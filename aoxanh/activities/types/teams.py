"""The words about teams and about parties that work together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Force, Shift, Team, TeamDuty, TeamMember


class Readiness(TextChoices):
    """Whether a team can be called (NET-11)."""

    READY = "READY", _("Sẵn sàng")
    BUSY = "BUSY", _("Đang làm nhiệm vụ")
    AWAY = "AWAY", _("Tạm nghỉ")


class TeamRole(TextChoices):
    COMMANDER = "COMMANDER", _("Đội trưởng")
    DEPUTY = "DEPUTY", _("Đội phó")
    MEMBER = "MEMBER", _("Đội viên")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGiven:
    """What a team says of itself."""

    name: str
    speciality: str = ""
    field_code: str = ""
    area: str = ""
    size: int | None = None
    forces: tuple[str, ...] = ()
    branch_id: int | None = None
    readiness: str = Readiness.READY


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team with who is in it, as far as the reader may see persons."""

    team: "Team"
    members: "tuple[TeamMember, ...]"
    by_force: "tuple[tuple[Force, int], ...]"
    """How many members come from each force; those of none are not among them."""

    combines: bool
    """Whether the core forces all take part."""


@dataclass(frozen=True, slots=True)
class LeaderShown:
    """Who leads a team, as lists show it: of who took consent back neither name nor telephone."""

    person_id: int
    full_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A team in a shift; ``commander`` is None where there is none, or the reader may not see persons."""

    duty: "TeamDuty"
    unit_name: str
    members: int
    placed: int
    """How many of the members have signed up for the shift."""
    commander: LeaderShown | None
    clashes: bool
    """Whether the team has another shift at the same time: one of the two was moved."""


@dataclass(frozen=True, slots=True)
class ShiftDuties:
    shift: "Shift"
    duties: tuple[DutyShown, ...]
    is_over: bool


@dataclass(frozen=True, slots=True)
class SiteDuties:
    """An activity with its shifts and the teams in each."""

    activity: "Activity"
    unit_name: str
    shifts: tuple[ShiftDuties, ...]

    @property
    def gaps(self) -> "tuple[Shift, ...]":
        """Shifts to come that have no team."""
        return tuple(each.shift for each in self.shifts if not each.duties and not each.is_over)

    @property
    def clashes(self) -> int:
        return sum(duty.clashes for each in self.shifts for duty in each.duties)


@dataclass(frozen=True, slots=True)
class TeamsFounded(Event):
    """Teams were set up, one or a list."""

    teams: int


@dataclass(frozen=True, slots=True)
class TeamEdited(Event):
    team_id: int


@dataclass(frozen=True, slots=True)
class TeamDropped(Event):
    """Teams that served nowhere were removed."""

    teams: int


@dataclass(frozen=True, slots=True)
class TeamFilled(Event):
    """People were named for a team."""

    team_id: int
    persons: int


@dataclass(frozen=True, slots=True)
class TeamLeft(Event):
    """Somebody was taken off a team."""

    team_id: int


@dataclass(frozen=True, slots=True)
class TeamPutOn(Event):
    """A team was put on shifts of an activity."""

    activity_id: int
    team_id: int
    shifts: int


@dataclass(frozen=True, slots=True)
class TeamTakenOff(Event):
    activity_id: int
    team_id: int


@dataclass(frozen=True, slots=True)
class TeamEnlisted(Event):
    """Everybody of a team who had none got a place in its shift."""

    activity_id: int
    team_id: int
    slot_id: int
    persons: int


@dataclass(frozen=True, slots=True)
class LinksNamed(Event):
    """Who works together was written down, or taken back."""

    activity_id: int
    parties: int


Parties = Mapping[str, tuple[str, ...]]
"""Names of parties by the code of the dimension."""
