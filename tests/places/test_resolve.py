"""What a typed name, old or new, is today."""

from datetime import date
from unicodedata import normalize

import pytest

from aoxanh.places import queries
from aoxanh.places.models import PlaceSuccession
from aoxanh.places.types import Outcome, PlaceLevel, Share


pytestmark = pytest.mark.usefixtures("territory")


def resolved(text, today, **narrowed):
    answer = queries.resolve(text=text, day=today, **narrowed)
    return answer.outcome, answer.proposed and answer.proposed.label


@pytest.mark.parametrize(
    "typed",
    [
        "xã Bình Lư, huyện Tam Đường",
        "xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
        "xã Bình Lư huyện Tam Đường tỉnh Lai Châu",
        "xã Bình Lư - huyện Tam Đường - tỉnh Lai Châu",
        "Bình Lư, Tam Đường, Lai Châu",
        "xa binh lu, huyen tam duong",
        "xa binh lu huyen tam duong tinh lai chau",
        "X. Bình Lư, H. Tam Đường, T. Lai Châu",
        normalize("NFD", "xã Bình Lư, huyện Tam Đường"),
        "bản Pa Pe, xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu, Việt Nam",
        "thị trấn Tam Đường",
        "thị trấn Tam Đường, tỉnh Lai Châu",
    ],
)
def test_an_old_name_proposes_todays_unit(typed, today):
    assert resolved(typed, today) == (Outcome.PROPOSED, "xã Bình Lư, tỉnh Lai Châu")


def test_the_text_stays_as_typed_and_the_unit_as_it_was(today):
    typed = "  xã Nà Tăm , huyện Tam Đường"

    answer = queries.resolve(text=typed, day=today)

    assert answer.typed == typed
    assert answer.matches[0].as_was.label == "xã Nà Tăm, huyện Tam Đường, tỉnh Lai Châu"
    assert answer.note == (
        "xã Nà Tăm, huyện Tam Đường, tỉnh Lai Châu nay là xã Bản Bo, tỉnh Lai Châu (từ 01/07/2025)."
    )


@pytest.mark.parametrize(
    ("typed", "now_in"),
    [
        ("Kiên Giang", "tỉnh An Giang"),
        ("tỉnh Hà Giang", "tỉnh Tuyên Quang"),
        ("TP Đà Năng", "thành phố Đà Nẵng"),
        ("TT – Huế", "thành phố Huế"),
        ("Lâm Đông", "tỉnh Lâm Đồng"),
        ("Hoà Bình", "tỉnh Phú Thọ"),
        ("Bình Thuận", "tỉnh Lâm Đồng"),
        ("BR-VT", "thành phố Hồ Chí Minh"),
    ],
)
def test_province_names_of_2014_reports_resolve(typed, now_in, today):
    assert resolved(typed, today)[1] == now_in


@pytest.mark.parametrize(
    "typed", ["xã Tả Lèng", "Tả Lèng", "xã Tả Lèng, tỉnh Lai Châu", "xã Tả Lèng, huyện Tam Đường"]
)
def test_a_name_that_went_on_needs_no_question(typed, today):
    assert resolved(typed, today)[1] == "xã Tả Lèng, tỉnh Lai Châu"


def test_a_split_commune_asks_which_part(today):
    step = (
        PlaceSuccession.objects.filter(share=Share.PART, predecessor__parent__name="Tràng Định")
        .select_related("predecessor__parent__parent")
        .order_by("pk")
        .first()
        or PlaceSuccession.objects.filter(share=Share.PART)
        .select_related("predecessor__parent__parent")
        .order_by("pk")[0]
    )
    former = step.predecessor
    district, province = former.parent, former.parent.parent

    answer = queries.resolve(
        text=f"{former.full_name}, {district.full_name}, {province.full_name}", day=today
    )

    assert answer.outcome == Outcome.ASK_PART
    assert answer.proposed is None
    assert {ref.id for ref in answer.candidates} == set(
        queries.successors(place=former).values_list("pk", flat=True)
    )
    assert "Hãy chọn phần đúng" in answer.note


def test_a_district_asks_for_one_of_its_communes(today):
    answer = queries.resolve(text="huyện Tam Đường", day=today)

    assert answer.outcome == Outcome.ASK_PART
    assert [ref.full_name for ref in answer.candidates] == [
        "xã Bản Bo",
        "xã Bình Lư",
        "xã Khun Há",
        "xã Sin Suối Hồ",
        "xã Tả Lèng",
        "phường Tân Phong",
    ]


def test_chi_lang_is_never_guessed(today):
    answer = queries.resolve(text="Chi Lăng", day=today)

    assert answer.outcome == Outcome.AMBIGUOUS
    assert answer.proposed is None
    meanings = {match.as_was.label for match in answer.matches}
    assert "huyện Chi Lăng, tỉnh Lạng Sơn" in meanings
    assert "xã Chi Lăng, tỉnh Bắc Ninh" in meanings


def test_chi_lang_district_is_the_one_in_lang_son(today):
    answer = queries.resolve(text="huyện Chi Lăng", day=today)

    assert {ref.label.split(", ")[-1] for ref in answer.candidates} == {"tỉnh Lạng Sơn"}


def test_a_ward_of_an_old_paper_is_not_taken_for_todays_ward_of_the_name(today):
    assert resolved("phường Chi Lăng", today) == (Outcome.AMBIGUOUS, None)
    assert resolved("phường Chi Lăng, thành phố Lạng Sơn", today) == (
        Outcome.PROPOSED,
        "phường Lương Văn Tri, tỉnh Lạng Sơn",
    )


def test_a_province_of_today_narrows_what_is_asked(today):
    assert resolved("Chi Lăng", today, within="24")[1] == "xã Chi Lăng, tỉnh Bắc Ninh"
    assert resolved("Kiên Giang", today, within="91")[1] == "tỉnh An Giang"
    assert resolved("Chi Lăng", today, within="12")[0] == Outcome.UNKNOWN


def test_old_and_new_names_may_be_mixed(today):
    assert resolved("xã Hòn Nghệ, tỉnh An Giang", today)[1] == "xã Hòn Nghệ, tỉnh An Giang"
    assert resolved("xã Sin Suối Hồ, huyện Tam Đường", today)[1] == "xã Sin Suối Hồ, tỉnh Lai Châu"


def test_another_kind_of_the_level_is_accepted_when_there_is_none_of_the_kind(today):
    answer = queries.resolve(text="thị xã Hà Tiên - tỉnh Kiên Giang", day=today)

    assert answer.matches[0].as_was.full_name == "thành phố Hà Tiên"


@pytest.mark.parametrize(
    "typed",
    [
        "xyz",
        "",
        "xã Bình Lư, huyện Tam Đường, tỉnh An Giang",
        "xã Tả Lèng, thành phố Lai Châu",
        "xã Không Có, huyện Tam Đường",
    ],
)
def test_contradictions_and_unknown_names_fill_nothing_in(typed, today):
    answer = queries.resolve(text=typed, day=today)

    assert (answer.outcome, answer.proposed) == (Outcome.UNKNOWN, None)
    assert answer.unread or not typed
    assert "Nguyên văn vẫn được giữ" in answer.note


def test_hamlets_are_kept_beside_the_unit(today):
    answer = queries.resolve(text="bản Hồ, xã Hồ Thầu, huyện Tam Đường", day=today)

    assert answer.proposed.full_name == "xã Tả Lèng"
    assert answer.unread == "bản Hồ"


def test_a_name_is_read_as_on_the_day_asked():
    answer = queries.resolve(text="xã Bình Lư, huyện Tam Đường", day=date(2024, 5, 1))

    assert answer.outcome == Outcome.CURRENT
    assert answer.proposed.label == "xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu"
    assert answer.proposed.level == PlaceLevel.COMMUNE
    assert answer.note == ""


def test_resolving_a_common_name_costs_as_much_as_a_rare_one(today, statements):
    with statements() as rare:
        queries.resolve(text="xã Nà Tăm", day=today)
    with statements() as common:
        queries.resolve(text="xã Tân Thành", day=today)

    assert rare.count == common.count
