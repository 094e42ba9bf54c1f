"""Places in lists: what each text means is said, and which units are offered when it means several."""

import pytest

from aoxanh.places import queries
from aoxanh.places.errors import PlaceUnclear


pytestmark = pytest.mark.usefixtures("territory")


@pytest.fixture
def names(today):
    return queries.PlaceNames(day=today)


def test_a_place_of_today_is_named_in_full(names):
    names.one("Tả Lèng")

    assert names.told("Tả Lèng") == "Là xã Tả Lèng, tỉnh Lai Châu."


def test_an_old_name_says_what_it_became_and_when(names):
    names.one("xã Nà Tăm, huyện Tam Đường")

    assert names.told("xã Nà Tăm, huyện Tam Đường") == (
        "xã Nà Tăm, huyện Tam Đường, tỉnh Lai Châu nay là xã Bản Bo, tỉnh Lai Châu (từ 01/07/2025)."
    )


def test_what_was_split_is_refused_with_its_parts(names):
    with pytest.raises(PlaceUnclear) as refusal:
        names.one("huyện Tam Đường")

    said = str(refusal.value)
    assert "Hãy chọn phần đúng." in said
    assert "Ghi rõ: xã Bản Bo, tỉnh Lai Châu; xã Bình Lư, tỉnh Lai Châu" in said
    assert not said.endswith("….")


def test_more_parts_than_one_reads_are_cut_short(names):
    with pytest.raises(PlaceUnclear) as refusal:
        names.one("huyện Sìn Hồ, tỉnh Lai Châu")

    assert str(refusal.value).endswith("; ….")


def test_what_names_no_place_offers_none(names):
    with pytest.raises(PlaceUnclear) as refusal:
        names.one("xã Không Có Đâu")

    assert "Ghi rõ" not in str(refusal.value)
    assert names.told("xã Không Có Đâu") == str(refusal.value)


def test_each_text_is_looked_up_once(names, statements):
    names.one("Tả Lèng")

    with statements() as counted:
        names.one("Tả Lèng")
        names.told("Tả Lèng")

    assert counted.count == 0
