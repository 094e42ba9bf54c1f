"""The words about stored files that cross the context's border."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


class FileKind(TextChoices):
    """What a file is kept for: it decides which types are taken and whether the upload limit holds."""

    PHOTO = "PHOTO", _("Ảnh")
    DOCUMENT = "DOCUMENT", _("Tài liệu")
    PDF = "PDF", _("Bản in PDF")
    EXPORT = "EXPORT", _("Bảng kết xuất")
    SCAN = "SCAN", _("Bản chụp, bản quét giấy")
    BUNDLE = "BUNDLE", _("Bộ hồ sơ")


class FileType(TextChoices):
    """What the bytes are, whatever the name says. Values are MIME types."""

    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"
    PDF = "application/pdf", "PDF"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (.xlsx)"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (.docx)"
    CSV = "text/csv; charset=utf-8", "CSV"
    TEXT = "text/plain; charset=utf-8", "TXT"
    ZIP = "application/zip", "ZIP"


SUFFIXES: dict[FileType, str] = {
    FileType.JPEG: ".jpg",
    FileType.PNG: ".png",
    FileType.WEBP: ".webp",
    FileType.PDF: ".pdf",
    FileType.XLSX: ".xlsx",
    FileType.DOCX: ".docx",
    FileType.CSV: ".csv",
    FileType.TEXT: ".txt",
    FileType.ZIP: ".zip",
}

PICTURES = frozenset({FileType.JPEG, FileType.PNG, FileType.WEBP})

TAKEN: dict[FileKind, frozenset[FileType]] = {
    FileKind.PHOTO: PICTURES,
    FileKind.DOCUMENT: frozenset(FileType) - PICTURES - {FileType.ZIP},
    FileKind.PDF: frozenset({FileType.PDF}),
    FileKind.SCAN: PICTURES | {FileType.PDF},
    FileKind.BUNDLE: frozenset({FileType.ZIP}),
    FileKind.EXPORT: frozenset(
        {FileType.XLSX, FileType.CSV, FileType.DOCX, FileType.PDF, FileType.TEXT}
    ),
}
"""Which types each kind takes."""

OWN = frozenset({FileKind.EXPORT, FileKind.BUNDLE})
"""What the product makes itself: no upload limit holds, and archives may unpack to any size."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a retention sweep did."""

    expired: int
    orphans: int
    """Files on disk that no row names: a crash between writing and committing left them."""


@dataclass(frozen=True, slots=True)
class FileStored(Event):
    file_id: int
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class FileDropped(Event):
    file_id: int
    kind: str
