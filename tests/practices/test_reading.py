"""Models read from sheets, Word documents and told lists, in every shape that officers send."""

import unicodedata
from io import BytesIO

import pytest
from docx import Document

from aoxanh.files import errors as file_errors
from aoxanh.files import queries as files
from aoxanh.kernel.imports import Sent
from aoxanh.practices import queries
from aoxanh.practices.errors import NotATable
from aoxanh.practices.types import PracticeField
from tests.work.lists import workbook


HEAD = (
    "TT",
    "Tỉnh",
    "Tên mô hình",
    "Cấp",
    "Quy mô",
    "Mục đích",
    "Nội dung",
    "Kết quả",
    "Nhân rộng",
    "Kiến nghị",
)
WARDROBE = (
    "1",
    "Hòa Bình",
    "Tủ áo ấm bản xa",
    "Cấp tỉnh",
    "",
    "Giúp bà con",
    "Gom áo, giặt sạch",
    "Trao 300 áo ấm",
    "Có",
    "",
)
LESSONS = (
    "",
    "",
    "Lớp học số tối thứ Bảy",
    "Cấp xã",
    "",
    "",
    "Dạy dịch vụ công",
    "Mở 12 lớp",
    "",
    "Cần máy tính",
)

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


@pytest.fixture
def read(db, provinces, today):
    """The models in the bytes of a file."""

    def make(content, name="mo-hinh-2019.xlsx", *, converts=False):
        found = files.opened(name=name, size=len(content), read=lambda: content)
        clear = files.in_unicode(found, converts=converts)
        sent = Sent(original=found, clear=clear, day=today)
        return [row for row, _flags in queries.compiled_rows(sent)]

    return make


def said(row):
    return {repair.kind.value for repair in row.repairs}


def word(*rows, paragraphs=(), headings=(), merge=None):
    document = Document()
    for text in headings:
        document.add_heading(text, 2)
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for first, last in merge or ():
            table.cell(*first).merge(table.cell(*last))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("make", [workbook, word])
@pytest.mark.parametrize("head", [(), (HEAD,), (HEAD, tuple(f"({n})" for n in range(1, 11)))])
def test_a_table_is_read_with_headings_and_without(read, make, head):
    rows = read(make(*head, WARDROBE, LESSONS))

    assert [row.province for row in rows] == ["Hòa Bình", "Hòa Bình"]
    assert rows[0].cells == WARDROBE[2:]
    assert rows[1].cell(PracticeField.RECOMMENDATION) == "Cần máy tính"
    assert (rows[0].year, "PROVINCE_CARRIED" in said(rows[1])) == ("2019", True)


def test_two_rows_of_headings_are_read_as_one(read):
    upper = (
        "TT",
        "Tỉnh",
        "Tên mô hình",
        "Cấp",
        "Quy mô",
        "Cách làm và kết quả",
        "",
        "",
        "Nhân rộng",
        "",
    )
    lower = ("", "", "", "", "", "Mục đích", "Nội dung", "Kết quả", "", "Kiến nghị")

    assert read(workbook(upper, lower, WARDROBE))[0].cells == WARDROBE[2:]


def test_a_merged_province_counts_for_each_of_its_rows_and_is_said(read):
    first, second = read(word(HEAD, WARDROBE, LESSONS, merge=[((1, 1), (2, 1))]), "a.docx")

    assert (first.province, second.province) == ("Hòa Bình", "Hòa Bình")
    assert "MERGED" in said(second)


def test_a_province_over_the_whole_width_counts_for_the_rows_below_it(read):
    block = ("Lâm Đồng", *[""] * 9)

    only = read(workbook(HEAD, block, LESSONS))[0]

    assert (only.province, only.cells[0]) == ("Lâm Đồng", "Lớp học số tối thứ Bảy")


@pytest.mark.parametrize("shifted", [("", *WARDROBE[:-1]), (*WARDROBE[1:], "")])
def test_a_row_that_slipped_one_column_is_put_back_and_said(read, shifted):
    only = read(workbook(HEAD, shifted))[0]

    assert only.cells == WARDROBE[2:]
    assert "SHIFTED" in said(only)
    assert only.raw == "\t".join(shifted).strip()


def test_a_slipped_row_wider_than_its_headings_loses_nothing(read):
    told = (*WARDROBE[:-1], "Đề nghị hỗ trợ")
    only = read(workbook(HEAD, ("", *told)))[0]

    assert only.cells == told[2:]
    assert "LEFT_OUT" not in said(only)


def test_headings_said_again_on_each_page_are_no_model(read):
    assert len(read(word(HEAD, WARDROBE, HEAD, LESSONS), "a.docx")) == 2


def test_text_in_a_column_of_no_model_is_said_and_kept_raw(read):
    only = read(workbook((*HEAD, "Người nhập"), (*WARDROBE, "Chị Ba")))[0]

    assert "LEFT_OUT" in said(only)
    assert only.raw.endswith("Chị Ba")


TOLD = (
    "Những mô hình hay năm 2019", "I. Tỉnh Hòa Bình", "1. Tủ áo ấm bản xa", "- Cấp thực hiện: Cấp tỉnh",
    "- Nội dung, cách làm:", "1. Gom áo", "2. Giặt sạch", "- Kết quả: Trao 300 áo ấm",
    "2. Lớp học số", "Mục đích: Dạy bà con", "Kết quả: Mở 12 lớp", "II. Tỉnh đoàn Lâm Đồng", "1. Vườn ươm",
    "Cấp: Cấp xã", "Ươm 500 cây quế.",
)  # fmt: skip


def test_models_that_are_told_are_parted_by_their_numbers_and_labels(read):
    rows = read(word(paragraphs=TOLD), "a.docx")

    assert [(row.province, row.cells[0]) for row in rows] == [
        ("Tỉnh Hòa Bình", "Tủ áo ấm bản xa"),
        ("Tỉnh Hòa Bình", "Lớp học số"),
        ("Tỉnh đoàn Lâm Đồng", "Vườn ươm"),
    ]
    assert rows[0].cell(PracticeField.CONTENT) == "1. Gom áo\n2. Giặt sạch"
    assert rows[2].cell(PracticeField.CONTENT) == "Ươm 500 cây quế."
    assert rows[0].year == "2019"
    assert "- Nội dung, cách làm:" in rows[0].raw


def test_the_same_is_told_in_plain_text(read):
    from_word = read(word(paragraphs=TOLD), "a.docx")
    from_text = read("\n".join(TOLD).encode(), "a.txt")

    assert [row.cells for row in from_text] == [row.cells for row in from_word]


def test_headings_of_a_document_begin_models_without_numbers(read):
    document = Document()
    for title, how in (("Bến đò an toàn", "Phát áo phao"), ("Buôn sạch", "Dọn sáng Chủ nhật")):
        document.add_heading(title, 2)
        document.add_paragraph(how)
    target = BytesIO()
    document.save(target)

    rows = read(target.getvalue(), "a.docx")

    assert [row.cells[0] for row in rows] == ["Bến đò an toàn", "Buôn sạch"]
    assert rows[1].cell(PracticeField.CONTENT) == "Dọn sáng Chủ nhật"


def test_a_model_that_says_so_begins_whatever_its_number(read):
    long = "3. " + "Bà con kể lại từng việc. " * 20
    told = ("Mô hình 1: Tủ áo", "Nội dung: Gom áo", "Mô hình 5: Bếp ấm", "Nội dung: Nấu cháo", long)

    rows = read(word(paragraphs=told), "a.docx")

    assert [row.cells[0] for row in rows] == ["Tủ áo", "Bếp ấm"]
    assert rows[1].cell(PracticeField.CONTENT).endswith("từng việc.")


def test_an_ordinal_may_stand_before_columns_without_headings(read):
    rows = read(workbook(("1", *WARDROBE[2:-1], "Cần áo phao"), ("2", *LESSONS[2:])), "a.xlsx")

    assert [row.ordinal for row in rows] == ["1", "2"]
    assert rows[0].cell(PracticeField.RECOMMENDATION) == "Cần áo phao"


def test_one_text_alone_is_a_remark_unless_it_stands_where_titles_stand(read):
    remark = ("", "", "", "", "", "", "Cộng ba mô hình", "", "", "")
    title = ("", "", "Bến đò an toàn", "", "", "", "", "", "", "")

    rows = read(workbook(HEAD, WARDROBE, remark, title))

    assert [row.cells[0] for row in rows] == ["Tủ áo ấm bản xa", "Bến đò an toàn"]


def test_a_row_without_a_province_above_it_has_none(read):
    assert read(workbook(HEAD, LESSONS))[0].province == ""


def test_letters_in_two_parts_are_joined_and_said(read):
    apart = (*WARDROBE[:5], unicodedata.normalize("NFD", "Giúp bà con"), *WARDROBE[6:])

    only = read(workbook(HEAD, apart))[0]

    assert (only.cell(PracticeField.PURPOSE), "COMPOSED" in said(only)) == ("Giúp bà con", True)


def test_a_document_of_former_letters_is_converted_in_texts_and_tables(read):
    row = ("1", "Hßa B×nh", "Tñ ¸o Êm b¶n xa", "CÊp x·", "", "Gióp bµ con", "Gom ¸o, giÆt s¹ch",
           "Trao 300 ¸o Êm", "", "")  # fmt: skip
    content = word(HEAD, row, paragraphs=["Nh÷ng m« h×nh n¨m 2019"])

    only = read(content, "a.docx", converts=True)[0]

    assert (only.province, only.cells[0]) == ("Hòa Bình", "Tủ áo ấm bản xa")
    assert "CONVERTED" in said(only)


def test_no_year_anywhere_is_said(read):
    only = read(workbook(HEAD, WARDROBE), "mo-hinh.xlsx")[0]

    assert only.year == "2026"
    assert "YEAR_ASSUMED" in said(only)


@pytest.mark.parametrize(
    "lines",
    [
        ["M« h×nh n¨m 2019", "1. Tñ ¸o Êm b¶n xa", "Néi dung: Gom ¸o, giÆt s¹ch", "KÕt qu¶: Trao 300 ¸o Êm"],
        ["Moâ hình naêm 2019", "1. Tuû aùo aám baûn xa", "Noäi dung: Gom aùo, giaët saïch",
         "Keát quaû: Trao 300 aùo aám"],
    ],
)  # fmt: skip
def test_letters_of_former_times_are_converted_when_asked_and_kept_raw(read, lines):
    content = "\n".join(lines).encode("latin-1")
    with pytest.raises(file_errors.TextLegacy):
        read(content, "a.txt")

    only = read(content, "a.txt", converts=True)[0]

    assert only.cells[0] == "Tủ áo ấm bản xa"
    assert only.cell(PracticeField.CONTENT) == "Gom áo, giặt sạch"
    assert "CONVERTED" in said(only)
    assert only.raw == "\n".join(lines[1:])


def test_where_encodings_are_mixed_only_the_old_one_changes(read):
    old = (
        "2",
        "Lâm Đồng",
        "Líp häc sè",
        "CÊp x·",
        "",
        "D¹y bµ con",
        "D¹y dÞch vô c«ng",
        "Më 12 líp",
        "",
        "",
    )

    first, second = read(workbook(HEAD, WARDROBE, old), converts=True)

    assert first.cells == WARDROBE[2:]
    assert second.cells[:2] == ("Lớp học số", "Cấp xã")
    assert ("CONVERTED" in said(first), "CONVERTED" in said(second)) == (False, True)


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "a.docx", file_errors.FileEmpty),
        (OLD_WORD, "a.doc", file_errors.WordDocumentOld),
        (word(paragraphs=["Không có mô hình nào."]), "a.docx", NotATable),
        (word(tuple("abc"), tuple("def")), "a.docx", NotATable),
        (workbook(("Họ và tên", "SĐT"), ("Lò Thị Ón", "0912345678")), "a.xlsx", NotATable),
        (workbook(tuple(str(n) for n in range(200))), "a.xlsx", file_errors.TableTooLarge),
        (b"x" * (13 * 1024 * 1024), "a.docx", file_errors.FileTooLarge),
    ],
)  # fmt: skip
def test_what_holds_no_models_is_refused_in_a_sentence(read, content, name, refusal):
    with pytest.raises(refusal) as told:
        read(content, name)

    assert str(told.value).endswith(".")


def test_a_list_of_ten_columns_about_something_else_is_not_taken_for_models(read):
    rows = [tuple(f"{n}{place}" for place in range(10)) for n in range(3)]

    with pytest.raises(NotATable):
        read(workbook(*rows))
