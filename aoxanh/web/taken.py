"""Files that a page makes and hands over: always taken away, never drawn inside the portal."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from aoxanh.files.types import FileType


def taken_away(content: bytes, name: str, file_type: FileType | str) -> HttpResponse:
    """``content`` as a download called ``name``."""
    answer = HttpResponse(content, content_type=str(file_type))
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
