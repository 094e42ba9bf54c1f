"""A share with targets for single years of a phase is held against that of the year, on the path to it."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules import due_on, dues
from aoxanh.programmes.types import Basis, IndicatorShown, IndicatorType, Operator, TargetShown


PROGRAMME = Period(date(2025, 1, 1), date(2031, 1, 1))
EARLY = Period(date(2025, 1, 1), date(2028, 7, 1))
LATE = Period(date(2028, 7, 1), date(2031, 1, 1))


def of_year(year, value):
    return TargetShown(f"Năm {year}", Period.year(year), Decimal(value), year=year)


def of_phase(name, period, value):
    return TargetShown(name, period, Decimal(value))


def share(*targets, basis=Basis.CUMULATIVE):
    return IndicatorShown(
        code="XX-1",
        name="Tỷ lệ",
        family="",
        source="II",
        type=IndicatorType.RATIO,
        basis=basis,
        operator=Operator.AT_LEAST,
        counted_in="%",
        evidence="",
        levels=(),
        programme="Chương trình",
        programme_code="XX",
        period=PROGRAMME,
        definition={"numerator": "turns", "denominator": "teams"},
        targets=targets,
        phases=(("Đầu", EARLY), ("Cuối", LATE)),
    )


BY_YEAR = share(of_year(2025, 30), of_year(2027, 60), of_phase("Cuối", LATE, 90))


@pytest.mark.parametrize(
    ("day", "target", "before", "end"),
    [
        (date(2025, 12, 31), 30, 0, date(2026, 1, 1)),
        (date(2026, 1, 1), 60, 30, date(2028, 7, 1)),
        (date(2028, 6, 30), 60, 30, date(2028, 7, 1)),
        (date(2028, 7, 1), 90, 60, date(2031, 1, 1)),
    ],
)
def test_the_target_of_the_year_holds_until_its_end(day, target, before, end):
    due = due_on(BY_YEAR, day)

    assert (due.target, due.before, due.period.end) == (target, before, end)


def test_a_target_for_every_year_does_not_stand_before_that_of_the_phase():
    every = TargetShown("Hằng năm", PROGRAMME, Decimal(5), is_yearly=True)

    assert due_on(share(every, of_phase("Đầu", EARLY, 40)), date(2026, 5, 1)).target == 40


def test_one_year_within_a_phase_tells_of_the_whole_phase():
    found = dues(share(of_year(2027, 50)), date(2026, 1, 1))

    assert [(due.label, due.period, due.target) for due in found] == [("Đầu", EARLY, 50)]


def test_outside_the_programme_nothing_is_asked():
    assert due_on(BY_YEAR, date(2031, 1, 1)) is None
    assert due_on(BY_YEAR, date(2024, 12, 31)) is None
