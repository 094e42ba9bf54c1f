"""Half-open periods of days: `[start, end)`, so that neighbours touch without overlapping."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


BEGINNING = date(1900, 1, 1)
"""Start of what began before anyone noted when."""

FOREVER = date(9999, 12, 31)
"""End of what has no end yet. Columns hold it instead of NULL, so one comparison serves."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` up to, not including, ``end``. Raises ``ValueError`` when empty."""

    start: date
    end: date = FOREVER

    def __post_init__(self) -> None:
        if self.start >= self.end:
            msg = f"empty period: {self.start} … {self.end}"
            raise ValueError(msg)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), following)

    @property
    def last_day(self) -> date:
        """The last day included: what pages print."""
        return self.end - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        return self.end == FOREVER

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.end and other.start < self.end

    def intersection(self, other: "Period") -> "Period | None":
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None


def first_overlap(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """The first two periods that share a day, or None."""
    ordered = sorted(periods)
    for left, right in itertools.pairwise(ordered):
        if left.overlaps(right):
            return left, right
    return None


def month_of(day: date) -> date:
    """First day of the month of ``day``."""
    return day.replace(day=1)
