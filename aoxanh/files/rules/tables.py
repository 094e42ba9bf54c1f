"""A table from whatever was uploaded: what the bytes are is judged before anything is unpacked."""

import zipfile
from io import BytesIO

from aoxanh.files.errors import (
    NoTable,
    TextLegacy,
    TextNotUnicode,
    WordDocumentOld,
    WorkbookLocked,
    WorkbookOld,
    WorkbookWithMacros,
)
from aoxanh.files.rules.archives import office_type
from aoxanh.files.rules.legacy import legacy_encoding
from aoxanh.files.rules.sheets import workbook_table
from aoxanh.files.rules.sniffing import sniff
from aoxanh.files.rules.texts import decoded, text_table
from aoxanh.files.types import FileType
from aoxanh.kernel.tables import Table


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = b"PK\x03\x04"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MACROS = "vbaProject.bin"
_CONTROLS = frozenset("\t\r\n\f\x00")


def table_of(content: bytes, *, name: str) -> Table:
    """The table in a file; the bytes decide, not the name.

    Raises ``WorkbookOld``, ``WordDocumentOld``, ``WorkbookLocked``, ``WorkbookWithMacros``, ``NoTable``,
    ``FileBroken``, ``ArchiveTooLarge``, ``TableEmpty``, ``TableTooLarge``, ``TextNotUnicode``, ``TextLegacy``.
    """
    if content.startswith(_COMPOUND):
        _refuse_compound(content)
    if content.startswith(_ARCHIVE):
        return _in_unicode(_from_archive(content, name))
    if not content.startswith(_WIDE) and sniff(content, name="") not in {FileType.TEXT, None}:
        raise NoTable
    return pasted_table(_text(content), name=name)


def pasted_table(text: str, *, name: str) -> Table:
    """The table in text that was pasted. Raises ``TableEmpty``, ``TableTooLarge``, ``NoTable``, ``TextLegacy``."""
    if any(sign < " " and sign not in _CONTROLS for sign in text[:4000]):
        raise NoTable
    return _in_unicode(text_table(text, name=name))


def _in_unicode(table: Table) -> Table:
    encoding = legacy_encoding(table.rows)
    if encoding is not None:
        raise TextLegacy(encoding=encoding)
    return table


def _text(content: bytes) -> str:
    try:
        return decoded(content)
    except TextNotUnicode:
        guessed = content.decode("latin-1")
        if "\x00" in guessed:
            raise NoTable from None
        encoding = legacy_encoding([line.split("\t") for line in guessed.splitlines()])
        if encoding is not None:
            raise TextLegacy(encoding=encoding) from None
        raise


def _from_archive(content: bytes, name: str) -> Table:
    found = office_type(content)
    if found == FileType.XLSX:
        return workbook_table(content, name=name)
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
