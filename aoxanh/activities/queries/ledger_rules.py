"""What the ledger of hours asks for, as shipped in ``reference/ledger.yaml``."""

from datetime import timedelta
from functools import lru_cache

import yaml

from aoxanh.activities.types import REFERENCE
from aoxanh.activities.types.ledger import LedgerRules


@lru_cache(maxsize=1)
def ledger_rules() -> LedgerRules:
    """The figures by which hours are taken in."""
    raw = yaml.safe_load((REFERENCE / "ledger.yaml").read_text("utf-8"))
    return LedgerRules(
        receiver_link_lasts=timedelta(days=raw["receiver_link_days"]),
        paper_within=timedelta(hours=raw["paper_within_hours"]),
        objections_within=timedelta(days=raw["objection_days"]),
        answer_within=timedelta(days=raw["answer_days"]),
        day_minutes=raw["day_hours"] * 60,
        shift_minutes=raw["shift_hours"] * 60,
        shift_minutes_of_kinds={
            kind: hours * 60 for kind, hours in raw["shift_hours_of_kinds"].items()
        },
    )
