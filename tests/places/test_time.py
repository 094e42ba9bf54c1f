"""Places through time: successors, predecessors, export."""

from datetime import date

import pytest

from aoxanh.places import queries
from aoxanh.places.models import Place
from aoxanh.places.types import ExportRow, PlaceLevel


pytestmark = pytest.mark.usefixtures("territory")

BEFORE = date(2025, 6, 30)


def test_a_province_of_2014_is_its_successor_today(today):
    kien_giang = queries.by_code(code="91", day=date(2014, 5, 1))

    assert kien_giang.full_name == "tỉnh Kiên Giang"
    assert [place.full_name for place in queries.today_of(place=kien_giang, day=today)] == [
        "tỉnh An Giang"
    ]
    assert queries.today_of(place=kien_giang, day=BEFORE) == [kien_giang]


def test_successors_and_predecessors_are_two_sides_of_one_step(today):
    an_giang = queries.by_code(code="91", day=today)

    before = queries.predecessors(place=an_giang)

    assert [place.name for place in before] == ["An Giang", "Kiên Giang"]
    assert list(queries.successors(place=before[0])) == [an_giang]
    assert list(queries.successors(place=an_giang)) == []


def test_what_many_places_are_today_costs_as_much_as_one(today, statements):
    districts = Place.objects.filter(level=PlaceLevel.DISTRICT).sorted()
    one, all_of_them = districts[:1], list(districts)

    with statements() as few:
        queries.today_of_each(places=list(one), day=today)
    with statements() as many:
        became = queries.today_of_each(places=all_of_them, day=today)

    assert few.count - 1 == many.count
    assert all(became[place.pk] for place in all_of_them)


def test_kept_ids_get_their_labels_in_one_query(today, statements):
    old = queries.by_code(code="03390", day=BEFORE)
    new = queries.by_code(code="03390", day=today)

    with statements() as spent:
        labels = queries.references(ids=[old.pk, new.pk], day=today)

    assert spent.count == 1
    assert labels[old.pk].label == "thị trấn Tam Đường, huyện Tam Đường, tỉnh Lai Châu"
    assert labels[new.pk].label == "xã Bình Lư, tỉnh Lai Châu"


def test_the_province_around_a_place_is_that_of_its_own_time(today):
    ward = queries.by_code(code="03595", day=BEFORE)
    hon_nghe = queries.find(text="xã Hòn Nghệ", day=BEFORE)[0]

    assert queries.province_of(place_id=ward.pk).name == "Lai Châu"
    assert queries.province_of(place_id=hon_nghe.pk).name == "Kiên Giang"
    assert queries.province_of(place_id=0) is None


def test_the_communes_of_a_province_are_named_by_code(today):
    names = queries.commune_names(province_code="12", day=today)

    assert len(names) == 38
    assert names["03405"] == "Tả Lèng"


def test_the_export_tells_one_level_on_one_day(today):
    rows = list(queries.export(day=today, level=PlaceLevel.COMMUNE))

    assert len(rows) == 3321
    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert next(row for row in rows if row.code == "03405") == ExportRow(
        code="03405",
        name="Tả Lèng",
        kind="COMMUNE",
        parent_code="12",
        latitude=22.4009,
        longitude=103.558,
        valid_from=date(2025, 7, 1),
        valid_to=date(9999, 12, 31),
    )


def test_the_export_of_a_day_before_the_reform_has_districts():
    rows = list(queries.export(day=BEFORE, level=PlaceLevel.DISTRICT))

    assert len(rows) == 696
    assert {row.valid_to for row in rows} == {date(2025, 7, 1)}


def test_names_sort_as_in_a_vietnamese_dictionary(today):
    lai_chau = queries.by_code(code="12", day=today)

    names = [place.name for place in queries.children(place=lai_chau, day=today)]

    assert names[:6] == ["Bản Bo", "Bình Lư", "Bum Nưa", "Bum Tở", "Dào San", "Đoàn Kết"]
    assert names.index("Tà Tổng") < names.index("Tả Lèng") < names.index("Tân Phong")


def test_rows_show_their_names(today):
    old = queries.by_code(code="91", day=BEFORE)
    step = old.successions_after.get()

    assert str(old) == "tỉnh Kiên Giang"
    assert str(step) == f"{old.pk} → {step.successor_id} 2025-07-01"
    assert str(queries.by_code(code="46", day=today).aliases.order_by("pk")[0])
    assert str(queries.by_code(code="20333", day=today).flags.get()).endswith("ISLAND")
