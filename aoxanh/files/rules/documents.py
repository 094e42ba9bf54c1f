"""Word documents read as paragraphs and tables, in their order."""

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml import parse_xml

from aoxanh.files.errors import FileBroken, TableTooLarge
from aoxanh.files.rules.texts import MAX_COLUMNS, MAX_ROWS
from aoxanh.kernel.tables import Document, Mark, Paragraph, Table


if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Element


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^heading ([1-9])$", re.IGNORECASE)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_INSIDE = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"}


def document(content: bytes, *, name: str) -> Document:
    """The document in the bytes of a DOCX file. Raises ``FileBroken``, ``TableTooLarge``."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = parse_xml(archive.read("word/document.xml")).find(f"{_W}body")
            levels = _heading_levels(archive)
    except (KeyError, SyntaxError) as fault:
        raise FileBroken from fault
    return Document(name, _parts(body, name, levels)) if body is not None else Document(name, ())


def _heading_levels(archive: zipfile.ZipFile) -> dict[str, int]:
    """The level of each style that is a heading; Word keeps its English name whatever language it speaks."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    levels = {}
    for style in parse_xml(archive.read("word/styles.xml")).iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        found = _HEADING.match(named.get(f"{_W}val", "")) if named is not None else None
        if found:
            levels[style.get(f"{_W}styleId", "")] = int(found[1])
    return levels


def _parts(body: "Element", name: str, levels: dict[str, int]) -> list[Paragraph | Table]:
    parts: list[Paragraph | Table] = []
    line = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            line += 1
            if (paragraph := _paragraph(block, line, levels)).text:
                parts.append(paragraph)
        else:
            rows = list(_within(block, f"{_W}tr"))
            if found := _table(rows, name, line + 1):
                parts.append(found)
            line += len(rows)
    return parts


def _blocks(parent: "Element") -> "Iterator[Element]":
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _INSIDE:
            yield from _blocks(child)


def _within(parent: "Element", tag: str) -> "Iterator[Element]":
    """Children called ``tag``, also where a control or a tracked insertion lies between."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from _within(child, tag)


def _paragraph(block: "Element", line: int, levels: dict[str, int]) -> Paragraph:
    style = block.find(f"{_W}pPr/{_W}pStyle")
    level = levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
    numbered = block.find(f"{_W}pPr/{_W}numPr") is not None
    return Paragraph(line, _text(block), level, numbered)


def _text(block: "Element") -> str:
    """The words of a paragraph; what was struck out by tracked changes is none of them."""
    said = []
    for node in block.iter():
        if node.tag == f"{_W}t":
            said.append(node.text or "")
        elif node.tag in _BREAKS and node.getparent().tag == f"{_W}r":
            said.append(_BREAKS[node.tag])
    return "".join(said).strip()


def _table(rows: "list[Element]", name: str, first: int) -> Table | None:
    """Raises ``TableTooLarge``."""
    lines: list[int] = []
    found: list[list[str]] = []
    spans: list[tuple[int, int, int]] = []
    marks: dict[int, list[tuple[int, Mark]]] = {}
    above: dict[int, str] = {}
    for line, row in enumerate(rows, start=first):
        cells, merged = _cells(row, above, spans, line)
        if len(cells) > MAX_COLUMNS or len(found) >= MAX_ROWS:
            raise TableTooLarge(rows=f"{MAX_ROWS:,}".replace(",", "."), columns=MAX_COLUMNS)
        above = dict(enumerate(cells))
        if any(cells):
            lines.append(line)
            found.append(cells)
            if merged:
                marks[line] = [(place, Mark.MERGED) for place in merged]
    if not found:
        return None
    return Table(name=name, lines=lines, rows=found, spans=spans, marks=marks)


def _cells(
    row: "Element", above: dict[int, str], spans: list[tuple[int, int, int]], line: int
) -> tuple[list[str], list[int]]:
    """The texts of one row, and the places of those that a cell merged downward lends."""
    cells: list[str] = []
    merged: list[int] = []
    for cell in _within(row, f"{_W}tc"):
        place = len(cells)
        paragraphs = (_text(each) for each in cell.iter(f"{_W}p"))
        text = "\n".join(filter(None, paragraphs))
        down = cell.find(f"{_W}tcPr/{_W}vMerge")
        if down is not None and down.get(f"{_W}val", "continue") == "continue":
            text = above.get(place, "")
            merged += [place] if text else []
        wide = _width(cell)
        if wide > 1:
            spans.append((line, place, place + wide - 1))
        cells += [text, *("" for _ in range(wide - 1))]
    return cells, merged


def _width(cell: "Element") -> int:
    spanned = cell.find(f"{_W}tcPr/{_W}gridSpan")
    said = spanned.get(f"{_W}val", "1") if spanned is not None else "1"
    return min(max(int(said), 1), MAX_COLUMNS + 1) if said.isdecimal() else 1
