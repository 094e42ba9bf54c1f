"""A list as a table in an editable Word document: landscape, its head repeated on every page."""

from collections.abc import Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from aoxanh.files.rules.writing import as_text
from aoxanh.kernel.sheets import Sheet


_FONT = "Times New Roman"
_WIDTH, _HEIGHT, _MARGIN = 297, 210, 15
_TWIPS = 1440 / 25.4
"""In a millimetre."""
_NARROWEST, _WIDEST = 6, 40
"""Letters by which the shares of columns are judged."""
_LOOKED_AT = 50


def docx(sheet: Sheet, target: BinaryIO) -> None:
    """``sheet`` as DOCX: its title, what it is about, and its rows. Lines within a cell stay lines."""
    rows = [[as_text(cell) for cell in row] for row in sheet.rows]
    word = Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    style = word.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    head = word.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(sheet.title).bold = True
    for label, text in sheet.about:
        word.add_paragraph(f"{label}: {text}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    body = word.element.body
    body.insert(len(body) - 1, parse_xml(_table(sheet.headings, rows)))
    word.save(target)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = _widths(headings, rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    lines = "".join(_row(row, widths) for row in rows)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblBorders>{edges}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(headings, widths, is_head=True)}{lines}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
    said = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{bold}{_lines(cell)}</w:r></w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{repeated}{said}</w:tr>"


def _lines(text: str) -> str:
    bare = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in bare.split("\n")
    )


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the page by what the columns hold, in twentieths of a point."""
    longest = [
        max(len(heading), *(len(row[place]) for row in rows[:_LOOKED_AT]), _NARROWEST)
        for place, heading in enumerate(headings)
    ]
    shares = [min(length, _WIDEST) for length in longest]
    whole = (_WIDTH - 2 * _MARGIN) * _TWIPS
    return [int(whole * share / sum(shares)) for share in shares]
