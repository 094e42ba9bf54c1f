"""What a place field offers while the user types."""

import json

import pytest

from aoxanh.places import queries


pytestmark = pytest.mark.usefixtures("territory")


def test_todays_unit_comes_first_and_fills_the_field(today):
    line = queries.suggest(text="tả lè", day=today)[0]

    assert line["label"] == "xã Tả Lèng"
    assert line["detail"] == "tỉnh Lai Châu"
    assert [choice["label"] for choice in line["today"]] == ["xã Tả Lèng, tỉnh Lai Châu"]


def test_a_former_unit_says_until_when_and_what_it_is_now(today):
    lines = queries.suggest(text="hồ thầu", day=today, within_province="12")

    assert [(line["label"], line["detail"]) for line in lines] == [
        ("xã Hồ Thầu", "huyện Tam Đường, tỉnh Lai Châu (đến 30/06/2025)")
    ]
    assert [choice["code"] for choice in lines[0]["today"]] == ["03405"]


def test_a_former_district_offers_its_communes(today):
    lines = queries.suggest(text="huyện tam đường", day=today)

    assert len(lines[0]["today"]) == 6


def test_a_former_unit_that_kept_its_name_is_not_offered_twice(today):
    labels = [line["label"] for line in queries.suggest(text="Tả Lèng", day=today)]

    assert labels == ["xã Tả Lèng"]


def test_the_list_is_short_and_can_be_sent_as_json(today):
    lines = queries.suggest(text="tân", day=today, limit=5)

    assert len(lines) == 5
    assert json.loads(json.dumps(lines)) == lines


def test_a_former_province_has_nothing_above_it(today):
    line = queries.suggest(text="kiên gi", day=today)[0]

    assert (line["label"], line["detail"]) == ("tỉnh Kiên Giang", "(đến 30/06/2025)")
    assert [choice["label"] for choice in line["today"]] == ["tỉnh An Giang"]


def test_suggesting_costs_the_same_for_one_and_for_many(today, statements):
    with statements() as few:
        queries.suggest(text="tam đường", day=today)
    with statements() as many:
        queries.suggest(text="mường", day=today, limit=300)

    assert few.count == many.count
