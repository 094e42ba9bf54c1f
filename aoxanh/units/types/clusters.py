"""The words of clusters: how one is formed, who belongs to it on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterGiven:
    """A cluster as it is from a day on: its members, and who leads it in that day's year."""

    name: str
    about: str
    unit_ids: Sequence[int]
    on: date
    lead_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterShown:
    """A cluster in a list."""

    pk: int
    owner_id: int
    name: str
    about: str
    closed_on: date
    members: int
    lead: str
    """Who leads it this year, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShown:
    """A member on a day; the heir stands for a unit that ended."""

    unit_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterFormed(Event):
    cluster_id: int
    unit_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class ClusterChanged(Event):
    cluster_id: int
    unit_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class ClusterClosed(Event):
    cluster_id: int
