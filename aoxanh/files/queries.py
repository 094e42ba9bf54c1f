"""Reading stored files: the row for those who may, the content for a page that has checked; tables in files."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from aoxanh.files import rules
from aoxanh.files.errors import FileEmpty, FileGone, FileTooLarge
from aoxanh.files.models import StoredFile, StoredFileQuerySet
from aoxanh.files.types import FileType
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.kernel.tables import Opened, Table
from aoxanh.kernel.text import nfc


_MEGABYTE = 1024 * 1024


def files(*, actor: Actor) -> StoredFileQuerySet:
    """Files of the units whose files the actor may see, newest first."""
    return StoredFile.objects.all().visible_to(actor, Permission.FILE_VIEW).order_by("-pk")


def file(code: str, *, actor: Actor) -> StoredFile:
    """Raises ``Missing``."""
    found = files(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def every() -> Iterator[StoredFile]:
    """Every file that a row names, a few rows in memory at a time: for backups."""
    return StoredFile.objects.order_by("pk").iterator()


def location(path: str) -> Path:
    """Where the content of the file with this ``path`` lies on disk."""
    return Path(settings.MEDIA_ROOT) / path


def content(stored: StoredFile) -> bytes:
    """The bytes. Whoever calls this has checked that the reader may see them. Raises ``FileGone``."""
    try:
        return location(stored.path).read_bytes()
    except FileNotFoundError as fault:
        raise FileGone from fault


def opened(*, name: str, size: int, read: Callable[[], bytes]) -> Opened:
    """What an upload of ``size`` bytes holds; they are read only when they are not too many.

    Raises ``FileEmpty``, ``FileTooLarge`` and what ``rules.opened`` raises.
    """
    limit = settings.UPLOAD_LIMIT_BYTES
    if not size:
        raise FileEmpty
    if size > limit:
        raise FileTooLarge(size=-(-size // _MEGABYTE), limit=limit // _MEGABYTE)
    return rules.opened(read(), name=nfc(name)[-120:])


def pasted(text: str, *, name: str) -> Opened:
    """Text from the clipboard, as it is. Raises ``NoTable``."""
    return rules.pasted(text, name=name)


def in_unicode(found: Opened, *, converts: bool) -> Opened:
    """What was opened, in Unicode. Raises ``TextLegacy`` when that would change it and was not asked for."""
    return rules.in_unicode(found, converts=converts)


def table_of(found: Opened, *, converts: bool = False) -> Table:
    """The table in what was opened. Raises what ``rules.table_of`` raises."""
    return rules.table_of(found, converts=converts)


def table(*, name: str, size: int, read: Callable[[], bytes]) -> Table:
    """The table in an upload. Raises what ``opened`` and ``table_of`` raise."""
    return table_of(opened(name=name, size=size, read=read))


def pasted_table(text: str, *, name: str) -> Table:
    """The table in text from the clipboard. Raises what ``pasted`` and ``table_of`` raise."""
    return table_of(pasted(text, name=name))


def write(sheet: Sheet, file_type: FileType, target: BinaryIO) -> None:
    """A list as a file to take away, XLSX, CSV or DOCX, into ``target``: no cell of it is a formula."""
    as_type = {FileType.CSV: rules.csv_text, FileType.DOCX: rules.docx}.get(file_type, rules.xlsx)
    as_type(sheet, target)


def written(sheet: Sheet, file_type: FileType) -> bytes:
    """The same as bytes: for what is answered at once."""
    target = BytesIO()
    write(sheet, file_type, target)
    return target.getvalue()


def shrunk(stored: StoredFile, *, width: int, height: int) -> bytes:
    """A photo for pages, without anything the camera wrote; whoever calls this has checked as for ``content``.

    Raises ``FileGone``, ``FileBroken``.
    """
    return rules.shrunk(content(stored), width=width, height=height)
