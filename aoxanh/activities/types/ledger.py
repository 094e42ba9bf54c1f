"""What the ledger of hours asks for."""

from dataclasses import dataclass
from datetime import timedelta

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRules:
    """How long receiving bodies may answer, a signed list still counts, objections are taken and may wait."""

    receiver_link_lasts: timedelta
    paper_within: timedelta
    objections_within: timedelta
    answer_within: timedelta


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
