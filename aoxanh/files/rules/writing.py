"""Lists written for spreadsheets: nothing in them is a formula, and a million rows take no more memory than ten."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from itertools import chain, islice
from typing import Any, BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aoxanh.kernel.dates import ZONE, vn_date
from aoxanh.kernel.neutral import harmless
from aoxanh.kernel.sheets import Cell, Sheet


ROWS_A_SHEET = 1_000_000
_LONGEST_CELL = 32_000
_LONGEST_CHOICE = 250
_LOOKED_AT = 50
"""Rows by which the widths of columns are judged."""
_NARROW, _WIDE = 8, 48
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def xlsx(sheet: Sheet, target: BinaryIO) -> None:
    """``sheet`` as a workbook: the list first, then what it is about."""
    with tempfile.TemporaryDirectory(prefix="aoxanh-") as folder, _begun(target, folder) as book:
        rows = iter(sheet.rows)
        ahead = list(islice(rows, _LOOKED_AT))
        number = 1
        while ahead or number == 1:
            title = sheet.title if number == 1 else f"{sheet.title} {number}"
            book.add_list(sheet, title, ahead, rows)
            ahead = list(islice(rows, _LOOKED_AT))
            number += 1
        if sheet.about:
            book.add_about(sheet.about)


@contextmanager
def _begun(target: BinaryIO, folder: str) -> Iterator["_Book"]:
    """A workbook that is closed whatever happens to its rows: what it has open in ``folder`` ends with it."""
    book = _Book(target, folder)
    try:
        yield book
    finally:
        try:
            book.close()
        except FileCreateError as fault:
            raise fault.args[0] from fault  # the OSError that it wraps


class _Book:
    """A workbook under way, with the looks of its cells."""

    def __init__(self, target: BinaryIO, folder: str) -> None:
        self._book = Workbook(target, {**_OPTIONS, "tmpdir": folder})
        looks = {"bold": True, "bg_color": "#E3EEFC", "bottom": 1, "valign": "top"}
        self._head = self._book.add_format(looks)
        self._moment = self._book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.close = self._book.close

    def add_list(
        self,
        sheet: Sheet,
        title: str,
        ahead: Sequence[Sequence[Cell]],
        rest: Iterable[Sequence[Cell]],
    ) -> None:
        """One page of the list: the rows ``ahead``, then of the rest as many as one page holds."""
        page = self._book.add_worksheet(_sheet_name(title))
        for place, heading in enumerate(sheet.headings):
            page.set_column(place, place, _width(place, heading, ahead))
        page.freeze_panes(1, 0)
        for place, heading in enumerate(sheet.headings):
            page.write_string(0, place, harmless(heading), self._head)
        _offer(page, sheet.offered)
        rows = chain(ahead, islice(rest, ROWS_A_SHEET - len(ahead)))
        last = _write_rows(page, rows, self._moment)
        if last:
            page.autofilter(0, 0, last, max(len(sheet.headings) - 1, 0))

    def add_about(self, about: Sequence[tuple[str, str]]) -> None:
        """The last page."""
        page = self._book.add_worksheet(_("Thông tin"))
        page.set_column(0, 0, 28)
        page.set_column(1, 1, 80)
        for line, (label, text) in enumerate(about):
            page.write_string(line, 0, harmless(label), self._head)
            page.write_string(line, 1, harmless(text))


def _write_rows(page: Worksheet, rows: Iterable[Sequence[Cell]], moment: Format) -> int:
    """The number of the last row."""
    line = 0
    write_string, write_number = page.write_string, page.write_number
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if type(cell) is str:
                if cell:
                    write_string(line, place, harmless(cell)[:_LONGEST_CELL])
            elif type(cell) is int:
                write_number(line, place, cell)
            elif cell is not None:
                _write_rare(page, line, place, cell, moment)
    return line


def _write_rare(page: Worksheet, line: int, place: int, cell: Cell, moment: Format) -> None:
    if isinstance(cell, datetime):
        local = cell.astimezone(ZONE).replace(tzinfo=None) if cell.tzinfo else cell
        page.write_datetime(line, place, local, moment)
    elif isinstance(cell, date):
        page.write_datetime(line, place, cell)
    elif isinstance(cell, bool):
        page.write_string(line, place, _("Có") if cell else _("Không"))
    elif isinstance(cell, (int, float, Decimal)):
        page.write_number(line, place, float(cell))
    else:
        page.write_string(line, place, harmless(str(cell))[:_LONGEST_CELL])


def _offer(page: Worksheet, offered: Sequence[Sequence[str]]) -> None:
    """Lists to choose from in the cells below a heading, where Excel can hold them."""
    for place, words in enumerate(offered):
        if words and len(",".join(words)) <= _LONGEST_CHOICE and not any("," in w for w in words):
            rule = {"validate": "list", "source": list(words), "error_type": "warning"}
            page.data_validation(1, place, 5000, place, rule)


def _width(place: int, heading: str, rows: Sequence[Sequence[Cell]]) -> int:
    longest = max((len(as_text(row[place])) for row in rows if place < len(row)), default=0)
    return min(max(longest + 2, len(heading) + 3, _NARROW), _WIDE)


def _sheet_name(title: str) -> str:
    """What Excel takes as the name of a sheet."""
    bare = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title).strip()
    return bare[:31].strip() or "1"


def csv_text(sheet: Sheet, target: BinaryIO) -> None:
    """``sheet`` as CSV that Excel opens with its accents: UTF-8 with a mark, CRLF."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(harmless(heading) for heading in sheet.headings)
    writer.writerows([harmless(as_text(cell)) for cell in row] for row in sheet.rows)
    text.detach()


def as_text(cell: Cell) -> str:
    """A cell as one would type it."""
    return _TEXTS.get(type(cell), str)(cell)


def _local(moment: datetime) -> str:
    local = moment.astimezone(ZONE) if moment.tzinfo else moment
    return f"{local:%d/%m/%Y %H:%M}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _nothing: "",
    bool: lambda value: _("Có") if value else _("Không"),
    date: vn_date,
    datetime: _local,
    float: lambda value: f"{value:.10g}".replace(".", ","),
    Decimal: lambda value: f"{value:f}".replace(".", ","),
    Promise: str,
}
