"""File names that every system takes."""

import re

from aoxanh.files.types import SUFFIXES, FileType
from aoxanh.kernel.text import nfc


MAX_LENGTH = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]+')


def safe_name(typed: str, file_type: FileType) -> str:
    """The last part of ``typed`` without what file systems refuse, ending as the type does."""
    last = re.split(r"[/\\]", nfc(typed))[-1]
    bare = _UNSAFE.sub(" ", last).strip(" .")
    stem = bare.rsplit(".", 1)[0] if "." in bare else bare
    suffix = SUFFIXES[file_type]
    return (nfc(stem)[: MAX_LENGTH - len(suffix)] or "tep") + suffix
