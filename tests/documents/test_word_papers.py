"""Official papers as Word files: the order and measures of each family, blanks in sight, nothing lost."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Pt

from aoxanh.documents import queries, rules
from aoxanh.documents.types import Issuer, Signature


MADE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
UNION = Issuer(
    name="Đoàn xã Tả Lèng",
    family="DOAN",
    level="COMMUNE",
    prefix="Đoàn xã",
    superior="Tỉnh đoàn Lai Châu",
    place_name="Tả Lèng",
)
STATE = Issuer(
    name="Ủy ban nhân dân xã Tả Lèng",
    family="STATE",
    level="COMMUNE",
    document_code="UBND",
    place_name="Tả Lèng",
)
TEMPLATE = """
about: activity
name: Kế hoạch
series: KH
heading: KẾ HOẠCH
subject: Tổ chức hoạt động “{title}”
body:
  - text: Thực hiện {basis}, {unit} tổ chức như sau.
  - section: I. NỘI DUNG
  - table: shifts
    columns:
      - {head: TT, width: 15, value: "{n}", align: center}
      - {head: Thời gian, width: 150, value: "{time}"}
recipients: ["- {superior} (báo cáo);", "- {partners};"]
"""
VALUES = {
    "title": "Dọn vệ sinh “đường hoa” & kẻ vạch <sơn>",
    "unit": "Đoàn xã Tả Lèng",
    "superior": "Tỉnh đoàn Lai Châu",
    "shifts": [{"time": "7:30–11:00, 29/11/2026"}, {"time": "14:00–17:00, 29/11/2026"}],
}


def _filled(**values):
    template = rules.read_template("ke-hoach.yaml", TEMPLATE, labels=queries.labels())
    return queries.fill(template, {**VALUES, **values}, labels=queries.labels())


def _opened(issuer=UNION, signature=None, **values):
    family = queries.family_of(issuer.family)
    content = queries.word_file(
        _filled(**values),
        head=rules.letterhead_of(issuer, family),
        family=family,
        signature=signature or Signature(),
        made_at=MADE,
    )
    return Document(BytesIO(content))


def _cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def _mm(*lengths):
    """Word keeps twentieths of a point, so a millimetre comes back to one digit behind the comma."""
    return [round(length.mm, 1) for length in lengths]


def _lines(cell):
    return [paragraph.text for paragraph in cell.paragraphs]


@pytest.mark.parametrize(
    ("issuer", "right_margin", "left", "right"),
    [
        (
            UNION,
            15,
            ["TỈNH ĐOÀN LAI CHÂU", "BCH ĐOÀN XÃ TẢ LÈNG", "***", "Số:        -KH/ĐTN"],
            ["ĐOÀN TNCS HỒ CHÍ MINH", "", "Tả Lèng, ngày       tháng       năm"],
        ),
        (
            STATE,
            20,
            ["ỦY BAN NHÂN DÂN XÃ TẢ LÈNG", "", "Số:        /KH-UBND"],
            [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "",
                "Tả Lèng, ngày       tháng       năm",
            ],
        ),
    ],
    ids=["union", "state"],
)
def test_a_draft_has_the_lines_of_its_family_in_order_and_blanks_for_number_and_day(
    issuer, right_margin, left, right
):
    word = _opened(issuer)
    section, (head_left, head_right) = word.sections[0], word.tables[0].rows[0].cells

    assert (_lines(head_left), _lines(head_right)) == (left, right)
    assert _mm(section.page_width, section.page_height) == [210, 297]
    assert _mm(section.top_margin, section.bottom_margin) == [20, 20]
    assert _mm(section.left_margin, section.right_margin) == [30, right_margin]


def test_title_subject_and_dashes_stand_in_the_middle_above_the_body():
    title, subject, dashes, body = _opened().paragraphs[:4]

    assert (title.text, title.alignment) == ("KẾ HOẠCH", WD_ALIGN_PARAGRAPH.CENTER)
    assert (title.runs[0].font.size, title.runs[0].bold) == (Pt(15), True)
    assert subject.text == "Tổ chức hoạt động “Dọn vệ sinh “đường hoa” & kẻ vạch <sơn>”"
    assert dashes.text == "-----"
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert _mm(body.paragraph_format.first_line_indent) == [10]


def test_what_is_not_known_is_marked_on_paper_and_named_once():
    filled = _filled()
    body = _opened().paragraphs[3]
    marked = [run for run in body.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]

    assert filled.blanks == ("Căn cứ (văn bản của cấp trên)",)
    assert [run.text for run in marked] == ["……………"]


def test_an_empty_list_leaves_one_marked_row_and_is_named():
    filled = _filled(shifts=[])
    table = _opened(shifts=[]).tables[1]

    assert filled.blanks == ("Căn cứ (văn bản của cấp trên)", "Các ca")
    assert _cells(table) == [["TT", "Thời gian"], ["……………", "……………"]]


def test_tables_fill_the_width_number_their_rows_and_repeat_their_head():
    table = _opened().tables[1]

    assert _cells(table)[1:] == [["1", "7:30–11:00, 29/11/2026"], ["2", "14:00–17:00, 29/11/2026"]]
    assert _mm(*(cell.width for cell in table.rows[0].cells)) == [15, 150]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_receivers_nobody_knows_are_left_out_and_the_filing_line_comes_last():
    left = _opened().tables[-1].rows[0].cells[0]

    assert _lines(left) == ["Nơi nhận:", "- Tỉnh đoàn Lai Châu (báo cáo);", "- Lưu VP."]


def test_an_issued_paper_bears_number_day_authority_title_and_name():
    signed = Signature(name="Giàng A Pháo", title="Phó Bí thư", number=7, on=date(2026, 2, 5))
    word = _opened(signature=signed)
    head_left, head_right = word.tables[0].rows[0].cells
    signature = [line for line in _lines(word.tables[-1].rows[0].cells[1]) if line]

    assert head_left.text.endswith("Số: 07-KH/ĐTN")
    assert head_right.text.endswith("Tả Lèng, ngày 05 tháng 02 năm 2026")
    assert signature == ["TM. BAN THƯỜNG VỤ ĐOÀN XÃ", "PHÓ BÍ THƯ", "Giàng A Pháo"]


def test_a_paper_that_goes_with_another_has_neither_number_nor_receivers():
    filled = replace(_filled(), series="")
    family = queries.family_of("DOAN")
    content = queries.word_file(
        filled,
        head=rules.letterhead_of(UNION, family),
        family=family,
        signature=Signature(),
        made_at=MADE,
    )
    word = Document(BytesIO(content))

    assert "Số:" not in word.tables[0].rows[0].cells[0].text
    assert word.tables[-1].rows[0].cells[0].text == ""


def test_every_script_uses_times_new_roman_and_text_is_composed():
    decomposed = unicodedata.normalize("NFD", "Đoàn xã Tả Lèng")
    word = _opened(unit=unicodedata.normalize("NFC", decomposed))
    normal = word.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)

    assert normal.font.name == "Times New Roman"
    assert set(fonts.attrib.values()) >= {"Times New Roman"}
    assert unicodedata.is_normalized("NFC", text)


def test_pages_are_numbered_from_the_second_on():
    section = _opened().sections[0]

    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.first_page_header.paragraphs[0].text == ""
