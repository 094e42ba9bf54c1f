"""The pure rules of names and of the register."""

from datetime import date
from unicodedata import normalize

import pytest

from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.places.rules.names import (
    Reading,
    is_spelled,
    names_a_unit,
    parts,
    readings,
    search_text,
    search_words,
    widened,
)
from aoxanh.places.rules.register import MapRows, Span, check
from aoxanh.places.types import KINDS_OF_LEVEL, PlaceKind, PlaceLevel


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Lí Sơn", "Lý Sơn"),
        ("Phú Quí", "Phú Quý"),
        ("ĐẮK LẮK", "đắk lắk"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa Vũng Tàu"),
        (normalize("NFD", "Tả Lèng"), "Tả Lèng"),
    ],
)
def test_spellings_of_one_name_are_searched_alike(left, right):
    assert search_words(left) == search_words(right)


def test_y_after_a_vowel_stays_another_sound():
    assert search_words("Tây Ninh") != search_words("Tai Ninh")
    assert search_words("Thủy Nguyên") != search_words("Thui Nguyên")


def test_every_spelling_is_kept_once_between_bars():
    assert search_text("Huế", ["Thừa Thiên Huế", "TT - Huế", "hue"]) == (
        "|hue|thua thien hue|tt hue|"
    )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("xã A, huyện B, tỉnh C", ("xã A", "huyện B", "tỉnh C")),
        ("xã A huyện B tỉnh C", ("xã A", "huyện B", "tỉnh C")),
        ("xã A - thị xã B – tỉnh C", ("xã A", "thị xã B", "tỉnh C")),
        ("xa A huyen B", ("xa a", "huyen b")),
        ("thị xã Sa Pa", ("thị xã Sa Pa",)),
        ("tỉnh Bà Rịa - Vũng Tàu", ("tỉnh Bà Rịa - Vũng Tàu",)),
        ("xã A (huyện B)", ("xã A", "huyện B")),
        (" , ;", ()),
    ],
)
def test_kind_words_part_names_as_commas_do(typed, names):
    assert parts(typed) == names


def test_a_first_word_is_a_kind_only_when_it_is_spelled_so():
    commune = frozenset({PlaceKind.COMMUNE})

    assert Reading("ho", commune) in readings("xã Hồ")
    assert Reading("ho", commune) in readings("xa ho")
    assert readings("Xà Hồ") == (Reading("xa ho"),)
    assert names_a_unit("xã Hồ")
    assert not names_a_unit("bản Hồ")


def test_a_kind_widens_to_its_level():
    [wide] = widened([Reading("ha tien", frozenset({PlaceKind.TOWN}))])

    assert wide.kinds == KINDS_OF_LEVEL[PlaceLevel.DISTRICT]


@pytest.mark.parametrize(
    ("typed", "name", "agrees"),
    [
        ("ta le", "Tả Lèng", True),
        ("tả le", "Tả Lèng", True),
        ("tả lè", "Tả Lèng", True),
        ("tạ lè", "Tả Lèng", False),
        ("tả lẻ", "Tả Lèng", False),
        ("lèng", "Tả Lèng", True),
        ("tả lèng hạ", "Tả Lèng", False),
        ("hoà", "Hòa Bình", True),
    ],
)
def test_marks_typed_so_far_must_agree(typed, name, agrees):
    assert is_spelled(typed, name) == agrees


def test_what_is_stored_already_is_not_blamed_on_an_empty_file():
    orphan = Span("00001", "99", Period(date(2020, 1, 1), FOREVER))

    register = check(MapRows(), [orphan], {})

    assert register.at("00001", date(2021, 1, 1)) == orphan
    assert register.at("00001", date(2019, 1, 1)) is None
