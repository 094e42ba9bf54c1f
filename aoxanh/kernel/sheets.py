"""A list that leaves: what stands in its columns, and what it is a list of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise


Cell = str | int | float | Decimal | date | datetime | Promise | None
"""``None`` and "" leave the cell empty; days and numbers stay days and numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One list with its headings.

    ``about`` is what a reader must know later (unit, time, filters) and stands on a sheet of its own, so that the
    list itself begins with its headings. ``offered`` are the words among which a column's cells can be chosen.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]] = ()
    offered: Sequence[Sequence[str]] = ()
