"""How shares are computed and judged, by hand-made figures."""

import re
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.rules.expressions import day_of_year, term
from aoxanh.programmes.types import Status
from aoxanh.units.types import Destination


LC_2 = {
    "numerator": "activities_recorded",
    "denominator": {"max": ["activities_declared", "activities_recorded"]},
    "requires": ["activities_declared"],
}
PHASE = Period(date(2026, 1, 1), date(2031, 1, 1))


def _unit_year(unit_id=1, **values):
    figures = {code: Decimal(value) for code, value in values.items()}
    return rules.unit_year(LC_2, unit_id=unit_id, year=2026, values=figures)


def test_the_share_is_recorded_over_declared():
    row = _unit_year(activities_recorded=6, activities_declared=10)

    assert (row.numerator, row.denominator) == (6, 10)


def test_more_recorded_than_declared_is_100_percent_and_no_more():
    row = _unit_year(activities_recorded=12, activities_declared=10)

    assert rules.percent(*rules.rolled_up([row])) == Decimal("100.0")


def test_a_unit_that_declared_nothing_has_no_denominator():
    assert _unit_year(activities_recorded=6).denominator is None


def test_a_unit_that_recorded_nothing_counts_as_zero():
    row = _unit_year(activities_declared=10)

    assert rules.percent(*rules.rolled_up([row])) == Decimal("0.0")


def test_the_roll_up_leaves_out_whom_nothing_is_known_of():
    rows = [
        _unit_year(1, activities_recorded=6, activities_declared=10),
        _unit_year(2, activities_recorded=50),
        _unit_year(3, activities_recorded=4, activities_declared=10),
    ]

    assert rules.rolled_up(rows) == (10, 20)
    assert rules.percent(10, 20) == Decimal("50.0")


def test_nothing_over_nothing_is_not_known():
    assert rules.percent(Decimal(0), Decimal(0)) is None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a", 3),
        ({"max": ["a", "b"]}, 5),
        ({"sum": ["a", {"max": ["a", "b"]}]}, 8),
        ("unknown", 0),
        ({"min": ["a", "b"]}, 3),
        ({"reach": ["b", 5]}, 1),
        ({"reach": ["a", 5]}, 0),
        ({"measure": "c", "where": {"kind": ["y", "x"], "full": True}}, 7),
    ],
)
def test_expressions_are_evaluated(expression, value):
    assert (
        rules.evaluate(
            expression, {"a": Decimal(3), "b": Decimal(5), "c[full=true;kind=x|y]": Decimal(7)}
        )
        == value
    )


def test_an_unknown_operator_is_refused():
    with pytest.raises(ValueError, match="unknown operator"):
        rules.evaluate({"median": ["a"]}, {})


def test_the_measures_of_an_expression_are_found_inside_it():
    assert rules.measures_of({"sum": ["a", {"max": ["a", "b"]}]}) == {"a", "b"}


@pytest.mark.parametrize(
    ("day", "needed"),
    [
        (date(2026, 1, 1), 60),
        (date(2028, 7, 2), Decimal("70.0")),
        (date(2031, 1, 1), 80),
        (date(2033, 1, 1), 80),
    ],
)
def test_what_is_needed_now_lies_on_a_straight_path(day, needed):
    path = rules.needed_now(before=Decimal(60), target=Decimal(80), phase=PHASE, day=day)

    assert path == needed


@pytest.mark.parametrize(
    ("value", "status"),
    [(80, Status.ACHIEVED), (71, Status.ON_TRACK), (62, Status.BEHIND), (None, Status.NO_DATA)],
)
def test_standing_is_judged_against_the_path_and_the_target(value, status):
    assert rules.status(value=value, target=Decimal(80), needed=Decimal(63)) == status


def test_targets_are_written_without_needless_noughts():
    assert [str(rules.plain(Decimal(v))) for v in ("80.00", "62.50", "0.00")] == ["80", "62.5", "0"]


def test_years_are_summed_under_the_unit_that_carries_them_and_apart_where_nobody_can_tell():
    rows = [
        (_unit_year(1, activities_recorded=6, activities_declared=10), Destination(9)),
        (_unit_year(2, activities_recorded=1, activities_declared=2), Destination(9)),
        (_unit_year(3, activities_recorded=50), Destination(9)),
        (
            _unit_year(4, activities_recorded=7, activities_declared=7),
            Destination(9, is_allocated=False),
        ),
        (_unit_year(5, activities_recorded=3, activities_declared=4), Destination(8)),
    ]

    found = [
        (each.unit_id, each.year, each.is_allocated, each.numerator, each.denominator)
        for each in rules.summed_years(rows)
    ]

    assert found == [
        (8, 2026, True, 3, 4),
        (9, 2026, False, 7, 7),
        (9, 2026, True, 50, None),
        (9, 2026, True, 7, 12),
    ]
    assert rules.summed_years(rows)[-1].values == {
        "activities_recorded": 7,
        "activities_declared": 12,
    }


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 2000, "0.1"), (3, 2, "150.0")],
)
def test_percents_have_one_decimal_and_halves_go_up(numerator, denominator, percent):
    assert rules.percent(Decimal(numerator), Decimal(denominator)) == Decimal(percent)


@pytest.mark.parametrize(
    ("value", "target", "needed", "status"),
    [
        (80, 80, 63, Status.ACHIEVED),
        (63, 80, 63, Status.ON_TRACK),
        (Decimal("62.9"), 80, 63, Status.BEHIND),
        (70, 80, None, Status.BEHIND),
        (70, None, 63, Status.NO_DATA),
    ],
)
def test_standing_at_its_bounds(value, target, needed, status):
    assert rules.status(value=value, target=target, needed=needed) == status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/3", (3, 20)),
        ("1/1", (1, 1)),
        ("31/12", (12, 31)),
        ("28/2", (2, 28)),
        ("30/11", (11, 30)),
    ],
)
def test_a_day_of_each_year_is_read(text, day):
    assert day_of_year(text) == day


@pytest.mark.parametrize("text", ["29/2", "31/11", "0/1", "1/0", "1/13", "20-3", "x20/3", None, 3])
def test_what_not_every_year_has_is_no_day_of_each(text):
    with pytest.raises(ValueError, match=re.escape(str(text))):
        day_of_year(text)


@pytest.mark.parametrize(
    ("where", "key"),
    [
        ({"full": False, "kind": "x"}, "m[full=false;kind=x]"),
        ({"kind": ["y", 3, "x"]}, "m[kind=3|x|y]"),
        ({"around": {"day": "5/12", "days": "15"}}, "m[around=05/12|15]"),
        ({}, "m"),
        (None, "m"),
    ],
)
def test_a_measure_with_its_filters_has_one_name(where, key):
    assert term({"measure": "m", "where": where}).key == key


@pytest.mark.parametrize(
    "written",
    [
        {"reach": ["a"]},
        {"reach": ["a", True]},
        {"reach": ["a", "b"]},
        {"reach": ["a", 1, 2]},
        {"sum": []},
        {},
    ],
)
def test_what_joins_nothing_is_refused(written):
    with pytest.raises(ValueError, match=r"reach|unknown operator|\{\}"):
        rules.evaluate(written, {})


def test_numbers_stand_for_themselves_and_true_for_none():
    assert rules.evaluate({"sum": ["a", 4]}, {"a": Decimal(3)}) == 7
    with pytest.raises(TypeError):
        rules.evaluate({"sum": ["a", True]}, {"a": Decimal(3)})


def test_what_is_reached_names_one_measure():
    assert rules.measures_of({"reach": ["a", 3]}) == {"a"}
