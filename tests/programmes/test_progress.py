"""One indicator in depth: over time, and in each unit right below."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import queries, rules
from aoxanh.programmes.rules import trends
from aoxanh.programmes.types import Status
from aoxanh.units.models import Unit
from tests.programmes.test_indicators import SHIPPED


@pytest.fixture
def recorded(figures):
    """Tả Lèng declared four in 2024 and recorded three, two of them in its second half; Bình Lư told nothing."""
    world = figures.world
    world.plans_once(SHIPPED)
    figures.declared(world.ta_leng, 2024, 4)
    for month in (3, 9, 10):
        figures.recorded(world.ta_leng, date(2024, month, 9))
    figures.follow()
    return figures


def _progress(figures, code="LC-2", **given):
    world = figures.world
    promised = queries.indicators(actor=figures.system, programme="LC-2024-2030")
    asked = {
        "actor": figures.system,
        "unit_id": world.province.pk,
        "below": [world.ta_leng.pk, world.binh_lu.pk],
    }
    _told, progress = queries.standings_in_depth(
        promised,
        choose=lambda _told: next((each for each in promised if each.code == code), None),
        **asked | given,
    )
    return progress


def test_the_line_says_what_was_reached_by_each_day(recorded):
    trend = _progress(recorded, day=date(2025, 1, 15)).trend

    assert [(point.day, point.value) for point in trend.points] == [
        (date(2024, 6, 30), Decimal("25.0")),
        (date(2024, 12, 31), Decimal("75.0")),
        (date(2025, 1, 15), Decimal("75.0")),
    ]


def test_a_point_of_the_line_is_what_the_standing_of_that_day_says(recorded):
    each = queries.indicator("LC-2", actor=recorded.system)

    trend = _progress(recorded).trend

    for point in trend.points:
        (then,) = queries.standings(
            [each],
            actor=recorded.system,
            unit_id=recorded.world.province.pk,
            day=point.day,
        )
        assert then.current.value == point.value


def test_each_unit_right_below_stands_by_its_own_figures(recorded):
    below = _progress(recorded, day=date(2025, 1, 15)).below

    assert below[recorded.world.ta_leng.pk].current.value == Decimal("75.0")
    assert below[recorded.world.binh_lu.pk].status == Status.NO_DATA


def test_a_unit_below_stands_as_on_its_own_page(recorded):
    world = recorded.world
    for code in ("LC-2", "LC-4", "LC-7", "LC-8"):
        each = queries.indicator(code, actor=recorded.system)

        below = _progress(recorded, code).below

        for unit in (world.ta_leng, world.binh_lu):
            alone = queries.standing(each, actor=recorded.system, unit_id=unit.pk)
            assert below[unit.pk].current == alone.current


def test_more_units_below_ask_no_more_statements(recorded, costs_the_same):
    world = recorded.world

    def grow():
        for name in ("Tân Phong", "Đoàn Kết"):
            world.found(name, parent=world.province)

    def page():
        below = Unit.objects.exclude(pk=world.province.pk).order_by("pk")
        below = list(below.values_list("pk", flat=True))
        _progress(recorded, below=below)

    costs_the_same(page, grow)


def test_progress_outside_ones_reach_is_refused(recorded):
    world = recorded.world

    with pytest.raises(NotAllowed):
        _progress(recorded, actor=world.officer(world.ta_leng))


def test_where_nothing_is_chosen_nothing_is_told_in_depth(recorded):
    assert _progress(recorded, "ZZ") is None


def test_standings_in_depth_ask_four_statements(recorded, statements):
    _progress(recorded)

    with statements() as counted:
        _progress(recorded)

    assert counted.count <= 5, counted.sqls  # one for what is promised


def test_a_programme_and_its_indicators_are_what_each_is_asked_alone(recorded):
    told = queries.programme_promised("LC-2024-2030", actor=recorded.system)

    assert told == (
        queries.programme("LC-2024-2030", actor=recorded.system),
        queries.indicators(actor=recorded.system, programme="LC-2024-2030"),
    )


def test_what_is_asked_yearly_has_a_point_for_each_year(recorded):
    trend = _progress(recorded, "LC-7").trend

    assert [point.day.year for point in trend.points] == [2024, 2025, 2026]
    assert {value for _day, value in trend.path} == {Decimal(120)}


def test_a_long_line_is_thinned_to_the_ends_of_half_years(recorded):
    each = queries.indicator("LC-4", actor=recorded.system)
    longer = replace(each, period=replace(each.period, start=date(2019, 1, 1)))

    days = rules.trend_days(longer, date(2026, 11, 23))

    assert len(days) == trends.MOST_POINTS
    assert {day.month for day in days[:-1]} == {6, 12}


def test_what_has_no_target_has_no_path(recorded):
    assert _progress(recorded, "LC-5").trend.path == ()
