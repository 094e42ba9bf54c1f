"""“Số liệu đã xác nhận”: what the portal says of itself to everyone, naming no person."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Sum

from aoxanh.kernel.periods import Period, month_of
from aoxanh.programmes.models import DistinctTotal, Total
from aoxanh.programmes.types import PublicFigures


FLOWS: Final = ("activities_recorded", "turns", "minutes", "works")
PERSONS: Final = "persons_served"


def public_year(day: date) -> Period:
    """The year the public reads: the running one, and in January, which has shown little, the one before."""
    return Period.year(day.year - (day.month == 1))


def public_figures(*, unit_ids: Iterable[int], period: Period) -> dict[int, PublicFigures]:
    """Figures of units and everything below them in a year, as the tree was on each fact's day: one statement.

    Sums come from the roll-up, persons are counted once at each level. Units of which nothing is known are absent.
    """
    wanted = set(unit_ids)
    sums = Total.objects.filter(
        unit__in=wanted,
        measure__in=FLOWS,
        month__gte=month_of(period.start),
        month__lt=period.end,
    )
    persons = DistinctTotal.objects.filter(
        unit__in=wanted, measure=PERSONS, starts=period.start, ends=period.end
    )
    summed = sums.order_by().values_list("unit", "measure").annotate(total=Sum("value"))
    counted = persons.order_by().values_list("unit", "measure").annotate(total=Sum("value"))
    found: dict[int, dict[str, Decimal]] = {}
    for unit_id, measure, total in summed.union(counted, all=True):
        found.setdefault(unit_id, {})[measure] = Decimal(total)
    return {unit_id: _figures(values) for unit_id, values in found.items()}


def _figures(values: dict[str, Decimal]) -> PublicFigures:
    def whole(code: str) -> int | None:
        return int(values[code]) if code in values else None

    return PublicFigures(
        activities=whole("activities_recorded"),
        turns=whole("turns"),
        persons=whole(PERSONS),
        minutes=whole("minutes"),
        works=whole("works"),
    )
