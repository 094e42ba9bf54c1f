"""Word documents as paragraphs and tables, in the shapes that Word itself writes."""

import zipfile
from io import BytesIO

import pytest

from aoxanh.files import queries as files
from aoxanh.files.errors import FileBroken, NoTable, TableTooLarge
from aoxanh.files.rules.documents import document


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body, *, name="word/document.xml"):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return target.getvalue()


def said(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text, *, wide=1):
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>{said(text)}</w:tc>'


def test_a_file_without_a_document_is_broken():
    with pytest.raises(FileBroken):
        document(word(said("Tủ áo"), name="word/other.xml"), name="a.docx")


def test_what_lies_in_a_control_is_read_and_what_is_empty_is_not():
    held = f"<w:sdt><w:sdtContent>{said('Tủ áo ấm')}</w:sdtContent></w:sdt>"
    bare = f"<w:tbl><w:tr>{cell('')}</w:tr></w:tbl>"

    found = document(word(f"<w:p/>{held}{bare}"), name="a.docx")

    (only,) = found.parts
    assert (only.text, only.line) == ("Tủ áo ấm", 2)


def test_a_wide_cell_and_an_inserted_row_are_read_with_their_place():
    rows = (
        f"<w:tr>{cell('Tỉnh', wide=2)}{cell('Tên')}</w:tr>"
        f"<w:ins><w:tr>{cell('Lai Châu')}{cell('1')}{cell('Tủ áo')}</w:tr></w:ins>"
    )

    (table,) = document(word(f"<w:tbl>{rows}</w:tbl>"), name="a.docx").parts

    assert table.rows == [["Tỉnh", "", "Tên"], ["Lai Châu", "1", "Tủ áo"]]
    assert table.spans == [(1, 0, 1)]


def test_a_table_wider_than_lists_may_be_is_refused():
    with pytest.raises(TableTooLarge):
        document(word(f"<w:tbl><w:tr>{cell('a', wide=5000)}</w:tr></w:tbl>"), name="a.docx")


def test_pasted_signs_that_are_no_text_are_refused():
    with pytest.raises(NoTable):
        files.pasted_table("Họ tên\x07\tSố máy", name="Dán")
