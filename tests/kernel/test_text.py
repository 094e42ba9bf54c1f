"""Vietnamese text: stored, searched, sorted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aoxanh.kernel import text
from aoxanh.kernel.neutral import harmless, plain


def test_decomposed_text_is_stored_composed_without_invisible_signs():
    decomposed = unicodedata.normalize("NFD", "  Tả  Lèng\u200b ")

    assert text.nfc(decomposed) == "Tả Lèng"


def test_an_invisible_sign_between_a_letter_and_its_mark_keeps_them_apart_no_longer():
    assert text.nfc("Pa\u200d\u0301o") == "Páo"


SIGNS = "".join(map(chr, [*range(32), 0x7F, 0xFFFE, 0xFFFF]))


def test_signs_for_machines_are_left_out_and_every_end_of_a_line_is_one():
    assert text.writable(f"a{SIGNS}b") == "a\t\n\n\n\r\n\n\n\nb"
    assert text.nfc(f"Lò{SIGNS} Thị\0") == "Lò Thị"
    assert text.nfc("Thứ\x01 bảy") == "Thứ bảy"


def test_what_people_type_is_written_as_it_is():
    typed = "Lò Thị Ón, 😀\n\tdòng hai\r\n"

    assert text.writable(typed) == typed


def test_paragraphs_survive():
    assert text.nfc_lines(" một \n\n hai ") == "một\n\nhai"


@pytest.mark.parametrize(
    "typed",
    [
        "hoa binh",
        "Hoà Bình",
        "Hòa Bình",
        "HOA  BINH",
        unicodedata.normalize("NFD", "Hòa Bình"),
        "H\u200boà\u200d Bì\u202enh",
    ],
)
def test_every_spelling_is_searched_alike(typed):
    assert text.fold(typed) == "hoa binh"


def test_d_with_stroke_folds_to_d():
    assert text.fold("Đặng Đình Đức") == "dang dinh duc"


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "à", "ả", "ã", "á", "ạ"],
        ["an", "ăn", "ân", "ba"],
        ["da", "đa", "e", "ê"],
        ["Mường Khoa", "Mường Kim", "Mường Mô", "Mường Tè", "Mường Than"],
        ["Tổ 2", "Tổ 10"],
        ["la", "là", "lan"],
    ],
)
def test_keys_sort_like_a_vietnamese_dictionary(ordered):
    shuffled = ordered[::-1]

    assert sorted(shuffled, key=text.sort_key) == ordered


@given(st.text())
def test_a_key_holds_only_signs_every_collation_sorts_alike(anything):
    assert set(text.sort_key(anything)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


@given(st.text())
def test_composing_twice_changes_nothing(anything):
    once = text.nfc(anything)

    assert text.nfc(once) == once


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Giàng Thị Hồng Mỷ", ("Giàng", "Thị Hồng", "Mỷ")),
        ("Vàng Sáo", ("Vàng", "", "Sáo")),
        ("Lở", ("", "", "Lở")),
    ],
)
def test_a_name_has_family_middle_and_given_parts(name, parts):
    assert text.split_name(name) == parts


def test_persons_sort_by_their_given_name():
    names = ["Vàng A Sinh", "Lò Thị Mai", "Giàng A Páo", "Lò Văn Mai"]

    assert sorted(names, key=text.person_sort_key) == [
        "Lò Thị Mai",
        "Lò Văn Mai",
        "Giàng A Páo",
        "Vàng A Sinh",
    ]


def test_initials_are_what_a_public_page_may_show():
    assert text.initials("Đỗ Thị Ánh") == "Đ. T. Á."


def test_two_spellings_of_one_name_are_the_same_name():
    assert text.same_name("Hoà Thị Mỵ", "hòa thị my")
    assert not text.same_name("", "")


@given(st.text("=+-@'\n ab", max_size=6))
def test_what_was_made_harmless_for_a_spreadsheet_comes_back(typed):
    assert plain(harmless(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("=1+1", "'=1+1"), (" -x", "' -x"), ("'=x", "''=x"), ("'x", "'x"), ("", ""), ("x", "x")],
)
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(typed, kept):
    assert harmless(typed) == kept


@pytest.mark.parametrize("start", ["\t", "\r", "\n"])
def test_a_sign_that_moves_to_another_cell_is_made_harmless_before_any_word(start):
    assert harmless(f"{start}Tả Lèng") == f"'{start}Tả Lèng"
