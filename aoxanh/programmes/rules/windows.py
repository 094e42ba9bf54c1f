"""The days of a year on which an event must be held to count, as an indicator's definition says them (PRG-18)."""

from collections.abc import Iterator
from datetime import date, timedelta

from aoxanh.programmes.rules.expressions import AROUND, Expression, day_of_year, terms_of
from aoxanh.programmes.types import MissedWindow


def missed_window(code: str, numerator: Expression, *, kind: str, day: date) -> MissedWindow | None:
    """The window in which an event of ``kind`` would count for an indicator, if ``day`` lies in none of them."""
    windows = list(_windows(numerator, kind)) if numerator else []
    if not windows or any(_holds(middle, days, day) for middle, days in windows):
        return None
    middle, days = windows[0]
    return MissedWindow(code=code, middle=middle, days=days)


def _windows(numerator: Expression, kind: str) -> Iterator[tuple[str, int]]:
    """The windows of terms that count events of ``kind``, in order."""
    for each in sorted(terms_of(numerator), key=lambda term: term.key):
        where = dict(each.where)
        if AROUND in where and kind in where.get("kind", (kind,)):
            middle, days = where[AROUND]
            yield middle, int(days)


def _holds(middle: str, days: int, day: date) -> bool:
    """Whether ``day`` lies at most ``days`` from the nearest ``middle``, in its own year or in one beside it."""
    month, of_month = day_of_year(middle)
    years = range(day.year - 1, day.year + 2)
    return any(abs(day - date(year, month, of_month)) <= timedelta(days=days) for year in years)
