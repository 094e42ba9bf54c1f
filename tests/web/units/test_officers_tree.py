"""The officers' tree: as it was on a day, searched with or without marks, and what is missing."""

from datetime import date, timedelta

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.people.models import FocalPoint
from aoxanh.places import actions as places
from aoxanh.places.types import Flag, TraitGiven
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.web.desks import shown
from tests.work.lists import table_in


@pytest.fixture
def client(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


def _tree(world, **filters):
    query = "&".join(f"{name.replace('_', '-')}={value}" for name, value in filters.items())
    return f"/dieu-phoi/{world.province.pk}/don-vi/?{query}"


def test_the_tree_shows_the_units_below_with_their_kinds(client, world):
    page = shown(client.get(_tree(world)))

    assert "3 đơn vị" in page
    assert "Đoàn Tả Lèng" in page
    assert "Đoàn Bình Lư" in page


def test_a_search_without_marks_finds_the_unit_and_the_way_to_it(client, world):
    page = shown(client.get(_tree(world, q="ta leng")))

    assert "1 đơn vị khớp" in page
    assert "Đoàn Lai Châu" in page
    assert "Đoàn Bình Lư" not in page


def test_the_tree_of_an_earlier_day_bears_the_names_of_that_day(client, world):
    units.rename(
        by=world.system,
        unit_id=world.ta_leng.pk,
        name="Đoàn Tả Lèng mới",
        short_name="Tả Lèng mới",
        on=date(2025, 7, 1),
        decision=Decision("02-QĐ/TĐTN"),
        now=world.now,
    )

    before = shown(client.get(_tree(world, ngay="2025-06-30")))
    today = shown(client.get(_tree(world)))

    assert "theo thời điểm ngày 30/06/2025" in before
    assert "Đoàn Tả Lèng mới" not in before
    assert "Đoàn Tả Lèng mới" in today


def test_a_day_before_the_founding_has_no_units(client, world):
    page = shown(client.get(_tree(world, ngay="2000-01-01")))

    assert "Không có đơn vị nào" in page


def test_units_without_a_founding_decision_are_listed(client, world):
    units.found(
        by=world.system,
        kind_code="doan_xa",
        name="Đoàn xã Khun Há",
        short_name="Khun Há",
        parent_id=world.province.pk,
        place_id=None,
        on=date(2012, 1, 1),
        decision=Decision(),
        now=world.now,
    )

    page = shown(client.get(_tree(world, loc="chua-quyet-dinh")))

    assert "Đoàn xã Khun Há" in page
    assert "Đoàn Tả Lèng" not in page


def test_units_that_name_nobody_to_call_are_listed(client, world):
    page = shown(client.get(_tree(world, loc="chua-dau-moi")))

    assert "Đoàn Tả Lèng" in page


def test_sector_unions_have_a_list_of_their_own(client, world):
    units.found(
        by=world.system,
        kind_code="doan_cong_an",
        name="Đoàn Công an tỉnh",
        short_name="Công an tỉnh",
        parent_id=world.province.pk,
        place_id=None,
        on=date(2012, 1, 1),
        decision=Decision("05-QĐ"),
        now=world.now,
    )

    page = shown(client.get(_tree(world, loc="truc-thuoc")))

    assert "Đoàn Công an tỉnh" in page
    assert "Đoàn Tả Lèng" not in page


@pytest.mark.parametrize("tab", ["", "chua-dau-moi"])
def test_the_tree_costs_the_same_for_few_and_for_many_units(client, world, tab, costs_the_same):
    def grow():
        for number in range(6):
            child = world.found(f"xã số {number}", parent=world.province)
            world.found(f"Chi đoàn {number}", parent=child, kind="chi_doan")

    costs_the_same(lambda: client.get(_tree(world, loc=tab)), grow)


def test_officers_of_one_commune_see_no_other(desks, world):
    client = desks.at(world.ta_leng)

    own = client.get(f"/dieu-phoi/{world.ta_leng.pk}/don-vi/{world.ta_leng.pk}/")
    sibling = client.get(f"/dieu-phoi/{world.ta_leng.pk}/don-vi/{world.binh_lu.pk}/")
    desk_of_sibling = client.get(f"/dieu-phoi/{world.binh_lu.pk}/don-vi/")

    assert [own.status_code, sibling.status_code, desk_of_sibling.status_code] == [200, 404, 404]


def test_a_unit_shows_its_names_through_time_and_its_legal_basis(client, world):
    units.rename(
        by=world.system,
        unit_id=world.ta_leng.pk,
        name="Đoàn Tả Lèng mới",
        short_name="Tả Lèng mới",
        on=world.day + timedelta(days=30),
        decision=Decision("02-QĐ/TĐTN", world.day, "Ban Thường vụ Tỉnh đoàn"),
        now=world.now,
    )

    page = shown(client.get(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/"))

    assert "Đoàn Tả Lèng mới" in page
    assert "Quyết định 02-QĐ/TĐTN" in page
    assert "Rút lại" in page


def test_a_unit_costs_the_same_with_many_children_and_names(client, world, costs_the_same):
    def grow():
        for number in range(4):
            world.found(f"Chi đoàn {number}", parent=world.ta_leng, kind="chi_doan")
            units.rename(
                by=world.system,
                unit_id=world.ta_leng.pk,
                name=f"Đoàn Tả Lèng {number}",
                short_name="Tả Lèng",
                on=date(2020 + number, 1, 1),
                decision=Decision(f"{number}-QĐ"),
                now=world.now,
            )

    world.found("Chi đoàn đầu", parent=world.ta_leng, kind="chi_doan")
    costs_the_same(
        lambda: client.get(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/"), grow
    )


def test_units_are_found_by_what_their_place_is_counted_as(client, world, now):
    places.write_traits(
        by=world.system,
        unit_id=world.province.pk,
        rows=[TraitGiven(world.places["Bình Lư"].pk, Flag.BORDER, Period(date(2025, 7, 1)))],
        now=now,
    )

    border = shown(client.get(_tree(world, loc="dac-diem")))
    named = shown(client.get(_tree(world, loc="dac-diem", q="ta leng")))
    islands = shown(client.get(_tree(world, loc="dac-diem", dac_diem="ISLAND")))
    before = shown(client.get(_tree(world, loc="dac-diem", ngay="2025-06-30")))

    assert ("Đoàn Bình Lư" in border, "Đoàn Tả Lèng" in border) == (True, False)
    assert "Đoàn Bình Lư" not in named
    assert "Chưa ghi nơi nào thuộc diện này" in islands
    assert "Đoàn Bình Lư" not in before


def _names(client, world, **filters):
    content = client.get(_tree(world, tai="xlsx", **filters)).content
    return {row[0] for row in table_in(content).rows[1:]}


def test_the_file_of_a_tab_holds_the_units_of_that_tab(client, world):
    units.found(
        by=world.system,
        kind_code="doan_xa",
        name="Đoàn xã Khun Há",
        short_name="Khun Há",
        parent_id=world.province.pk,
        place_id=None,
        on=date(2012, 1, 1),
        decision=Decision(),
        now=world.now,
    )
    person = world.headed(world.ta_leng, "Lò Thị Ón").person
    FocalPoint.objects.create(person=person, unit=world.ta_leng, phone="1", valid_from=world.day)

    every, nobody = _names(client, world), _names(client, world, loc="chua-dau-moi")

    assert _names(client, world, loc="chua-quyet-dinh") == {"Đoàn xã Khun Há"}
    assert every - nobody == {"Đoàn Tả Lèng"}
    assert _names(client, world, loc="chua-dau-moi", q="khun ha") == {"Đoàn xã Khun Há"}
