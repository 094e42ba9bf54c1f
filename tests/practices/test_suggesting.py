"""Classes, figures and flags that texts of models suggest."""

from dataclasses import replace

import pytest

from aoxanh.practices.rules import (
    Twins,
    figures_in,
    flags_of,
    read_compiled,
    suggest_level,
    suggest_replicability,
)
from tests.practices.table import COMPILED


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Có khả năng nhân rộng", "YES"),
        ("Có thể nhân rộng ra các trường trong huyện.", "YES"),
        ("Mở rộng tới các trường cao đẳng trên địa bàn tỉnh", "YES"),
        ("Cao", "YES"),
        ("Khả thi", "YES"),
        ("Không có khả năng nhân rộng trong phạm vi tỉnh.", "NO"),
        ("Chưa thể nhân rộng", "NO"),
        ("Khó áp dụng ở nơi khác", "NO"),
        ("Không", "NO"),
        ("Toàn quốc", "TERRITORY"),
        ("Ngoài tỉnh", "TERRITORY"),
        ("Các trường trung cấp trong tỉnh", "TERRITORY"),
        ("Duy trì hoạt động hằng tháng", "UNCLEAR"),
        ("Các huyện Đoàn của tỉnh tham gia ký kết", "UNCLEAR"),
        ("", "BLANK"),
        ("  ", "BLANK"),
    ],
)
def test_a_verdict_suggests_a_class(text, suggested):
    assert suggest_replicability(text) == suggested


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Cấp tỉnh.", "PROVINCE"),
        ("Thành Đoàn và các đơn vị trực thuộc", "PROVINCE"),
        ("Ủy ban Hội LHTN VN tỉnh", "PROVINCE"),
        ("Huyện Lâm Hà", "DISTRICT"),
        ("Cấp xã phối hợp với tổ chức bạn", "COMMUNE"),
        ("Đoàn khoa", "GRASSROOTS"),
        ("Trung ương Đoàn", "CENTRE"),
        ("02 tỉnh của hai nước", "OTHER"),
        ("", "OTHER"),
    ],
)
def test_a_text_suggests_a_level(text, suggested):
    assert suggest_level(text) == suggested


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Mở 12 lớp cho 1.280 người", [("COUNT", "12", False), ("COUNT", "1280", False)]),
        ("trị giá gần 100 triệu đồng", [("MONEY", "100000000", True)]),
        ("45,8 triệu đồng và 932.400.000đ", [("MONEY", "45800000", False), ("MONEY", "932400000", False)]),
        ("70% đơn vị, ngày 29/5/2014", [("SHARE", "70", False), ("DAY", "2014-05-29", False)]),
        ("khánh thành ngày 04 tháng 6 năm 2013", [("DAY", "2013-06-04", False)]),
        ("ngày 31/02/2014", []),
        ("12 đ/c cán bộ", [("COUNT", "12", False)]),
        ("từ 16h đến 17h30, mỗi 2 tháng", []),
        ("", []),
    ],
)  # fmt: skip
def test_figures_are_found_with_their_meaning(text, figures):
    found = figures_in(text)

    assert [(each.kind, each.value, each.is_about) for each in found] == figures


@pytest.mark.parametrize(
    ("text", "unit"), [("12 buổi mỗi tháng", "buổi"), ("48 đoàn viên tham gia", "đoàn viên")]
)
def test_what_is_counted_ends_before_the_next_word(text, unit):
    assert figures_in(text)[0].unit == unit


def test_a_figure_knows_its_place_in_the_text():
    text = "Trao hơn 300 suất quà tại bản"

    only = figures_in(text)[0]

    assert text[only.start : only.end] == "hơn 300 suất quà"
    assert (only.unit, only.is_about) == ("suất quà", True)


PROVINCES = ("Hòa Bình", "Lâm Đồng", "Đắk Lắk", "Đắk Nông", "Bến Tre", "Cà Mau")
TABLE = read_compiled(COMPILED)


def flags(title):
    row = next(each for each in TABLE.rows if each.cells[0] == title)
    others = [name for name in PROVINCES if name != row.province]
    return [(flag.kind, flag.about) for flag in flags_of(row, own=[row.province], provinces=others)]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Tủ áo ấm bản xa", []),
        ("Vườn ươm thanh niên", [("LEVEL_IS_SCOPE", ""), ("PLAN_NOT_RESULT", "")]),
        ("Bến đò an toàn", [("OTHER_PROVINCE", "Cà Mau")]),
    ],
)
def test_what_deserves_a_look_is_flagged(title, found):
    assert flags(title) == found


def test_a_province_nobody_knows_is_flagged():
    row = TABLE.rows[0]

    assert [(each.kind, each.about) for each in flags_of(row, own=(), provinces=PROVINCES)] == [
        ("UNKNOWN_PROVINCE", "Hoà Bình")
    ]


def test_columns_that_drifted_are_flagged():
    text = " \tLai Châu\n" + "".join(f"\tô {n}\n" for n in range(10))
    row = read_compiled(text).rows[0]

    assert [each.kind for each in flags_of(row, own=["Lai Châu"], provinces=())] == [
        "DRIFTED_COLUMNS"
    ]


def test_the_same_text_twice_is_found_and_so_is_nearly_the_same():
    common = "Dọn vệ sinh sáng Chủ nhật hằng tuần cùng bà con trong bản và trồng hoa ven đường"
    finder = Twins()
    for key, text in enumerate([common, common, f"{common} làng", "Dạy học tối thứ Bảy"]):
        finder.add(key, [text])

    assert [finder.of(key) for key in range(4)] == [
        [],
        [(0, "SAME_TEXT")],
        [(0, "SIMILAR_TEXT"), (1, "SIMILAR_TEXT")],
        [],
    ]


def test_words_that_very_many_share_tell_nothing_of_two(monkeypatch):
    monkeypatch.setattr("aoxanh.practices.rules.flags._TOO_COMMON", 2)
    twins = Twins()
    for key in range(4):
        twins.add(key, ["Trao tặng quà cho các cháu thiếu nhi bản xa"])

    assert [key for key, _kind in twins.of(3)] == [0, 1]


def test_a_row_that_names_its_own_province_may_name_others():
    row = replace(TABLE.rows[0], cells=("Hòa Bình", *["Cà Mau và Cà Mau"] * 7))

    kinds = [each.kind for each in flags_of(row, own=["Hòa Bình"], provinces=["Cà Mau"])]

    assert "OTHER_PROVINCE" not in kinds


def test_money_is_not_counted_a_second_time():
    (only,) = figures_in("Mỗi suất 5.000 đ tiền mặt")

    assert (only.kind, only.value) == ("MONEY", "5000")
