"""What the ledger says of a person, or of a unit, as a certificate needs it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrganiserMinutes:
    """Minutes that one unit's activities gave a person, and between which days."""

    unit_id: int
    minutes: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateBasis:
    """Confirmed time of one person, or of a unit's ``people``: net minutes after every correction, never nought."""

    holder_id: int
    minutes_by_source: dict[str, int]
    titles: dict[int, str]
    """Titles of the activities by id."""
    first_day: date
    last_day: date
    organisers: tuple[OrganiserMinutes, ...]
    confirmed_by_unit_ids: tuple[int, ...]
    people: int = 1

    @property
    def minutes(self) -> int:
        return sum(self.minutes_by_source.values())


@dataclass(frozen=True, slots=True)
class PresenceDay:
    """A person's net minutes at one activity on one day; the activity's days end with ``ends_on`` excluded."""

    holder_id: int
    activity_id: int
    title: str
    starts_on: date
    ends_on: date
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A person's net minutes at one activity in one role, as their yearly record lists it."""

    activity_id: int
    title: str
    role: str
    """Empty for those who came without a sign-up."""
    organiser_unit_id: int
    participant_unit_id: int | None
    days: frozenset[date]
    minutes_by_source: dict[str, int]
    confirmed_by_unit_ids: frozenset[int]

    @property
    def minutes(self) -> int:
        return sum(self.minutes_by_source.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDay:
    """A person's net minutes from one source at one activity on one day; ``lasts`` is its length in days."""

    holder_id: int
    activity_id: int
    title: str
    organiser_unit_id: int
    lasts: int
    day: date
    source: str
    minutes: int
