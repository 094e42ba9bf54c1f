"""An invented indicator over five years and two phases, varied by the tests of rules, and facts to judge it by."""

from datetime import date
from decimal import Decimal

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import (
    Basis,
    Facts,
    IndicatorShown,
    IndicatorType,
    Operator,
    TargetShown,
)


PROGRAMME = Period(date(2024, 1, 1), date(2029, 1, 1))
FIRST = Period(date(2024, 1, 1), date(2026, 7, 1))
SECOND = Period(date(2026, 7, 1), date(2029, 1, 1))
LAST_DAY = date(2028, 12, 31)


def shown(*, basis=Basis.PER_YEAR, targets=(), **more):
    given = {
        "type": IndicatorType.COUNT,
        "levels": (),
        "period": PROGRAMME,
        "definition": {"numerator": "turns"},
        "phases": (("Một", FIRST), ("Hai", SECOND)),
    }
    return IndicatorShown(
        code="XX-1", name="Lượt", family="", source="", operator=Operator(">="), counted_in="",
        evidence="", programme="", programme_code="XX", basis=basis, targets=tuple(targets),
        **given | more,
    )  # fmt: skip


def in_year(year, value):
    return TargetShown(str(year), Period.year(year), Decimal(value), year=year)


def by_end(name, phase, value):
    return TargetShown(name, phase, Decimal(value))


EVERY_YEAR = TargetShown("", PROGRAMME, Decimal(7), is_yearly=True)
FLOWS = dict.fromkeys(("turns", "asked", "declared"), MeasureKind.FLOW)


def facts(day, *sums, **more):
    """``sums`` are (unit, first day of a stretch, {key: sum})."""
    own = {(unit, start): _decimal(values) for unit, start, values in sums}
    return Facts(**{"day": day, "kinds": FLOWS, "own": own} | more)


def below(*sums):
    return {(unit, start): _decimal(values) for unit, start, values in sums}


def _decimal(values):
    return {key: Decimal(value) for key, value in values.items()}
