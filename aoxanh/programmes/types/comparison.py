"""The words of units beside each other: their figures of a year by month, and how far one may trust them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How far the figures of a unit can be trusted; shares in per cent, None where there is nothing to weigh."""

    silent_months: int
    """Months begun of which nothing at all was recorded."""
    late: Decimal | None
    """Of the activities, those only recorded after they were held."""
    unconfirmed: Decimal | None
    """Of the turns, those a unit only declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigures:
    """One unit with all below it in a year: by measure the sum of the year and of each month, None where nothing is."""

    unit_id: int
    year: Mapping[str, Decimal]
    months: Mapping[str, tuple[Decimal | None, ...]]
    quality: Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A unit and those right below it, side by side. ``as_of`` says when the figures last followed the trail."""

    measures: tuple[str, ...]
    whole: UnitFigures
    below: Mapping[int, UnitFigures]
    as_of: datetime | None
