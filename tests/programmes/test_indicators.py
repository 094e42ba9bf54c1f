"""LC-2 with worked figures: recorded on the portal against declared totals."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import UnknownIndicator, UnknownProgramme
from aoxanh.programmes.types import Status


SHIPPED = Path(actions.__file__).parents[1] / "reference" / "lai-chau-2024-2030.yaml"


@pytest.fixture
def programme(figures):
    return figures.world.plans_once(SHIPPED)[0]


@pytest.mark.usefixtures("programme")
def test_the_share_with_a_declaration_stands_beside_the_percentage(figures):
    world = figures.world
    figures.declared(world.ta_leng, 2025, 4)
    for month in (1, 2, 3):
        figures.recorded(world.ta_leng, date(2025, month, 9))
    figures.recorded(world.binh_lu, date(2025, 3, 9), place="Bình Lư")
    figures.follow()

    value = figures.value(world.province)

    assert (value.numerator, value.denominator, value.percent) == (3, 4, Decimal("75.0"))
    assert (value.units_with_data, value.units_expected) == (1, 3)
    assert value.target == 80
    assert value.status == Status.ON_TRACK


@pytest.mark.usefixtures("programme")
def test_where_nobody_declared_there_is_no_data(figures):
    figures.recorded(figures.world.binh_lu, date(2025, 3, 9))
    figures.follow()

    value = figures.value(figures.world.province)

    assert (value.percent, value.status) == (None, Status.NO_DATA)


@pytest.mark.usefixtures("programme")
def test_the_list_holds_counted_and_missing_units(figures, system):
    world = figures.world
    figures.declared(world.ta_leng, 2025, 4)
    figures.recorded(world.ta_leng, date(2025, 3, 9))
    figures.follow()
    each = queries.indicator("LC-2", actor=system)

    rows = queries.unit_years(each, actor=system, unit_id=world.province.pk, period=each.period)
    missing = queries.missing_units(rows, unit_id=world.province.pk, period=each.period)

    assert [(row.unit_id, row.year, row.denominator) for row in rows] == [
        (world.ta_leng.pk, 2025, 4)
    ]
    assert missing == {world.province.pk, world.binh_lu.pk}


@pytest.mark.usefixtures("programme")
def test_figures_of_another_unit_are_not_told(figures):
    sibling = figures.world.officer(figures.world.binh_lu)
    each = queries.indicator("LC-2", actor=sibling)

    with pytest.raises(NotAllowed):
        queries.unit_years(
            each, actor=sibling, unit_id=figures.world.ta_leng.pk, period=each.period
        )


@pytest.mark.usefixtures("programme")
def test_an_indicator_costs_the_same_for_one_unit_and_for_more(figures, system, costs_the_same):
    world = figures.world
    each = queries.indicator("LC-2", actor=system)
    figures.declared(world.ta_leng, 2025, 4)
    figures.follow()

    def grow():
        figures.declared(world.binh_lu, 2025, 4)
        figures.declared(world.province, 2025, 4)
        figures.follow()

    costs_the_same(
        lambda: queries.indicator_value(
            each, actor=system, unit_id=world.province.pk, period=each.period
        ),
        grow,
    )


def test_an_unknown_indicator_is_refused(figures, system):
    with pytest.raises(UnknownIndicator):
        queries.indicator("XX-9", actor=system)


def test_an_unknown_programme_is_refused(system, db):
    with pytest.raises(UnknownProgramme):
        queries.programme("XX-2099", actor=system)
