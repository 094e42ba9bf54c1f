"""When those who have a place are reminded."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Window(NamedTuple):
    """Shifts that begin after ``after`` and not later than ``until`` are reminded by the rule with ``code``."""

    code: str
    after: datetime
    until: datetime


def windows(rules: Iterable[tuple[str, int]], *, now: datetime) -> list[Window]:
    """For rules as (code, hours ahead): each ends where the next begins, so that none comes twice at once."""
    ordered = sorted(rules, key=lambda rule: rule[1])
    found, nearer = [], 0
    for code, hours in ordered:
        found.append(Window(code, now + timedelta(hours=nearer), now + timedelta(hours=hours)))
        nearer = hours
    return found
