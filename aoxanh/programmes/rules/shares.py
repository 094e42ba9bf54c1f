"""How shares are computed and judged: values in, values out."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.expressions import ZERO, evaluate
from aoxanh.programmes.types import Status, UnitYear
from aoxanh.units.types import Destination


HUNDRED = Decimal(100)


def unit_year(
    definition: Mapping[str, Any], *, unit_id: int, year: int, values: Mapping[str, Decimal]
) -> UnitYear:
    """A share evaluated for one unit and year.

    LC-2 is ``recorded / max(declared, recorded)`` and requires ``declared`` (ACT-13): a unit that declared
    nothing has no denominator, so that it is “chưa có số liệu”, never 100 %.
    """
    known = all(code in values for code in definition.get("requires", ()))
    return UnitYear(
        unit_id=unit_id,
        year=year,
        values=values,
        numerator=evaluate(definition["numerator"], values),
        denominator=evaluate(definition["denominator"], values) if known else None,
    )


def summed_years(rows: Iterable[tuple[UnitYear, Destination]]) -> list[UnitYear]:
    """Unit-years under the units that carry them today; what is not allocated stands apart.

    Those without a denominator stand apart as well: what is not known must not lower what is.
    """
    groups: dict[tuple[int, int, bool, bool], list[UnitYear]] = {}
    for row, target in rows:
        known = row.denominator is not None
        key = (target.unit_id, row.year, target.is_allocated, known)
        groups.setdefault(key, []).append(row)
    return [
        UnitYear(
            unit_id=unit_id,
            year=year,
            values=_sums(row.values for row in group),
            numerator=sum((row.numerator for row in group), ZERO),
            denominator=sum((row.denominator or ZERO for row in group), ZERO) if known else None,
            is_allocated=is_allocated,
        )
        for (unit_id, year, is_allocated, known), group in sorted(
            groups.items(), key=lambda item: item[0]
        )
    ]


def _sums(many: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for values in many:
        for code, value in values.items():
            found[code] = found.get(code, ZERO) + value
    return found


def rolled_up(rows: Iterable[UnitYear]) -> tuple[Decimal, Decimal]:
    """Numerator and denominator over the unit-years that have a denominator."""
    numerator = denominator = ZERO
    for row in rows:
        if row.denominator is not None:
            numerator += row.numerator
            denominator += row.denominator
    return numerator, denominator


def percent(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Percent with one decimal, or None over nothing."""
    if denominator == 0:
        return None
    return (numerator * HUNDRED / denominator).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> Decimal:
    """``80.00`` as ``80``; ``62.50`` as ``62.5``: without noughts nobody printed."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def needed_now(*, before: Decimal, target: Decimal, phase: Period, day: date) -> Decimal:
    """What a straight path from ``before`` at the phase's start to ``target`` at its end asks on ``day``."""
    if day <= phase.start:
        return before
    if day >= phase.end:
        return target
    passed = Decimal((day - phase.start).days) / Decimal((phase.end - phase.start).days)
    return (before + (target - before) * passed).quantize(Decimal("0.1"))


def status(*, value: Decimal | None, target: Decimal | None, needed: Decimal | None) -> Status:
    """Achieved, on track, behind, or no data (PRG-04)."""
    if value is None or target is None:
        return Status.NO_DATA
    if value >= target:
        return Status.ACHIEVED
    return Status.ON_TRACK if needed is not None and value >= needed else Status.BEHIND
