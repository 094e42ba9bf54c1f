"""Tables in text: CSV in every shape that Excel saves, and lists pasted from a sheet or a chat."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from aoxanh.files.errors import CellTooLong, TableEmpty, TableTooLarge, TextNotUnicode
from aoxanh.kernel.tables import Table


MAX_ROWS = 200_000
MAX_COLUMNS = 100
MAX_CELL = 32_767
"""Signs that a cell of a workbook can hold."""


_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_QUOTES = {sign: bytes([sign]).decode("cp1252", "ignore") for sign in range(0x80, 0xA0)}
"""What Windows has where Latin-1 has nothing: quotes and dashes."""
_SAMPLE = 20_000
_LINES = 40
_NUMBERING = re.compile(r"^\s*(?:\d{1,4}\s*[.)/:-]|[-–•*+])\s*")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)")
_EMAIL = re.compile(r"(?<![^\s@,;<>()])[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]+")
_EDGES = " \t,;:|–—-()[]<>\"'"
CHAT_HEADINGS = ("Họ và tên", "Số điện thoại", "E-mail")


def decoded(content: bytes) -> str:
    """The text of ``content``: UTF-8, or UTF-16 as Excel's “Unicode Text”. Raises ``TextNotUnicode``."""
    encoding = next((name for mark, name in _MARKED if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise TextNotUnicode from fault


def by_line(content: bytes) -> tuple[list[str], list[int]]:
    """Each line of ``content`` by itself, and the places of those that are no UTF-8: these are read sign by sign."""
    texts: list[str] = []
    strange: list[int] = []
    for place, line in enumerate(content.removeprefix(_MARKED[0][0]).splitlines()):
        try:
            texts.append(line.decode())
        except UnicodeDecodeError:
            strange.append(place)
            texts.append(line.decode("latin-1").translate(_QUOTES))
    return texts, strange


def text_table(text: str, *, name: str) -> Table:
    """The table in ``text``, a line for each row. Raises ``TableEmpty``, ``TableTooLarge``, ``CellTooLong``."""
    plain = text.replace("\x00", "").removeprefix("\ufeff")
    separator = _separator(plain)
    rows = _separated(plain, separator) if separator else _spoken(plain)
    lines: list[int] = []
    found: list[list[str]] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(found) >= MAX_ROWS or len(row) > MAX_COLUMNS:
            raise _too_large()
        lines.append(number)
        found.append(row)
    if not found:
        raise TableEmpty
    if separator is None and any(row[1] or row[2] for row in found):
        lines.insert(0, 0)
        found.insert(0, list(CHAT_HEADINGS))
    return Table(name=name, lines=lines, rows=found)


def _separator(text: str) -> str | None:
    """The sign that parts most lines into equally many cells; a tab anywhere in the first lines wins."""
    sample = text[:_SAMPLE]
    if "\t" in sample:
        return "\t"
    for sign in (";", ","):
        rows = [row for _, row in islice(_separated(sample, sign), _LINES) if any(row)]
        width, having = Counter(len(row) for row in rows).most_common(1)[0] if rows else (0, 0)
        if width > 1 and len(rows[0]) > 1 and having >= len(rows) * 0.6:
            return sign
    return None


def _separated(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    sheet = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    before = 0
    try:
        for row in sheet:
            yield before + 1, row
            before = sheet.line_num
    except csv.Error as fault:
        raise _too_large() from fault


def _too_large() -> TableTooLarge:
    return TableTooLarge(rows=f"{MAX_ROWS:,}".replace(",", "."), columns=MAX_COLUMNS)


def _spoken(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines as people write them in a chat: “3. Lò Thị Ón – 0912 345 678”."""
    lines = text.splitlines()
    if sum(not line.isspace() for line in lines if line) > MAX_ROWS:
        raise _too_large()
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_CELL:
            raise CellTooLong(line=number, most=f"{MAX_CELL:,}".replace(",", "."))
        rest = _NUMBERING.sub("", line)
        phone, email = _PHONE.search(rest), _EMAIL.search(rest)
        for part in (phone, email):
            if part is not None:
                rest = rest.replace(part.group(), " ")
        name = " ".join(rest.split()).strip(_EDGES)
        yield number, [name, phone.group() if phone else "", email.group() if email else ""]
