"""LC-2 with worked figures: recorded on the portal against declared totals."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import ProgrammeFileInvalid, UnknownIndicator
from aoxanh.programmes.models import Programme
from aoxanh.programmes.types import Status
from tests.activities.world import refused


SHIPPED = Path(actions.__file__).parents[1] / "reference" / "lai-chau-2024-2030.yaml"


@pytest.fixture
def programme(figures, system, now):
    return actions.load(by=system, unit_id=figures.world.province.pk, path=SHIPPED, now=now)


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


def test_loading_a_programme_twice_changes_nothing(figures, programme, system, now):
    again = actions.load(by=system, unit_id=figures.world.province.pk, path=SHIPPED, now=now)

    assert again.pk == programme.pk
    assert [len(each.targets) for each in queries.indicators(actor=system)] == [2]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("activities_recorded", "dòng 10: không có số đo"),
        ("{max: [activities_declared, activities_recorded]}", "dòng 10: biểu thức"),
        ("{gd1: 60", "dòng 10: không có giai đoạn"),
        ("gd2: 80", "0–100"),
        ("code: gd1", "dòng 7: thiếu mục code"),
        ("from: 2026-01-01", "dòng 8: ngày bắt đầu"),
        ("name: Tăng", "dòng 2: thiếu mục name"),
        ("2024-01-01\nto: 2031-01-01", "dòng"),
        ("indicators:", "dòng 2: thiếu mục indicators"),
    ],
)
def test_a_faulty_file_is_refused_whole(figures, system, now, tmp_path, fault, told):
    broken = {
        "activities_recorded": "activities_unheard_of",
        "{max: [activities_declared, activities_recorded]}": "5",
        "code: gd1": "mã: gd1",
        "from: 2026-01-01": "from: 2036-01-01",
        "indicators:": "khác:",
        "{gd1: 60": "{gd9: 60",
        "gd2: 80": "gd2: 180",
        "name: Tăng": "title: Tăng",
        "2024-01-01\nto: 2031-01-01": "2024-01-01\n  to: [",
    }[fault]
    path = tmp_path / "plan.yaml"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace(fault, broken), encoding="utf-8")

    with refused(ProgrammeFileInvalid) as refusal:
        actions.load(by=system, unit_id=figures.world.province.pk, path=path, now=now)

    assert told in str(refusal.value)
    assert not Programme.objects.exists()
