"""Building an official paper as an editable Word file, to the millimetre of its family's layout."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from aoxanh.documents.rules import Family, Part
from aoxanh.documents.rules.families import LINE
from aoxanh.documents.types import Filled, Grid, Letterhead, Line, Paragraph, Run, Signature
from aoxanh.kernel.dates import vn_long_date


if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NO_DAY: Final = "ngày       tháng       năm"
_SIGNING_ROOM: Final = 4
"""Empty lines between the title of the signer and the name."""

_RULE_SHARE: Final = 0.4
"""How much of its column a rule below a heading takes."""


def word_file(
    filled: Filled, *, head: Letterhead, family: Family, signature: Signature, made_at: datetime
) -> bytes:
    """The paper as DOCX. Without a number and a day it prints blanks, as drafts do."""
    sheet = _Sheet(family)
    sheet.properties(filled, head, made_at)
    sheet.heading(filled, head, signature)
    for piece in filled.body:
        sheet.grid(piece) if isinstance(piece, Grid) else sheet.paragraph(piece)
    sheet.foot(filled, head, signature)
    return sheet.content()


def number_line(family: Family, *, series: str, code: str, number: int | str) -> str:
    """``12-KH/TĐTN``; registers keep it as it was printed."""
    printed = f"{number:02d}" if isinstance(number, int) else number
    return family.number.format(number=printed, series=series, code=code)


class _Sheet:
    """A document that is written from top to bottom."""

    def __init__(self, family: Family) -> None:
        self._family = family
        self._word: WordDocument = Document()
        self._set_page()
        self._set_type()
        self._number_pages()

    def content(self) -> bytes:
        kept = BytesIO()
        self._word.save(kept)
        return kept.getvalue()

    def properties(self, filled: Filled, head: Letterhead, made_at: datetime) -> None:
        kept = self._word.core_properties
        kept.title, kept.author = f"{filled.name}: {filled.title}"[:255], head.name[:255]
        kept.comments, kept.keywords, kept.language = "", "", "vi-VN"
        kept.created = kept.modified = made_at.astimezone(UTC).replace(tzinfo=None)
        kept.last_modified_by = ""

    def heading(self, filled: Filled, head: Letterhead, signature: Signature) -> None:
        """Two columns: issuer and number at the left, organisation and day at the right; then the title."""
        left, right = self._two_columns()
        if head.superior:
            self._write(left, "superior", head.superior)
        self._write(left, "body", head.body)
        self._below(left, self._family.below_body)
        number = self._number(filled, head, signature)
        if number:
            self._write(left, "number", number)
        for line in self._family.right:
            self._write(right, "right", line.format(organisation=head.organisation))
        self._below(right, self._family.below_right)
        self._write(right, "day", self._day(head, signature))
        _drop_first(left, right)
        self._write(self._word, "heading", filled.heading)
        self._put(self._word, "subject", filled.subject)
        self._below(self._word, self._family.below_subject, part="below_subject")

    def paragraph(self, piece: Paragraph) -> None:
        self._put(self._word, piece.part, piece.line)

    def grid(self, grid: Grid) -> None:
        """A table over the whole width whose head is repeated on every page."""
        table = self._word.add_table(rows=0, cols=len(grid.heads), style="Table Grid")
        table.autofit = False
        scale = self._family.page.text_width / sum(grid.widths)
        widths = [Mm(width * scale) for width in grid.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        heads: Sequence[Line] = tuple((Run(head),) for head in grid.heads)
        self._row(table, heads, ["center"] * len(widths), widths, part="cell_head")
        _repeat(table.rows[0])
        for row in grid.rows:
            self._row(table, row, grid.aligns, widths, part="cell")
        self._write(self._word, "cell", "")

    def foot(self, filled: Filled, head: Letterhead, signature: Signature) -> None:
        """Receivers at the left, the signature at the right; the block never breaks over two pages."""
        left, right = self._two_columns()
        if filled.series:
            self._write(left, "recipients_head", "Nơi nhận:")
            for line in (*filled.recipients, self._family.filing):
                self._write(left, "recipients", line)
        self._write(right, "on_behalf", head.on_behalf)
        self._write(right, "title", signature.title)
        for _line in range(_SIGNING_ROOM):
            self._write(right, "signer", "")
        named = (Run(signature.name),) if signature.name else (Run("……………", blank=True),)
        self._put(right, "signer", named)
        _drop_first(left, right)

    def _set_page(self) -> None:
        section, page = self._word.sections[0], self._family.page
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.header_distance = section.footer_distance = Mm(10)

    def _set_type(self) -> None:
        """One font for every script: Word asks for the East Asian and complex one apart."""
        style: Any = self._word.styles["Normal"]
        style.font.name, style.font.size = self._family.font, Pt(self._family.parts["text"].size)
        fonts = style.element.rPr.rFonts
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), self._family.font)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        style.element.rPr.append(language)
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1

    def _number_pages(self) -> None:
        """Above the text, in the middle, from the second page on."""
        section = self._word.sections[0]
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        self._look(paragraph, self._family.parts["page_number"])
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = text
            run._r.append(mark)  # noqa: SLF001  the library has no fields

    def _two_columns(self) -> tuple[_Cell, _Cell]:
        table = self._word.add_table(rows=1, cols=2)
        table.autofit = False
        for column, width in zip(table.columns, self._family.columns, strict=True):
            column.width = Mm(width)
        left, right = table.rows[0].cells
        left.width, right.width = (Mm(width) for width in self._family.columns)
        _keep_whole(table.rows[0])
        return left, right

    def _number(self, filled: Filled, head: Letterhead, signature: Signature) -> str:
        if not filled.series:
            return ""
        number: int | str = self._family.no_number
        if signature.number is not None:
            number = signature.number
        line = number_line(self._family, series=filled.series, code=head.code, number=number)
        return f"{self._family.number_word} {line}"

    def _day(self, head: Letterhead, signature: Signature) -> str:
        day = vn_long_date(signature.on) if signature.on else _NO_DAY
        return f"{head.place_name}, {day}" if head.place_name else day.capitalize()

    def _below(self, at: Any, words: str, part: str = "below_body") -> None:  # noqa: ANN401
        """Stars, dashes, or a rule in the middle of its column."""
        if words != LINE:
            self._write(at, part, words)
            return
        width = at.width.mm if isinstance(at, _Cell) else self._family.page.text_width
        aside = Mm(width * (1 - _RULE_SHARE) / 2)
        paragraph = self._write(at, part, "")
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = aside
        paragraph.paragraph_format.line_spacing = Pt(6)
        _rule_above(paragraph)

    def _write(self, at: Any, part: str, words: str) -> WordParagraph:  # noqa: ANN401
        return self._put(at, part, (Run(words),) if words else ())

    def _put(self, at: Any, part: str, line: Iterable[Run]) -> WordParagraph:  # noqa: ANN401
        """A paragraph at the end of the document or of a cell."""
        paragraph: WordParagraph = at.add_paragraph()
        self._set(paragraph, self._family.parts[part], line)
        return paragraph

    def _set(self, paragraph: WordParagraph, look: Part, line: Iterable[Run]) -> None:
        self._look(paragraph, look)
        for each in line:
            run = paragraph.add_run(each.text.upper() if look.caps else each.text)
            run.font.size = Pt(look.size)
            run.bold, run.italic = look.bold or None, look.italic or None
            run.underline = look.underline or None
            if each.blank:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _look(self, paragraph: WordParagraph, look: Part) -> None:
        shape = paragraph.paragraph_format
        paragraph.alignment = _ALIGN[look.align]
        shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
        if look.first_line:
            shape.first_line_indent = Mm(self._family.indent)

    def _row(
        self,
        table: Any,  # noqa: ANN401
        lines: Sequence[Line],
        aligns: Sequence[str],
        widths: Sequence[Any],
        *,
        part: str,
    ) -> None:
        look = self._family.parts[part]
        row = table.add_row()
        _keep_whole(row)
        for cell, line, align, width in zip(row.cells, lines, aligns, widths, strict=True):
            cell.width = width
            self._set(cell.paragraphs[0], look, line)
            cell.paragraphs[0].alignment = _ALIGN[align]


def _drop_first(*cells: _Cell) -> None:
    """Cells begin with an empty paragraph of their own."""
    for cell in cells:
        first = cell.paragraphs[0]._p  # noqa: SLF001  the library cannot remove
        if len(cell.paragraphs) > 1:
            first.getparent().remove(first)


def _repeat(row: Any) -> None:  # noqa: ANN401
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _rule_above(paragraph: WordParagraph) -> None:
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    shape = paragraph._p.get_or_add_pPr()  # noqa: SLF001  the library has no borders
    shape.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
