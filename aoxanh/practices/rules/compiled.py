"""Reading a compiled table of models that was saved as plain text (MOD-02, MOD-03).

Word writes each cell on a line of its own that begins with a tab; what continues a cell has none. Numbers of rows get
lost, a province is written once for several rows, and empty cells fall off the end of a row. So a row begins

- with a space, a tab and a province: the number was lost;
- with a cell that is only a number, after a blank line or a full row: then comes the province;
- with two empty cells after a blank line: a further row of the same province.

Blank lines alone separate nothing: they stand inside cells and rows as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.practices.rules.syllables import was_cut
from aoxanh.practices.types import FIELDS, CompiledRow, CompiledTable, Repair, RepairKind


_ORDINAL = re.compile(r"^\d{1,4}\.?$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")


@dataclass(slots=True)
class _Cell:
    """One cell as it stands in the text."""

    line: int
    after_blank: bool
    begins_row: bool
    lines: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(line.strip() for line in self.lines)

    @property
    def first(self) -> str:
        return self.lines[0].strip()


@dataclass(slots=True)
class _Row:
    """The cells of one row, its number and its province cell taken off."""

    line: int
    ordinal: str
    province: str
    carried: bool
    cells: list[_Cell] = field(default_factory=list)


def read_compiled(text: str) -> CompiledTable:
    """The rows of ``text``; no row where no line begins with a tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").split("\n")
    heading, cells = _cells(lines)
    rows = list(_rows(cells))
    starts = [row.line - 1 for row in rows]
    return CompiledTable(
        heading=tuple(heading),
        rows=tuple(
            _read(row, lines[start:end])
            for row, start, end in zip(rows, starts, [*starts[1:], len(lines)], strict=False)
        ),
    )


def _cells(lines: Sequence[str]) -> tuple[list[str], list[_Cell]]:
    heading: list[str] = []
    cells: list[_Cell] = []
    for number, line in enumerate(lines, start=1):
        if line.lstrip(" ").startswith("\t"):
            blank = number > 1 and not lines[number - 2].strip(" ") and bool(cells)
            own = line.lstrip(" ").removeprefix("\t")
            lost_number = line.startswith(" ") and bool(own.strip())
            cells.append(_Cell(number, blank, lost_number, [own]))
        elif cells:
            cells[-1].lines.append(line)
        elif line.strip():
            heading.append(nfc(line))
    return heading, cells


def _rows(cells: Sequence[_Cell]) -> Iterator[_Row]:
    row: _Row | None = None
    place = 0
    while place < len(cells):
        cell = cells[place]
        begun, taken = _begun(cells, place, row)
        if begun is not None:
            if row is not None:
                yield row
            row = begun
        elif row is None:
            row, taken = _Row(cell.line, "", "", carried=False, cells=[cell]), 1
        else:
            row.cells.append(cell)
        place += taken
    if row is not None:
        yield row


def _begun(cells: Sequence[_Cell], place: int, row: _Row | None) -> tuple[_Row | None, int]:
    """The row that begins at ``place`` and how many cells its number and province take."""
    cell = cells[place]
    following = cells[place + 1] if place + 1 < len(cells) else None
    if cell.begins_row:
        return _Row(cell.line, "", cell.first, carried=False), 1
    if _is_numbered(cell, following, row):
        return _Row(cell.line, cell.first, following.first, carried=False), 2  # type: ignore[union-attr]  # numbered rows go on
    if row is not None and _is_further(cell, following):
        return _Row(cell.line, "", row.province, carried=True), 2
    return None, 1


def _is_numbered(cell: _Cell, following: _Cell | None, row: _Row | None) -> bool:
    if following is None or following.is_empty or len(cell.lines) > 1:
        return False
    is_free = row is None or cell.after_blank or len(row.cells) >= len(FIELDS)
    return is_free and bool(_ORDINAL.match(cell.first))


def _is_further(cell: _Cell, following: _Cell | None) -> bool:
    if following is None or following.after_blank:
        return False
    return cell.after_blank and cell.is_empty and following.is_empty


def _read(row: _Row, source: Sequence[str]) -> CompiledRow:
    repairs: list[Repair] = []
    if row.carried:
        repairs.append(Repair(RepairKind.PROVINCE_CARRIED, after=nfc(row.province)))
    texts = [_text(cell, _name(place), repairs) for place, cell in enumerate(row.cells)]
    while len(texts) > len(FIELDS) and not texts[-1]:
        texts.pop()
    if len(texts) > len(FIELDS):
        kept = len(FIELDS) - 1
        joined = "\n".join(filter(None, texts[kept:]))
        repairs.append(Repair(RepairKind.CELLS_JOINED, FIELDS[kept], after=joined))
        texts[kept:] = [joined]
    if missing := len(FIELDS) - len(texts):
        repairs.append(Repair(RepairKind.CELLS_ADDED, after=str(missing)))
        texts += [""] * missing
    raw = "\n".join(source).rstrip("\n")
    return CompiledRow(
        line=row.line,
        raw=raw,
        province=nfc(row.province),
        ordinal=row.ordinal,
        cells=tuple(texts),
        repairs=tuple(repairs),
    )


def _name(place: int) -> str:
    return FIELDS[min(place, len(FIELDS) - 1)]


def _text(cell: _Cell, name: str, repairs: list[Repair]) -> str:
    """The paragraphs of a cell, cut words joined, letters composed."""
    paragraphs: list[str] = []
    for line in cell.lines:
        if not line.strip():
            continue
        joined = _joined(paragraphs[-1], line) if paragraphs else None
        if joined is None:
            paragraphs.append(line)
            continue
        before = f"{_LAST_WORD.findall(paragraphs[-1])[0]} {_FIRST_WORD.findall(line)[0]}"
        repairs.append(Repair(RepairKind.WORD_JOINED, name, before, before.replace(" ", "")))
        paragraphs[-1] = joined
    text = "\n".join(paragraphs)
    composed = nfc_lines(text)
    if _as_typed(text) != composed:
        repairs.append(Repair(RepairKind.COMPOSED, name))
    return composed


def _as_typed(text: str) -> str:
    """``text`` with single spaces, its letters as they were typed."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _joined(before: str, after: str) -> str | None:
    """Both lines as one where a word was cut between them."""
    left, right = _LAST_WORD.search(before), _FIRST_WORD.search(after)
    if left is None or right is None or not was_cut(left[0], right[0]):
        return None
    return before + after
