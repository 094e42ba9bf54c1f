"""What the ledger of hours asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRules:
    """How long links, lists and objections hold, how long an answer may take, the most of a day and of a shift."""

    receiver_link_lasts: timedelta
    paper_within: timedelta
    objections_within: timedelta
    answer_within: timedelta
    day_minutes: int
    shift_minutes: int
    shift_minutes_of_kinds: Mapping[str, int]

    def most_of_shift(self, kind_code: str) -> int:
        """The minutes that a day of one shift of a kind of activity gives at most."""
        return self.shift_minutes_of_kinds.get(kind_code, self.shift_minutes)


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A photograph or scan of a signed list, as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PaperRollEntered(Event):
    """People were entered from a signed list; ``is_late``: only as late entries."""

    activity_id: int
    roll_id: int
    persons: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class PaperPhotographed(Event):
    """The picture of a signed list was sent; nobody was entered from it yet."""

    activity_id: int
    roll_id: int


@dataclass(frozen=True, slots=True)
class PaperNamed(Event):
    """People were entered from a picture that had been sent before."""

    activity_id: int
    roll_id: int
    persons: int
