"""Reading a table of models from a sheet or a Word document, with headings or without (MOD-02, MOD-03)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aoxanh.kernel.neutral import plain
from aoxanh.kernel.tables import Mark, Table
from aoxanh.kernel.text import fold, nfc, nfc_lines
from aoxanh.practices.types import FIELDS, CompiledRow, CompiledTable, Repair, RepairKind


ORDINAL, PROVINCE, YEAR = "ordinal", "province", "year"
UNITS, PARTNERS = "units", "partners"
Names = Mapping[str, str]
"""Folded headings with the codes of their columns."""
_LOOKED_AT = 20
_FEWEST_NAMED = 3
_LONG_TEXT = 15
"""Letters on average: shorter cells tell of no model, so a table without headings is some other list."""
_NUMBER = re.compile(r"^\(?\d{1,4}\)?[.)]?$")
_LAYOUTS = {
    10: (ORDINAL, PROVINCE, *FIELDS),
    9: (PROVINCE, *FIELDS),
    8: FIELDS,
}
"""What the columns are when nothing says it: those of the compiled table, or its last ones."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the reader knows: the headings, and whether a text is the name of a province."""

    names: Names
    is_province: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Layout:
    codes: tuple[str, ...]
    headings: tuple[str, ...]
    begins: int
    """The first row below the headings."""


def read_tabular(table: Table, original: Table, tongue: Tongue) -> CompiledTable | None:
    """The rows of a table of models; None where neither headings nor width say what the columns are.

    ``original`` is the same table before old letters were converted: what is kept as it was written.
    """
    layout = _headed(table, tongue.names) or _unheaded(table)
    if layout is None:
        return None
    heading = tuple(
        " ".join(filter(None, map(nfc, row))) for row in table.rows[: max(layout.begins, 0)]
    )
    reader = _Reader(layout, tongue)
    rows = [
        reader.read(line, cells, raw, table.marks.get(line, ()))
        for line, cells, raw in zip(
            table.lines[layout.begins :],
            table.rows[layout.begins :],
            original.rows[layout.begins :],
            strict=True,
        )
    ]
    return CompiledTable(heading, tuple(rows))


def _headed(table: Table, names: Names) -> _Layout | None:
    """The line, or two, near the top that name most columns."""
    width = max(map(len, table.rows))
    top = [_padded(row, width) for row in table.rows[:_LOOKED_AT]]
    offered = [(row, index + 1) for index, row in enumerate(top)]
    offered += [(_over(*pair, names), index + 2) for index, pair in enumerate(pairwise(top))]
    best, begins = max(offered, key=lambda each: (_named(each[0], names), -each[1]))
    if _named(best, names) < min(_FEWEST_NAMED, width):
        return None
    codes = [names.get(fold(text), "") for text in best]
    once = [code if code not in codes[:place] else "" for place, code in enumerate(codes)]
    return _Layout(tuple(once), tuple(map(nfc, best)), begins) if FIELDS[0] in once else None


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *("" for _ in range(width - len(row)))]


def _over(upper: Sequence[str], lower: Sequence[str], names: Names) -> list[str]:
    """Two lines as one: the lower text where it names a column, else the upper."""
    return [low if fold(low) in names else up for up, low in zip(upper, lower, strict=True)]


def _named(row: Sequence[str], names: Names) -> int:
    return len({names[fold(text)] for text in row if fold(text) in names})


def _unheaded(table: Table) -> _Layout | None:
    """The layout of the compiled table by its width, for rows that hold texts as models do."""
    width = max(len(_trimmed(row)) for row in table.rows)
    codes = _LAYOUTS.get(width)
    if codes is None:
        return None
    full = [row for row in table.rows if len(_trimmed(row)) >= len(FIELDS) - 3]
    if width == len(FIELDS) + 1 and full and all(_is_number(row[0]) for row in full):
        codes = (ORDINAL, *FIELDS)
    longest = [max(map(len, row)) for row in full]
    if not longest or sum(longest) / len(longest) < _LONG_TEXT:
        return None
    begins = next(i for i, row in enumerate(table.rows) if row in full)
    return _Layout(codes, (), begins)


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    last = max((place for place, cell in enumerate(row) if cell.strip()), default=-1)
    return row[: last + 1]


def _is_number(text: str) -> bool:
    return not text.strip() or bool(_NUMBER.match(text.strip()))


def _is_numbering(filled: Sequence[str]) -> bool:
    """“(1) (2) (3)” below the headings."""
    numbers = [int(text.strip("()[].")) if _NUMBER.match(text) else 0 for text in filled]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


class _Reader:
    """Reads rows in their order: a province is said once for several of them."""

    def __init__(self, layout: _Layout, tongue: Tongue) -> None:
        self._layout = layout
        self._tongue = tongue
        self._province = ""

    def read(
        self, line: int, cells: Sequence[str], raw: Sequence[str], marks: Sequence[tuple[int, Mark]]
    ) -> CompiledRow:
        """One row; a line that is no model has no title, its raw text tells what it was."""
        said = "\t".join(raw).strip()
        if self._is_no_model(cells):
            return CompiledRow(
                line=line, raw=said, province="", ordinal="", cells=("",) * len(FIELDS), repairs=()
            )
        repairs = [*_marked(marks)]
        row = self._straight(cells, repairs)
        placed = {code: text for code, text in zip(self._layout.codes, row, strict=False) if code}
        province = self._province_of(nfc(placed.get(PROVINCE, "")), repairs)
        texts = tuple(_text(field, placed.get(field, ""), repairs) for field in FIELDS)
        self._left_out(row, repairs)
        return CompiledRow(
            line=line,
            raw=said,
            province=province,
            ordinal=nfc(placed.get(ORDINAL, "")),
            cells=texts,
            repairs=tuple(repairs),
            year=nfc(placed.get(YEAR, "")),
            units=nfc_lines(plain(placed.get(UNITS, ""))),
            partners=nfc_lines(plain(placed.get(PARTNERS, ""))),
        )

    def _is_no_model(self, cells: Sequence[str]) -> bool:
        """Headings said again on a new page, “(1) (2) (3)”, a province over the whole width, a lonely remark."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) == 1 and self._tongue.is_province(filled[0]):
            self._province = nfc(filled[0])
            return True
        again = _named(cells, self._tongue.names) > len(filled) * 0.6
        return again or _is_numbering(filled) or self._is_remark(cells, filled)

    def _is_remark(self, cells: Sequence[str], filled: Sequence[str]) -> bool:
        """One text alone, unless it stands where headings said that titles stand."""
        if len(filled) != 1:
            return False
        place = next(place for place, cell in enumerate(cells) if cell.strip())
        codes = self._layout.codes
        return not (self._layout.headings and place < len(codes) and codes[place] == FIELDS[0])

    def _straight(self, cells: Sequence[str], repairs: list[Repair]) -> list[str]:
        """The cells of a row, each in its own column."""
        row = list(cells)
        if step := self._drift(row):
            row = row[1:] if step < 0 else ["", *row]
            repairs.append(Repair(RepairKind.SHIFTED, before=str(step)))
        return row

    def _drift(self, row: Sequence[str]) -> int:
        """-1 where every cell stands one column too far right, 1 where too far left, told by the province."""
        codes = self._layout.codes
        place = codes.index(PROVINCE) if PROVINCE in codes else -1
        if place < 0 or place + 1 >= len(row) or self._tongue.is_province(row[place]):
            return 0
        typed = row[place].strip()
        if _NUMBER.match(typed) and self._tongue.is_province(row[place + 1]):
            return -1
        if place and typed and self._tongue.is_province(row[place - 1]):
            return 1
        return 0

    def _province_of(self, typed: str, repairs: list[Repair]) -> str:
        if typed:
            self._province = typed
        elif self._province:
            repairs.append(Repair(RepairKind.PROVINCE_CARRIED, after=self._province))
        return self._province

    def _left_out(self, cells: Sequence[str], repairs: list[Repair]) -> None:
        """Text in columns that are none of a model's: it stays in the raw text."""
        used = zip(self._layout.codes, self._layout.headings, cells, strict=False)
        lost = [heading for code, heading, text in used if not code and text.strip()]
        repairs += [Repair(RepairKind.LEFT_OUT, before=heading) for heading in lost]


def _marked(marks: Sequence[tuple[int, Mark]]) -> list[Repair]:
    kinds = {Mark.MERGED: RepairKind.MERGED, Mark.CONVERTED: RepairKind.CONVERTED}
    return [Repair(kinds[mark]) for mark in dict.fromkeys(m for _, m in marks) if mark in kinds]


def _text(field: str, typed: str, repairs: list[Repair]) -> str:
    typed = plain(typed)
    composed = nfc_lines(typed)
    spaced = "\n".join(" ".join(line.split()) for line in typed.splitlines()).strip()
    if spaced != composed:
        repairs.append(Repair(RepairKind.COMPOSED, field))
    return composed
