"""Office files are zip archives: what they declare is checked before anything is unpacked."""

import struct
import zipfile
import zlib
from io import BytesIO

from aoxanh.files.errors import ArchiveTooLarge, FileBroken
from aoxanh.files.types import FileType


MAX_ENTRIES = 2000
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_RATIO = 200
"""Spreadsheets of repeated rows compress well; bombs compress a thousand times better."""

_RATIO_FROM_BYTES = 1024 * 1024
_ENCRYPTED = 0x1
_END_RECORD_BYTES = 22
_MAIN_PARTS = {"xl/workbook.xml": FileType.XLSX, "word/document.xml": FileType.DOCX}
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


def office_type(content: bytes, *, is_own: bool = False) -> FileType | None:
    """XLSX or DOCX without macros, None for any other archive. Raises ``FileBroken``, ``ArchiveTooLarge``.

    What the product wrote itself (``is_own``) may unpack to any size.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_frame(content, archive)
            if not is_own:
                _check_declared(archive.infolist())
            found = _type_of(archive)
            is_sound = found is None or archive.testzip() is None
    except _FAULTS as fault:
        raise FileBroken from fault
    if not is_sound:
        raise FileBroken
    return found


def _check_frame(content: bytes, archive: zipfile.ZipFile) -> None:
    """Nothing before the first entry and nothing behind the end record."""
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    length = _END_RECORD_BYTES + len(archive.comment)
    if first != 0 or content[-length:][:4] != b"PK\x05\x06":
        raise FileBroken


def _check_declared(entries: list[zipfile.ZipInfo]) -> None:
    """What the directory declares. A lie is found by ``testzip``, which never reads beyond it."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_bomb = unpacked > _RATIO_FROM_BYTES and unpacked > packed * MAX_RATIO
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or is_bomb:
        raise ArchiveTooLarge
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileBroken


def _type_of(archive: zipfile.ZipFile) -> FileType | None:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or any(n.endswith("vbaProject.bin") for n in names):
        return None
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
