"""For which years and phases an indicator is asked, over which days it counts, and how its line is drawn."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules import trends
from aoxanh.programmes.rules.dues import counted_over, dues, edges, so_far
from aoxanh.programmes.types import Basis, Due, IndicatorType, TrendPoint
from tests.programmes.invented import (
    EVERY_YEAR,
    FIRST,
    LAST_DAY,
    SECOND,
    by_end,
    facts,
    in_year,
    shown,
)


def test_what_is_asked_yearly_is_asked_in_every_year_begun():
    each = shown(targets=[EVERY_YEAR])

    assert dues(each, date(2023, 12, 31)) == ()
    assert dues(each, date(2025, 1, 1)) == (
        Due("2024", Period.year(2024), Decimal(7)),
        Due("2025", Period.year(2025), Decimal(7)),
    )
    assert [due.label for due in dues(each, date(2040, 1, 1))] == [
        "2024", "2025", "2026", "2027", "2028",
    ]  # fmt: skip


def test_a_cycle_of_years_ends_with_the_programme():
    each = shown(targets=[EVERY_YEAR], definition={"numerator": "turns", "cycle": 2})

    assert [(due.label, due.period) for due in dues(each, LAST_DAY)] == [
        ("2024–2025", Period(date(2024, 1, 1), date(2026, 1, 1))),
        ("2026–2027", Period(date(2026, 1, 1), date(2028, 1, 1))),
        ("2028", Period.year(2028)),
    ]


def test_a_years_own_target_goes_before_that_of_every_year_and_that_before_its_phases():
    phases = [by_end("Một", FIRST, 3), by_end("Hai", SECOND, 5)]
    every = dues(shown(targets=[*phases, EVERY_YEAR, in_year(2025, 9)]), LAST_DAY)
    none = dues(shown(targets=[in_year(2025, 9), *phases]), LAST_DAY)

    assert [due.target for due in every] == [7, 9, 7, 7, 7]
    assert [due.target for due in none] == [3, 9, 5, 5, 5]


def test_years_without_a_target_are_asked_only_of_shares_and_of_what_has_none_at_all():
    some = [in_year(2025, 9)]
    share = {"type": IndicatorType.RATIO, "definition": {"numerator": "a", "denominator": "b"}}

    assert [due.label for due in dues(shown(targets=some), LAST_DAY)] == ["2025"]
    assert [due.target for due in dues(shown(), LAST_DAY)] == [None] * 5
    assert [due.target for due in dues(shown(targets=some, **share), LAST_DAY)] == [
        None, 9, None, None, None,
    ]  # fmt: skip


def test_a_target_of_a_year_within_a_cycle_is_that_of_the_cycle():
    each = shown(targets=[in_year(2025, 9)], definition={"numerator": "turns", "cycle": 2})

    assert [(due.label, due.target) for due in dues(each, LAST_DAY)] == [("2024–2025", 9)]


@pytest.mark.parametrize("basis", [Basis.AT_DATE, Basis.CUMULATIVE])
def test_phases_have_their_targets_and_a_path_that_begins_where_the_last_one_ended(basis):
    each = shown(basis=basis, targets=[by_end("Một", FIRST, 3), by_end("Hai", SECOND, 5)])

    assert dues(each, date(2026, 6, 30)) == (Due("Một", FIRST, Decimal(3), Decimal(0)),)
    assert dues(each, date(2026, 7, 1)) == (
        Due("Một", FIRST, Decimal(3), Decimal(0)),
        Due("Hai", SECOND, Decimal(5), Decimal(3)),
    )


def test_years_named_in_a_phase_follow_each_other_and_the_last_lasts_to_its_end():
    years = [in_year(2024, 1), in_year(2026, 4), in_year(2027, 6), in_year(2028, 8)]
    each = shown(basis=Basis.AT_DATE, targets=years)
    own = shown(basis=Basis.AT_DATE, targets=[by_end("Một", FIRST, 3), *years])

    assert [(due.target, due.before, due.period.end) for due in dues(each, LAST_DAY)] == [
        (1, 0, date(2025, 1, 1)), (4, 1, FIRST.end), (6, 4, date(2028, 1, 1)), (8, 6, SECOND.end),
    ]  # fmt: skip
    assert [(due.target, due.before) for due in dues(own, LAST_DAY)] == [(3, 0), (6, 3), (8, 6)]


def test_a_phase_without_a_target_is_asked_only_of_shares_and_of_what_has_none_at_all():
    second = [by_end("Hai", SECOND, 5)]
    third = Period(date(2029, 1, 1), date(2030, 1, 1))
    share = {"type": IndicatorType.RATIO, "definition": {"numerator": "a", "denominator": "b"}}
    phases = (("Một", FIRST), ("Hai", SECOND), ("Ba", third))
    more = {"basis": Basis.AT_DATE, "phases": phases, "targets": second}

    assert [due.label for due in dues(shown(**more), third.last_day)] == ["Hai"]
    assert [(due.target, due.before) for due in dues(shown(**more, **share), third.last_day)] == [
        (None, 0), (5, 0), (None, 5),
    ]  # fmt: skip
    assert [due.target for due in dues(shown(basis=Basis.AT_DATE), LAST_DAY)] == [None, None]


def test_sums_are_kept_between_years_and_phases():
    found = edges(
        shown(period=Period(date(2024, 3, 1), date(2025, 9, 1)), phases=(("Một", FIRST),))
    )

    assert found == {
        date(2024, 1, 1), date(2024, 3, 1), date(2025, 1, 1), date(2025, 9, 1), date(2026, 1, 1),
        date(2026, 7, 1),
    }  # fmt: skip


def test_a_stretch_counts_its_own_days_up_to_today_and_a_sum_from_the_start():
    due = Due("Hai", SECOND, None)
    day = date(2027, 2, 3)

    assert counted_over(shown(basis=Basis.AT_DATE), due, day) == Period(
        date(2026, 7, 1), date(2027, 2, 4)
    )
    assert counted_over(shown(basis=Basis.CUMULATIVE), due, day) == Period(
        date(2024, 1, 1), date(2027, 2, 4)
    )
    assert counted_over(shown(basis=Basis.AT_DATE), due, date(2031, 1, 1)) == SECOND


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2020, 1, 1), date(2024, 1, 2)),
        (date(2024, 1, 1), date(2024, 1, 2)),
        (date(2025, 5, 5), date(2025, 5, 6)),
        (LAST_DAY, date(2029, 1, 1)),
        (date(2040, 1, 1), date(2029, 1, 1)),
    ],
)
def test_counters_count_over_the_programme_so_far(day, until):
    assert so_far(shown(), day) == Period(date(2024, 1, 1), until)


@pytest.mark.parametrize(
    ("begins", "day", "days"),
    [
        (date(2024, 1, 1), date(2024, 2, 2), [(2024, 2, 2)]),
        (date(2024, 1, 1), date(2024, 3, 31), [(2024, 3, 31)]),
        (date(2024, 1, 1), date(2024, 4, 1), [(2024, 3, 31), (2024, 4, 1)]),
        (
            date(2024, 5, 20),
            date(2025, 1, 10),
            [(2024, 6, 30), (2024, 9, 30), (2024, 12, 31), (2025, 1, 10)],
        ),
        (date(2024, 12, 31), date(2025, 4, 2), [(2024, 12, 31), (2025, 3, 31), (2025, 4, 2)]),
    ],
)
def test_a_line_is_drawn_at_the_ends_of_quarters_and_today(begins, day, days):
    each = shown(period=Period(begins, date(2029, 1, 1)))

    assert trends.trend_days(each, day) == tuple(date(*parts) for parts in days)


def test_sixteen_points_stay_quarters_and_one_more_makes_half_years():
    quarters = trends.trend_days(shown(), date(2027, 12, 31))
    halves = trends.trend_days(shown(), date(2028, 2, 2))

    assert len(quarters) == 16
    assert [(day.month, day.day) for day in quarters[:3]] == [(3, 31), (6, 30), (9, 30)]
    assert halves[:2] == (date(2024, 6, 30), date(2024, 12, 31))
    assert halves[-2:] == (date(2027, 12, 31), date(2028, 2, 2))
    assert len(halves) == 9


def test_of_a_very_long_line_the_last_points_are_drawn():
    each = shown(period=Period(date(2010, 1, 1), date(2030, 1, 1)))

    found = trends.trend_days(each, date(2031, 1, 1))

    assert (len(found), found[-1]) == (16, date(2029, 12, 31))
    assert found[0] == date(2022, 6, 30)


def test_shares_of_what_units_declare_are_drawn_at_half_years():
    definition = {"numerator": "a", "denominator": "b", "requires": ["activities_declared"]}
    each = shown(type=IndicatorType.RATIO, definition=definition)

    assert trends.trend_days(each, date(2025, 4, 1)) == (
        date(2024, 6, 30),
        date(2024, 12, 31),
        date(2025, 4, 1),
    )


def _turns(day, *sums):
    return facts(day, *((1, start, {"turns": count}) for start, count in sums))


def test_a_yearly_line_has_a_point_a_year_and_the_level_of_each_as_its_path():
    each = shown(
        targets=[EVERY_YEAR, in_year(2025, 9)], period=Period(date(2024, 1, 1), date(2026, 1, 1))
    )
    told = _turns(date(2025, 5, 5), (date(2024, 2, 2), 4), (date(2025, 2, 2), 6))

    found = trends.trend(each, told, days=trends.trend_days(each, told.day))

    assert found.period == each.period
    assert found.is_percent is False
    assert found.points == (
        TrendPoint(date(2024, 12, 31), Decimal(4)),
        TrendPoint(date(2025, 5, 5), Decimal(6)),
    )
    assert found.path == (
        (date(2024, 1, 1), Decimal(7)),
        (date(2024, 12, 31), Decimal(7)),
        (date(2025, 1, 1), Decimal(9)),
        (date(2025, 12, 31), Decimal(9)),
    )


def test_a_line_along_phases_says_what_was_reached_by_each_day():
    targets = [by_end("Một", FIRST, 30), by_end("Hai", SECOND, 50)]
    each = shown(basis=Basis.CUMULATIVE, targets=targets)
    told = _turns(date(2024, 8, 8), (date(2024, 2, 2), 4), (date(2024, 5, 5), 6))

    found = trends.trend(each, told, days=trends.trend_days(each, told.day))

    assert found.points == (
        TrendPoint(date(2024, 3, 31), Decimal(4)),
        TrendPoint(date(2024, 6, 30), Decimal(10)),
        TrendPoint(date(2024, 8, 8), Decimal(10)),
    )
    assert found.path == (
        (date(2024, 1, 1), Decimal(0)),
        (date(2026, 6, 30), Decimal(30)),
        (date(2026, 7, 1), Decimal(30)),
        (date(2028, 12, 31), Decimal(50)),
    )


def test_a_share_says_so_and_phases_without_a_target_bend_no_path():
    definition = {"numerator": "turns", "denominator": "asked"}
    each = shown(
        basis=Basis.AT_DATE, type=IndicatorType.RATIO, definition=definition,
        targets=[by_end("Hai", SECOND, 50)],
    )  # fmt: skip
    kinds = dict.fromkeys(("turns", "asked"), MeasureKind.STOCK)
    told = facts(date(2024, 2, 2), kinds=kinds)

    found = trends.trend(each, told, days=trends.trend_days(each, told.day))

    assert found.is_percent
    assert found.points == (TrendPoint(date(2024, 2, 2), None),)
    assert found.path == ((date(2026, 7, 1), Decimal(0)), (date(2028, 12, 31), Decimal(50)))


def test_before_the_programme_began_nothing_was_reached():
    each = shown(basis=Basis.AT_DATE)

    day = date(2023, 5, 5)
    found = trends.trend(each, _turns(day), days=trends.trend_days(each, day))

    assert found.points == (TrendPoint(day, None),)


def test_a_line_without_days_has_no_points():
    assert trends.trend(shown(), _turns(date(2025, 5, 5)), days=()).points == ()
