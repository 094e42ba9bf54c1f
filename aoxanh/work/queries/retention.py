"""How long things are kept, and the day on which they go."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml


_PERIODS = Path(__file__).parents[1] / "reference" / "retention.yaml"


@lru_cache(maxsize=1)
def periods() -> Mapping[str, timedelta]:
    """How long each holding is kept after it has served, by its code."""
    raw = yaml.safe_load(_PERIODS.read_text("utf-8"))
    return {code: timedelta(days=int(days)) for code, days in raw.items()}


def goes_on(holding: str, served_until: date) -> date:
    """The day on which something goes that was of use until ``served_until``."""
    return served_until + periods()[holding]
