"""Where the headings of a list stand, what its columns are, and which lines are no data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import Column
from aoxanh.kernel.tables import Table
from aoxanh.kernel.text import fold, nfc
from aoxanh.work.types import NotData


LOOKED_AT = 20
"""Lines near the top among which the headings are sought."""

SAMPLE = 30
"""Lines whose cells tell what a column is."""

_JOINT = " – "
_APART = "\x1f"
_NUMBER = re.compile(r"^\(?\s*(\d{1,3})\s*\)?$")
_SUMS = ("tong cong", "tong so")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a list and the lines that end with them; no line when the list has none."""

    texts: tuple[str, ...]
    through: int


def found_headings(
    table: Table, columns: Sequence[Column], remembered: Mapping[str, str]
) -> Headings:
    """The line, or two lines, near the top whose words name most columns; else numbered columns."""
    names = _names(columns) | dict(remembered)
    width = max(len(row) for row in table.rows)
    near = range(min(len(table.rows), LOOKED_AT))
    lines = [tuple(_spread(table, index, width)) for index in near]
    offered = [(_score(texts, names), 0, -index, texts) for index, texts in enumerate(lines)]
    for index, (upper, lower) in enumerate(pairwise(lines)):
        parts = _is_parted(table, index, width)
        if parts or _score(lower, names):
            texts = tuple(_joined(upper, lower))
            offered.append((_score(texts, names), 1 if parts else -1, -index - 1, texts))
    score, _parts, last, texts = max(offered)
    if score < min(2, width):
        return _numbered(width)
    return Headings(texts, table.lines[-last])


def _score(texts: Sequence[str], names: Mapping[str, str]) -> int:
    """How many columns the texts of a line name."""
    return len({code for text in texts if (code := _code_of(text, names))})


def _is_parted(table: Table, index: int, width: int) -> bool:
    """Whether a line has a heading over several columns, which the next line parts; a title spans nearly all."""
    spans = [last - first + 1 for line, first, last in table.spans if line == table.lines[index]]
    return any(span < width * 0.6 for span in spans)


def _numbered(width: int) -> Headings:
    return Headings(tuple(f"Cột {place + 1}" for place in range(width)), -1)


def _spread(table: Table, index: int, width: int) -> list[str]:
    """The cells of one line, each sideways merged text in all the columns that it covers."""
    cells = [nfc(cell) for cell in table.rows[index]] + [""] * (width - len(table.rows[index]))
    for line, first, last in table.spans:
        if line == table.lines[index]:
            cells[first : last + 1] = [cells[first]] * (last - first + 1)
    return cells


def _joined(above: Sequence[str], below: Sequence[str]) -> Iterable[str]:
    for upper, lower in zip(above, below, strict=True):
        if upper and lower and upper != lower:
            yield f"{upper}{_JOINT}{lower}"
        else:
            yield upper or lower


def _names(columns: Sequence[Column]) -> dict[str, str]:
    """Every word for a column, folded, with the column's code."""
    return {
        fold(str(name)): column.code
        for column in columns
        for name in (column.label, column.code, *column.synonyms)
    }


def _code_of(heading: str, names: Mapping[str, str]) -> str:
    """The column that a heading names: whole, else its lower, else its upper part, else without brackets."""
    if not heading or len(heading) > 120:
        return ""
    parts = [heading, *reversed(heading.split(_JOINT)), re.sub(r"\(.*?\)|\*", " ", heading)]
    return next((names[folded] for part in parts if (folded := fold(part)) in names), "")


def proposed(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: Sequence[Column],
    remembered: Mapping[str, str],
) -> list[str]:
    """A column code for each heading, or ""; columns without a known heading are told by what they hold.

    Neighbours under one heading are one column in two pieces (“Họ và tên” over two columns).
    """
    names = _names(columns) | dict(remembered)
    codes = [_code_of(heading, names) for heading in headings]
    for place, code in enumerate(codes):
        neighbour = place and codes[place - 1] == code and _same_name(headings, place)
        if code and codes.index(code) != place and not neighbour:
            codes[place] = ""
    free = [each for each in columns if each.tells and each.code not in codes]
    free.sort(
        key=lambda column: column.required
    )  # a name can be read from any words: it comes last
    for place, code in enumerate(codes):
        if not code and (column := _told(place, rows, free)):
            codes[place] = column.code
            free.remove(column)
    return codes


def _same_name(headings: Sequence[str], place: int) -> bool:
    upper = [heading.split(_JOINT)[0] for heading in headings[place - 1 : place + 1]]
    return upper[0] == upper[1]


def _told(place: int, rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> Column | None:
    """The first column that can read nearly every text in one place."""
    texts = [row[place] for row in rows[:SAMPLE] if place < len(row) and row[place].strip()]
    for column in columns:
        if texts and sum(_reads(column, text) for text in texts) > len(texts) * 0.8:
            return column
    return None


def _reads(column: Column, text: str) -> bool:
    try:
        column.read(text)
    except (DomainError, ValueError):
        return False
    return True


def not_data(
    cells: Sequence[str], *, headings: Sequence[str], required: Sequence[int]
) -> NotData | None:
    """Why a line below the headings is no data; None when it is.

    ``headings`` are in ``casefold``; ``required`` the places of the columns without which nothing can be saved.
    """
    filled = [(place, cell.strip()) for place, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return NotData.REMARK
    place, first = filled[0]
    if len(filled) > 1 and _is_heading(filled, headings):
        return NotData.HEADING
    if len(filled) > 1 and _NUMBER.match(first) and _is_numbering(filled):
        return NotData.NUMBERING
    if first[0] in "TtCc" and fold(first).startswith(_SUMS):
        return NotData.REMARK
    if len(filled) == 1 and len(headings) > 2 and place not in required:
        return NotData.REMARK
    return None


def _is_heading(filled: Sequence[tuple[int, str]], headings: Sequence[str]) -> bool:
    texts = _APART.join([cell for _, cell in filled]).casefold().split(_APART)
    same = sum(
        text == headings[place]
        for (place, _), text in zip(filled, texts, strict=False)
        if place < len(headings)
    )
    return same > len(filled) * 0.6


def _is_numbering(filled: Sequence[tuple[int, str]]) -> bool:
    """“(1) (2) (3)” below the headings."""
    numbers = [int(found[1]) if (found := _NUMBER.match(cell)) else 0 for _, cell in filled]
    return numbers == list(range(1, len(numbers) + 1))
