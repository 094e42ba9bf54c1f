"""What the ledger of hours asks for."""

from dataclasses import dataclass
from datetime import timedelta

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRules:
    """How long links, signed lists and objections hold, how long an answer may take, and the most of a day."""

    receiver_link_lasts: timedelta
    paper_within: timedelta
    objections_within: timedelta
    answer_within: timedelta
    day_minutes: int


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
