"""A compiled table saved as text is read cell by cell, and every repair is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aoxanh.practices.rules import read_compiled
from aoxanh.practices.rules.syllables import was_cut
from aoxanh.practices.types import FIELDS, PracticeField, RepairKind
from tests.practices.table import COMPILED


@pytest.fixture(scope="module")
def table():
    return read_compiled(COMPILED)


def row(table, title):
    return next(each for each in table.rows if each.cells[0] == title)


def repairs(found):
    return {(each.kind, each.field) for each in found.repairs}


def test_the_lines_above_the_table_are_its_heading(table):
    assert table.heading == ("Mô hình tình nguyện tiêu biểu năm 2019", "(Tổng hợp từ các tỉnh)")


def test_every_row_has_its_province(table):
    assert [each.province for each in table.rows] == [
        "Hoà Bình", "Hoà Bình", "Hoà Bình", "Lâm Đông", "Đắk Lắk", "Đắk Nông", "Bến Tre",
    ]  # fmt: skip
    assert RepairKind.PROVINCE_CARRIED in {kind for kind, _ in repairs(table.rows[1])}


def test_a_typed_number_is_kept_but_is_no_key(table):
    assert [each.ordinal for each in table.rows] == ["", "", "", "3", "", "", ""]


def test_empty_cells_in_the_middle_keep_their_place(table):
    lessons = row(table, "Lớp học số tối thứ Bảy")

    assert lessons.cell(PracticeField.SCOPE) == ""
    assert lessons.cell(PracticeField.PURPOSE) == ""
    assert lessons.cell(PracticeField.RESULT) == "Mở 12 lớp cho 240 người"
    assert lessons.cell(PracticeField.RECOMMENDATION) == "Đề nghị Tỉnh đoàn hỗ trợ máy tính."


def test_a_recommendation_may_stand_beside_an_empty_verdict(table):
    repairing = row(table, "Đội sửa xe lưu động")

    assert repairing.cell(PracticeField.REPLICABILITY) == ""
    assert repairing.cell(PracticeField.RECOMMENDATION).startswith("Trung ương Đoàn")


def test_cells_that_fell_off_the_end_are_added_and_said(table):
    nursery = row(table, "Vườn ươm thanh niên")

    assert nursery.cells[6:] == ("", "")
    assert (RepairKind.CELLS_ADDED, "") in repairs(nursery)


def test_a_word_cut_by_a_page_break_is_joined_and_said(table):
    wardrobe = row(table, "Tủ áo ấm bản xa")

    joined = next(each for each in wardrobe.repairs if each.kind == RepairKind.WORD_JOINED)
    assert "phân loại, giặt sạch" in wardrobe.cell(PracticeField.CONTENT)
    assert (joined.before, joined.after, joined.field) == ("s ạch", "sạch", "content")
    assert "s\n\nạch" in wardrobe.raw


def test_paragraphs_of_a_cell_survive(table):
    assert row(table, "Đội sửa xe lưu động").cell(PracticeField.CONTENT) == (
        "- Sửa xe tại cổng trường.\n- Tặng phụ tùng cũ."
    )
    assert row(table, "Lớp học số tối thứ Bảy").cell(PracticeField.CONTENT) == (
        "Dạy bà con dùng dịch vụ công\ntrên điện thoại"
    )


def test_decomposed_letters_are_composed_and_said(table):
    wardrobe = row(table, "Tủ áo ấm bản xa")

    assert wardrobe.cell(PracticeField.RESULT).startswith("Đã trao 1.280 áo ấm")
    assert (RepairKind.COMPOSED, "result") in repairs(wardrobe)


def test_each_row_knows_its_line(table):
    lines = COMPILED.split("\n")

    assert all(each.cells[0] in each.raw for each in table.rows)
    assert lines[row(table, "Buôn sạch").line - 1] == " \tĐắk Lắk"


@pytest.mark.parametrize("text", ["", "\n\n", "Chỉ có lời mở đầu", "không\ttab đầu dòng"])
def test_what_is_no_table_has_no_rows(text):
    assert read_compiled(text).rows == ()


def test_more_cells_than_columns_are_joined_and_said():
    text = " \tLai Châu\n" + "".join(f"\tô {n}\n" for n in range(1, 11))

    only = read_compiled(text).rows[0]

    assert only.cells[7] == "ô 8\nô 9\nô 10"
    assert (RepairKind.CELLS_JOINED, "recommendation") in repairs(only)


WORDS = st.text("abcdeghiklmnoprstuvxy ", min_size=1, max_size=30).map(str.strip).filter(bool)
CELLS = st.lists(WORDS | st.just(""), min_size=8, max_size=8).filter(lambda cells: cells[0])


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_whatever_is_written_as_a_table_is_read_back(rows):
    text = "".join(" \tLai Châu\n" + "".join(f"\t{cell}\n" for cell in cells) for cells in rows)

    found = read_compiled(text)

    assert [list(each.cells) for each in found.rows] == [
        [" ".join(cell.split()) for cell in cells] for cells in rows
    ]
    assert len(FIELDS) == 8


def test_a_table_may_begin_in_the_midst_of_a_row():
    (found,) = read_compiled("\tĐội sửa xe\n\tLưu động").rows

    assert (found.province, found.ordinal, found.cells[:2]) == ("", "", ("Đội sửa xe", "Lưu động"))


def test_empty_cells_behind_the_last_column_are_nothing():
    cells = [f"\t{field}" for field in FIELDS]

    (found,) = read_compiled("\n".join([" \tLai Châu", *cells, "\t", "\t"])).rows

    assert found.cells == tuple(FIELDS)
    assert found.repairs == ()


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("tì", "nh", True),
        ("t", "ình", True),
        ("tì", "Nh", False),
        ("tì", "", False),
        ("", "nh", False),
        ("12", "nh", False),
        ("tình", "nguyện", False),
        ("nh", "t", False),
    ],
)
def test_halves_of_a_syllable_are_known(before, after, cut):
    assert was_cut(before, after) is cut
