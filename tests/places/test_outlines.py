"""Illustrative outlines, and their drawing on the server."""

import re

import pytest

from aoxanh.places import queries
from aoxanh.places.errors import OutlineMissing
from aoxanh.places.rules.drawing import svg_paths
from aoxanh.places.types import Outline, OutlineInset, OutlineShape, PlaceLevel


ARCHIPELAGOS = {"20333": "Hoàng Sa", "22736": "Trường Sa"}


@pytest.mark.usefixtures("territory")
def test_every_commune_is_drawn_in_its_own_province(today):
    for province in queries.at(day=today, level=PlaceLevel.PROVINCE):
        outline = queries.outline(province_code=province.code)

        drawn = {shape.code for shape in outline.shapes} | {box.code for box in outline.insets}

        communes = queries.children(place=province, day=today)
        assert drawn == set(communes.values_list("code", flat=True))
        assert all(shape.rings for shape in outline.shapes)


@pytest.mark.usefixtures("territory")
def test_the_country_is_drawn_with_every_province(today):
    provinces = queries.at(day=today, level=PlaceLevel.PROVINCE)

    drawn = [shape.code for shape in queries.national_outline().shapes]

    assert drawn == sorted(provinces.values_list("code", flat=True))


def test_hoang_sa_and_truong_sa_are_drawn_with_their_names():
    drawing = queries.drawing(width=400, height=640)

    assert {box.code: box.label for box in drawing.insets} == ARCHIPELAGOS
    assert all(len(box.dots) >= 5 for box in drawing.insets)


@pytest.mark.parametrize(("province", "code"), [("48", "20333"), ("56", "22736")])
def test_the_provinces_of_the_archipelagos_show_them(province, code):
    drawing = queries.drawing(province_code=province, width=600, height=600)

    assert [box.label for box in drawing.insets] == [ARCHIPELAGOS[code]]


@pytest.mark.parametrize("width", [320, 640, 1200])
def test_the_map_of_lai_chau_is_light(width):
    drawing = queries.drawing(province_code="12", width=width, height=width)

    assert len(drawing.shapes) == 38
    assert sum(len(shape.d) for shape in drawing.shapes) <= 12_000


@pytest.mark.parametrize("province", ["12", "56", "national"])
def test_everything_lies_within_the_frame(province):
    drawing = queries.drawing(province_code=province, width=500, height=400)

    for shape in drawing.shapes:
        assert 0 <= shape.label_x <= 500
        assert 0 <= shape.label_y <= 400
        for x, y in corners(shape.d):
            assert -0.1 <= x <= 500.1
            assert -0.1 <= y <= 400.1
    for box in drawing.insets:
        assert 0 <= box.x <= 500 - box.width
        assert 0 <= box.y <= 400 - box.height
        assert all(box.x < x < box.x + box.width for x, _ in box.dots)
        assert all(box.y < y < box.y + box.height for _, y in box.dots)


def test_boxes_do_not_cover_each_other():
    upper, lower = queries.drawing(width=600, height=300).insets

    assert upper.y + upper.height <= lower.y


def test_neighbours_share_their_line():
    outline = queries.outline(province_code="12")
    owners: dict[tuple[int, int], set[str]] = {}
    for shape in outline.shapes:
        for ring in shape.rings:
            for corner in zip(ring[::2], ring[1::2], strict=True):
                owners.setdefault(corner, set()).add(shape.code)

    assert sum(len(codes) >= 3 for codes in owners.values()) > 30


def test_an_outline_says_that_it_is_of_a_map(today):
    assert queries.national_outline().as_of <= today


@pytest.mark.parametrize("code", ["99", "../national", "", "１２"])
def test_a_province_without_outline_is_refused(code):
    with pytest.raises(OutlineMissing):
        queries.outline(province_code=code)


def test_a_ring_starts_absolute_and_goes_on_in_steps():
    square = OutlineShape("01", (105, 0), ((100, -5, 100, 5, 110, 5, 110, -5),))
    outline = Outline(queries.national_outline().as_of, 100, (square,), ())

    drawing = svg_paths(outline, 108, 108)

    assert drawing.shapes[0].d == "M4 104l0 -100 100 0 0 100z"
    assert (drawing.shapes[0].label_x, drawing.shapes[0].label_y) == (54.0, 54.0)


def test_a_ring_smaller_than_a_tenth_of_a_unit_is_left_out():
    far = OutlineShape("01", (0, 0), ((0, 0, 0, 9000, 9000, 9000, 9000, 0), (1, 1, 1, 2, 2, 2)))
    outline = Outline(queries.national_outline().as_of, 1000, (far,), ())

    assert svg_paths(outline, 50, 50).shapes[0].d.count("M") == 1


def test_the_country_is_light_enough_for_every_page():
    drawing = queries.drawing(width=132, height=150)

    assert sum(len(shape.d) for shape in drawing.shapes) <= 20_000


def test_a_single_far_island_is_a_dot_in_its_box():
    shape = OutlineShape("01", (0, 0), ((0, 0, 0, 9, 9, 9, 9, 0),))
    inset = OutlineInset("02", "Đảo", ((5, 5),))
    outline = Outline(queries.national_outline().as_of, 1, (shape,), (inset,))

    box = svg_paths(outline, 100, 100).insets[0]

    assert (box.label, len(box.dots)) == ("Đảo", 1)


def corners(path):
    for start, steps in re.findall(r"M([^l]+)l([^z]+)z", path):
        x, y = map(float, start.split())
        yield x, y
        numbers = [float(number) for number in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y
