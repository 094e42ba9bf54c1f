"""What was uploaded or pasted, opened: what the bytes are is judged before anything is unpacked."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from aoxanh.files.errors import (
    NoTable,
    TextLegacy,
    TextMixed,
    TextNotUnicode,
    WordDocumentOld,
    WorkbookLocked,
    WorkbookOld,
    WorkbookWithMacros,
)
from aoxanh.files.rules.archives import office_type
from aoxanh.files.rules.documents import document
from aoxanh.files.rules.legacy import converter, legacy_encoding
from aoxanh.files.rules.sheets import workbook_table
from aoxanh.files.rules.sniffing import sniff
from aoxanh.files.rules.texts import by_line, decoded, text_table
from aoxanh.files.types import FileType
from aoxanh.kernel.tables import Document, Mark, Opened, Paragraph, Table


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = b"PK\x03\x04"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MACROS = "vbaProject.bin"
_CONTROLS = frozenset("\t\r\n\f\x00")
Form = Table | Document | str
Converter = Callable[[Sequence[str]], Sequence[str]]
_LINES_SHOWN = 10


def opened(content: bytes, *, name: str) -> Opened:
    """What a file holds, as it is; the bytes decide, not the name.

    Raises ``WorkbookOld``, ``WordDocumentOld``, ``WorkbookLocked``, ``WorkbookWithMacros``, ``NoTable``,
    ``FileBroken``, ``ArchiveTooLarge``, ``TableEmpty``, ``TableTooLarge``, ``TextNotUnicode``, ``TextMixed``.
    """
    if content.startswith(_COMPOUND):
        _refuse_compound(content)
    if content.startswith(_ARCHIVE):
        return _judged(name, _from_archive(content, name))
    if not content.startswith(_WIDE) and sniff(content, name="") not in {FileType.TEXT, None}:
        raise NoTable
    return pasted(_text(content), name=name)


def pasted(text: str, *, name: str) -> Opened:
    """Text from the clipboard, as it is. Raises ``NoTable``."""
    if any(sign < " " and sign not in _CONTROLS for sign in text[:4000]):
        raise NoTable
    return _judged(name, text)


def _judged(name: str, form: Form) -> Opened:
    return Opened(name, form, legacy_encoding(_texts(form)) or "")


def _texts(form: Form) -> Iterable[Sequence[str]]:
    if isinstance(form, Table):
        return form.rows
    if isinstance(form, Document):
        rows = [row for table in form.tables for row in table.rows]
        return [*rows, [paragraph.text for paragraph in form.paragraphs]]
    return (line.split("\t") for line in form.splitlines())


def table_of(found: Opened, *, converts: bool) -> Table:
    """The table in what was opened, old letters in Unicode where that was asked for.

    Raises ``TextLegacy``, ``TableEmpty``, ``TableTooLarge``, ``NoTable``.
    """
    return _as_table(found.name, in_unicode(found, converts=converts).form)


def _as_table(name: str, form: Form) -> Table:
    if isinstance(form, str):
        return text_table(form, name=name)
    if isinstance(form, Table):
        return form
    if not form.tables:
        raise NoTable
    return max(form.tables, key=lambda each: sum(map(len, each.rows)))


def in_unicode(found: Opened, *, converts: bool) -> Opened:
    """What was opened, in Unicode. Raises ``TextLegacy`` when that would change it and was not asked for."""
    if not found.encoding:
        return found
    if not converts:
        raise TextLegacy(encoding=found.encoding)
    convert = converter(_texts(found.form), found.encoding)
    return Opened(found.name, _converted(found.form, convert))


def _converted(form: Form, convert: Converter) -> Form:
    if isinstance(form, Table):
        return _converted_table(form, convert)
    if isinstance(form, Document):
        return replace(form, parts=[_converted_part(part, convert) for part in form.parts])
    return "\n".join("\t".join(convert(line.split("\t"))) for line in form.split("\n"))


def _converted_part(part: Paragraph | Table, convert: Converter) -> Paragraph | Table:
    if isinstance(part, Table):
        return _converted_table(part, convert)
    return replace(part, text=convert([part.text])[0])


def _converted_table(table: Table, convert: Converter) -> Table:
    """Each cell that changed is marked so that the preview says it."""
    rows = [convert(row) for row in table.rows]
    marks = {line: list(known) for line, known in table.marks.items()}
    for line, before, after in zip(table.lines, table.rows, rows, strict=True):
        changed = [place for place, text in enumerate(after) if text != before[place]]
        marks.setdefault(line, []).extend((place, Mark.CONVERTED) for place in changed)
    return replace(table, rows=rows, marks=marks)


def _text(content: bytes) -> str:
    """Text of a plain file; lines of former times are read sign by sign.

    Raises ``TextNotUnicode``, ``TextMixed`` when other lines of the file are in Unicode, ``NoTable``.
    """
    try:
        return decoded(content)
    except TextNotUnicode:
        texts, strange = by_line(content)
        if any("\x00" in text for text in texts):
            raise NoTable from None
        if legacy_encoding([text.split("\t") for text in texts]) is None:
            raise _not_unicode(texts, strange) from None
        return "\n".join(texts)


def _not_unicode(texts: Sequence[str], strange: Sequence[int]) -> TextNotUnicode | TextMixed:
    """What is said of lines nobody can read: where they stand, if the others can be read."""
    unread = set(strange)
    if all(text.isascii() for place, text in enumerate(texts) if place not in unread):
        return TextNotUnicode()
    shown = ", ".join(str(place + 1) for place in strange[:_LINES_SHOWN])
    return TextMixed(lines=shown if len(strange) <= _LINES_SHOWN else f"{shown}…")


def _from_archive(content: bytes, name: str) -> Table | Document:
    found = office_type(content)
    if found == FileType.XLSX:
        return workbook_table(content, name=name)
    if found == FileType.DOCX:
        return document(content, name=name)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if any(part.endswith(_MACROS) for part in archive.namelist()):
            raise WorkbookWithMacros
    raise NoTable


def _refuse_compound(content: bytes) -> None:
    """Binary Office files tell what they are by the names of their streams."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise WorkbookLocked
    if "WordDocument".encode("utf-16-le") in content:
        raise WordDocumentOld
    raise WorkbookOld
