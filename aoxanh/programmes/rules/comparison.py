"""How far figures of a unit can be trusted, told by the figures themselves: values in, values out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aoxanh.programmes.rules.expressions import ZERO
from aoxanh.programmes.rules.shares import percent
from aoxanh.programmes.types.comparison import Quality


_SHOWS_LIFE = ("activities_recorded", "turns")


def quality(
    year: Mapping[str, Decimal], months: Mapping[str, Sequence[Decimal | None]], *, begun: int
) -> Quality:
    """Of ``begun`` months, those that are silent; of the year's activities and turns, what came by word alone."""
    silent = sum(
        not any(_month(months, code, number) for code in _SHOWS_LIFE) for number in range(begun)
    )
    counted, declared = year.get("turns", ZERO), year.get("turns_declared", ZERO)
    return Quality(
        silent_months=silent,
        late=percent(
            year.get("activities_afterwards", ZERO), year.get("activities_recorded", ZERO)
        ),
        unconfirmed=percent(declared, counted + declared),
    )


def _month(
    months: Mapping[str, Sequence[Decimal | None]], code: str, number: int
) -> Decimal | None:
    return months[code][number] if code in months else None
