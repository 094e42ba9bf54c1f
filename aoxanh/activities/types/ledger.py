"""What the ledger of hours asks for."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRules:
    """How long receiving bodies may answer, and how long a signed list on paper still counts."""

    receiver_link_lasts: timedelta
    paper_within: timedelta
