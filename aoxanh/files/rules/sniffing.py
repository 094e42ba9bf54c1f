"""The type of a file from its bytes: the whole file must be of the type, not only its beginning."""

import re

from aoxanh.files.errors import FileBroken
from aoxanh.files.rules.archives import office_type
from aoxanh.files.types import FileType


_PDF_END_WITHIN = 1024
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def sniff(content: bytes, *, name: str, is_own: bool = False) -> FileType | None:
    """The type of ``content``, None when it is none we take.

    ``name`` only tells CSV from plain text; an archive that is no office file is taken only where it is our own
    (``is_own``). Raises ``FileBroken`` when the type is known but the file is cut
    or carries something behind its end, ``ArchiveTooLarge``.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileType.WEBP
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        found = office_type(content, is_own=is_own)
        return FileType.ZIP if found is None and is_own else found
    return _text(content, name=name)


def _pdf(content: bytes) -> FileType:
    """A PDF whose end is where the file ends: neither cut nor with another file behind it."""
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\x00\r\n\t ") or len(content) - end > _PDF_END_WITHIN:
        raise FileBroken
    return FileType.PDF


def _text(content: bytes, *, name: str) -> FileType | None:
    """UTF-8 text that no browser would take for a page, None otherwise."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text):
        return None
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return None
    return FileType.CSV if name.lower().endswith(".csv") else FileType.TEXT
