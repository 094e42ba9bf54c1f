"""Tables in workbooks: read by calamine after the sheet was found to be no larger than it may."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from aoxanh.files.errors import FileBroken, TableEmpty, TableTooLarge
from aoxanh.files.rules.texts import MAX_COLUMNS, MAX_ROWS
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.tables import Mark, Table


MAX_CELLS = 5_000_000
"""calamine lays out every cell between the first and the last: two far ones would fill the memory."""

_NEAR_TOP = 20
_FAR = re.compile(rb"""\sr=["'](?:[A-Z]{2,}\d|[A-Z]+(?:[2-9]\d{5}|\d{7}))""")
_ANY = re.compile(rb"""\sr=["']([A-Z]+)(\d+)["']""")
_FORMULA = re.compile(rb"""<c\s[^>]*?\br=["']([A-Z]+)(\d+)["'][^>]*><f[\s>/]""")
_IS_FAILED = re.compile(rb"""\st=["']e["']""")
_FAILED = re.compile(
    rb"""(?s)<c\s(?=[^>]*\st=["']e["'])[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>(?:(?!</c>).)*?<v>(#[A-Z0-9/?!]+)</v>"""
)
_RELATION = re.compile(r"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""\b(Id|Target|Type)=["']([^"']*)["']""")
_SHEET = re.compile(
    r"""<(?:\w+:)?sheet\s[^>]*\bname=["']([^"']*)["'][^>]*\br:id=["']([^"']*)["']"""
)
_SUPERFLUOUS = re.compile(r"\.0+$")


def workbook_table(content: bytes, *, name: str) -> Table:
    """The first visible sheet of a workbook that holds anything, as text.

    Raises ``TableEmpty``, ``TableTooLarge``, ``FileBroken``.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [info.filename for info in archive.infolist() if _is_sheet(info.filename)]
        seen = {part: _looked_through(archive.read(part)) for part in parts}
        paths = _paths(archive)
    try:
        with CalamineWorkbook.from_object(BytesIO(content)) as book:
            sheet = _first_with_rows(book)
            shown = f"{name}, {sheet.name}" if len(book.sheet_names) > 1 else name
            return _table(sheet, shown, seen.get(paths.get(sheet.name, ""), _Seen()))
    except (CalamineError, OSError, ValueError) as fault:
        raise FileBroken from fault


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What calamine does not tell: (line, column) of every formula, and what stands in cells that failed."""

    formulas: Sequence[tuple[int, int]] = ()
    failed: Sequence[tuple[int, int, str]] = ()


def _looked_through(sheet: bytes) -> _Seen:
    """Raises ``TableTooLarge`` before anything is laid out."""
    if _FAR.search(sheet):
        rows = columns = 0
        for letters, digits in _ANY.findall(sheet):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters) + 1)
        if columns > MAX_COLUMNS or rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise TableTooLarge(rows=f"{MAX_ROWS:,}".replace(",", "."), columns=MAX_COLUMNS)
    formulas = _FORMULA.findall(sheet) if b"<f" in sheet else ()
    failed = _FAILED.findall(sheet) if _IS_FAILED.search(sheet) else ()
    return _Seen(
        [(int(digits), _column(letters)) for letters, digits in formulas],
        [(int(digits), _column(letters), text.decode()) for letters, digits, text in failed],
    )


def _column(letters: bytes) -> int:
    """``A`` → 0, ``AA`` → 26."""
    number = 0
    for sign in letters[:4]:
        number = number * 26 + sign - 64
    return number - 1


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the archive each sheet is; empty when the book says so in an unusual way."""
    try:
        book = archive.read("xl/workbook.xml").decode()
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError):
        return {}
    targets = {}
    for relation in _RELATION.findall(relations):
        said = dict(_ATTRIBUTE.findall(relation))
        target = said.get("Target", "")
        targets[said.get("Id", "")] = normpath(
            target.lstrip("/") if target.startswith("/") else join("xl", target)
        )
    return {name: targets.get(key, "") for name, key in _SHEET.findall(book)}


def _first_with_rows(book: CalamineWorkbook) -> CalamineSheet:
    for seen in book.sheets_metadata:
        if seen.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(seen.name)
        if sheet.height:
            return sheet
    raise TableEmpty


def _table(sheet: CalamineSheet, name: str, seen: _Seen) -> Table:
    if sheet.height > MAX_ROWS or sheet.width > MAX_COLUMNS:
        raise TableTooLarge(rows=f"{MAX_ROWS:,}".replace(",", "."), columns=MAX_COLUMNS)
    top, left = sheet.start or (0, 0)
    rows = [_texts(row) for row in sheet.iter_rows()]
    for line, column, text in seen.failed:
        if 0 <= line - top - 1 < len(rows) and 0 <= column - left < len(rows[line - top - 1]):
            rows[line - top - 1][column - left] = text
    marks: dict[int, list[tuple[int, Mark]]] = {}
    spans = _unmerged(sheet, rows, top, left, marks)
    for line, column in seen.formulas:
        marks.setdefault(line, []).append((column - left, Mark.FORMULA))
    kept = [(top + index + 1, row) for index, row in enumerate(rows) if any(row)]
    if not kept:
        raise TableEmpty
    return Table(
        name=name,
        lines=[line for line, _ in kept],
        rows=[row for _, row in kept],
        spans=spans,
        marks=marks,
    )


def _unmerged(
    sheet: CalamineSheet,
    rows: list[list[str]],
    top: int,
    left: int,
    marks: dict[int, list[tuple[int, Mark]]],
) -> list[tuple[int, int, int]]:
    """Write what is merged downward into every line; answer what is merged sideways near the top."""
    spans = []
    for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        first, last, start, end = row - top, last_row - top, column - left, last_column - left
        if not (0 <= first < len(rows) and 0 <= start < len(rows[first])):
            continue
        text = rows[first][start]
        for index in range(first + 1, min(last + 1, len(rows))) if text else ():
            rows[index][start] = text
            marks.setdefault(top + index + 1, []).append((start, Mark.MERGED))
        if end > start and first < _NEAR_TOP:
            spans.append((top + first + 1, start, min(end, len(rows[first]) - 1)))
    return spans


def _texts(row: Sequence[Any]) -> list[str]:
    return [cell if type(cell) is str else _TEXTS[type(cell)](cell) for cell in row]


def _number(value: float) -> str:
    """As one would type it: no superfluous nought, a comma for decimals."""
    whole = int(value) if abs(value) < 1e15 else value
    return str(whole) if whole == value else f"{value:.10g}".replace(".", ",")


def _moment(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return vn_date(value.date())
    return f"{vn_date(value.date())} {value:%H:%M}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "Có" if value else "Không",
    int: str,
    float: _number,
    dt.datetime: _moment,
    dt.date: vn_date,
    dt.time: lambda value: f"{value:%H:%M}",
    dt.timedelta: lambda value: _SUPERFLUOUS.sub("", str(value)),
}
