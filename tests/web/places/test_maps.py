"""Maps drawn on the server: pins where something happens, names where there is room, the islands always."""

import pytest

from aoxanh.web.places.maps import (
    Area,
    ProvinceMap,
    area_map,
    country_inset,
    province_at,
)


LAI_CHAU, TA_LENG = "12", "03433"


def _area(code, *, x, y, count, name="Tả Lèng"):
    return Area(code=code, name=name, d="", x=x, y=y, count=count, step=1, href="")


def test_pins_stand_only_where_something_happens_and_lead_on():
    drawn = area_map(
        LAI_CHAU, names={TA_LENG: "Tả Lèng"}, counts={TA_LENG: 4}, hrefs={TA_LENG: "/x/"}
    )

    [pin] = drawn.pins
    assert (pin.name, pin.count, pin.step, pin.href) == ("Tả Lèng", 4, 2, "/x/")
    assert len(drawn.areas) == 38


def test_a_province_without_an_outline_has_no_map():
    assert area_map("99", names={}, counts={}, hrefs={}) is None


def test_a_name_is_left_out_where_it_would_cover_another():
    far = _area("c", x=500, y=300, count=1, name="Bình Lư")
    near = _area("b", x=104, y=104, count=2)
    busiest = _area("a", x=100, y=100, count=5)

    pins = ProvinceMap(width=560, height=400, areas=(far, near, busiest)).pins

    assert [(pin.code, pin.labelled) for pin in pins] == [("a", False), ("b", True), ("c", True)]


@pytest.mark.django_db
def test_a_place_outside_every_province_has_no_communes(today):
    province_at.cache_clear()

    assert province_at(0, today) is None


def test_the_country_shows_the_province_and_the_far_islands():
    inset = country_inset(LAI_CHAU)

    assert [marked for _, marked in inset.shapes].count(True) == 1
    assert {"Hoàng Sa", "Trường Sa"} <= {
        word
        for island in inset.islands
        for word in ("Hoàng Sa", "Trường Sa")
        if word in island.label
    }
    assert all(island.dots for island in inset.islands)
