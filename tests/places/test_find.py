"""Finding a place by name, however it is typed."""

from datetime import date
from unicodedata import normalize

import pytest

from aoxanh.places import queries
from aoxanh.places.errors import PlaceUnknown
from aoxanh.places.types import PlaceLevel


pytestmark = pytest.mark.usefixtures("territory")

BEFORE = date(2025, 6, 30)


def best(text, day, **narrowed):
    found = queries.find(text=text, day=day, limit=1, **narrowed)
    return (found[0].full_name, found[0].parent and found[0].parent.name) if found else None


@pytest.mark.parametrize(
    "typed",
    [
        "Tả Lèng",
        "tả lèng",
        "ta leng",
        "TA LENG",
        "tả lè",
        "xã Tả Lèng",
        "xa ta leng",
        "X. Tả Lèng",
        normalize("NFD", "Tả Lèng"),
        "Tả  Lèng ",
        "Tả\u200b Lèng",
        "Tả Lèng, Lai Châu",
        "xã Tả Lèng tỉnh Lai Châu",
    ],
)
def test_a_commune_is_found_however_it_is_typed(typed, today):
    assert best(typed, today) == ("xã Tả Lèng", "Lai Châu")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tỉnh Lai Châu", ("tỉnh Lai Châu", None)),
        ("TP Huế", ("thành phố Huế", None)),
        ("TT – Huế", ("thành phố Huế", None)),
        ("Thừa Thiên - Huế", ("thành phố Huế", None)),
        ("Đà Năng", ("thành phố Đà Nẵng", None)),
        ("Lâm Đông", ("tỉnh Lâm Đồng", None)),
        ("Daklak", ("tỉnh Đắk Lắk", None)),
        ("TP.HCM", ("thành phố Hồ Chí Minh", None)),
        ("phường Đoàn Kết, Lai Châu", ("phường Đoàn Kết", "Lai Châu")),
        ("P. Tân Phong, Lai Châu", ("phường Tân Phong", "Lai Châu")),
        ("Lí Sơn", ("đặc khu Lý Sơn", "Quảng Ngãi")),
        ("Hoàng Sa", ("đặc khu Hoàng Sa", "Đà Nẵng")),
        ("Trường Sa", ("đặc khu Trường Sa", "Khánh Hòa")),
    ],
)
def test_kinds_and_other_spellings_are_understood(typed, found, today):
    assert best(typed, today) == found


@pytest.mark.parametrize("typed", ["Hoà Bình", "Hòa Bình", "hoa binh", "tỉnh Hoà Bình"])
def test_tone_placement_makes_no_difference(typed):
    assert best(typed, BEFORE) == ("tỉnh Hòa Bình", None)


def test_typed_marks_put_the_agreeing_name_first(today):
    assert best("xã Tân Thạnh", today)[0] == "xã Tân Thạnh"
    assert best("xã Tân Thành", today)[0] == "xã Tân Thành"


def test_a_typed_tone_must_agree_in_the_last_word_too(today):
    found = queries.find(text="Hòa", day=today, limit=5)

    assert all(place.name.startswith("Hòa") for place in found)


def test_a_district_is_found_only_while_there_were_districts(today):
    assert best("huyện Tam Đường", BEFORE) == ("huyện Tam Đường", "Lai Châu")
    assert best("huyện Tam Đường", today) is None


def test_a_search_stays_within_a_province_or_district(today):
    assert best("Chi Lăng", today, within="24") == ("xã Chi Lăng", "Bắc Ninh")
    assert best("Chi Lăng", today, within="20") == ("xã Chi Lăng", "Lạng Sơn")
    assert best("Tả Lèng", BEFORE, within="106") == ("xã Tả Lèng", "Tam Đường")
    assert best("Tả Lèng", today, within="20") is None


def test_a_search_keeps_to_one_level(today):
    assert best("Lai Châu", BEFORE, level=PlaceLevel.DISTRICT)[0] == "thành phố Lai Châu"


@pytest.mark.parametrize("typed", ["", "  ", ",", "!?", "%", "_", "|", "'; DROP TABLE", "xyzxyz"])
def test_text_that_names_nothing_finds_nothing(typed, today):
    assert queries.find(text=typed, day=today) == []


def test_a_code_means_what_it_meant_on_the_day(today):
    assert queries.by_code(code="91", day=BEFORE).name == "Kiên Giang"
    assert queries.by_code(code="91", day=today).name == "An Giang"


def test_an_unknown_code_is_refused(today):
    with pytest.raises(PlaceUnknown, match="99999"):
        queries.by_code(code="99999", day=today)


def test_finding_many_costs_as_much_as_finding_one(today, statements):
    with statements() as few:
        queries.find(text="Tả Lèng", day=today)
    with statements() as many:
        queries.find(text="Tân", day=today, limit=100)

    assert few.count == many.count == 2
