"""What is shipped: both maps, what became of the old one, and nothing that was not said."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count

from aoxanh.kernel.text import nfc
from aoxanh.places import queries
from aoxanh.places.models import Place, PlaceSuccession
from aoxanh.places.types import REFERENCE, Flag, PlaceLevel, Share


pytestmark = pytest.mark.usefixtures("territory")

LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)


def counts_on(day):
    return {level: queries.at(day=day, level=level).count() for level in PlaceLevel}


def test_the_map_since_july_2025_has_its_units():
    assert counts_on(FIRST_NEW_DAY) == {"PROVINCE": 34, "DISTRICT": 0, "COMMUNE": 3321}


def test_the_map_before_july_2025_has_its_units():
    assert counts_on(LAST_OLD_DAY) == {"PROVINCE": 63, "DISTRICT": 696, "COMMUNE": 10035}


def test_communes_of_today_are_of_three_kinds(today):
    kinds = Counter(
        place.kind for place in queries.at(day=today, level=PlaceLevel.COMMUNE).order_by("pk")
    )

    assert kinds == {"COMMUNE": 2621, "WARD": 687, "SPECIAL_ZONE": 13}


def test_lai_chau_has_its_communes_and_had_its_districts(today):
    lai_chau = queries.by_code(code="12", day=today)
    before = queries.by_code(code="12", day=LAST_OLD_DAY)

    assert queries.children(place=lai_chau, day=today).count() == 38
    assert queries.children(place=before, day=LAST_OLD_DAY).count() == 8


def test_every_old_commune_passed_whole_or_in_parts():
    steps = PlaceSuccession.objects.filter(predecessor__level=PlaceLevel.COMMUNE)
    split = steps.filter(share=Share.PART).values("predecessor").annotate(parts=Count("pk"))

    assert steps.filter(share=Share.WHOLE).count() == 9564
    assert len(split) == 471
    assert min(row["parts"] for row in split) == 2


def test_nothing_that_ended_is_without_a_successor(today):
    assert list(queries.unmapped(day=today)) == []


def test_every_commune_of_today_came_from_somewhere(today):
    newcomers = queries.at(day=today, level=PlaceLevel.COMMUNE).filter(successions_before=None)

    assert list(newcomers) == []


def test_island_districts_without_communes_became_special_zones(today):
    bare = Place.objects.filter(level=PlaceLevel.DISTRICT, children=None).order_by("code")

    became = {
        place.name: [unit.full_name for unit in queries.today_of(place=place, day=today)]
        for place in bare
    }

    assert became == {
        "Bạch Long Vĩ": ["đặc khu Bạch Long Vĩ"],
        "Cồn Cỏ": ["đặc khu Cồn Cỏ"],
        "Hoàng Sa": ["đặc khu Hoàng Sa"],
        "Lý Sơn": ["đặc khu Lý Sơn"],
        "Côn Đảo": ["đặc khu Côn Đảo"],
    }


def test_special_zones_are_islands(today):
    zones = queries.flags(day=today, flag=Flag.ISLAND)

    assert {place.kind for place in zones} == {"SPECIAL_ZONE"}
    assert len(zones) == 13


def test_island_districts_were_islands():
    islands = queries.flags(day=LAST_OLD_DAY, flag=Flag.ISLAND, level=PlaceLevel.DISTRICT)

    assert islands.count() == 12


def test_names_are_composed_and_codes_have_their_length():
    lengths = {PlaceLevel.PROVINCE: 2, PlaceLevel.DISTRICT: 3, PlaceLevel.COMMUNE: 5}

    for place in Place.objects.order_by("pk"):
        assert place.full_name == nfc(place.full_name)
        assert len(place.code) == lengths[place.level]


def test_the_sources_are_named_and_the_outlines_called_illustrative():
    text = (REFERENCE / "ATTRIBUTION.md").read_text("utf-8")

    assert all(word in text for word in ("vietnamadminunits", "Natural Earth", "illustrative"))
