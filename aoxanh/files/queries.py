"""Reading stored files: the row for those who may, the content for a page that has checked."""

from pathlib import Path

from django.conf import settings

from aoxanh.files.errors import FileGone
from aoxanh.files.models import StoredFile, StoredFileQuerySet
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission


def files(*, actor: Actor) -> StoredFileQuerySet:
    """Files of the units whose files the actor may see, newest first."""
    return StoredFile.objects.all().visible_to(actor, Permission.FILE_VIEW).order_by("-pk")


def file(code: str, *, actor: Actor) -> StoredFile:
    """Raises ``Missing``."""
    found = files(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def location(path: str) -> Path:
    """Where the content of the file with this ``path`` lies on disk."""
    return Path(settings.MEDIA_ROOT) / path


def content(stored: StoredFile) -> bytes:
    """The bytes. Whoever calls this has checked that the reader may see them. Raises ``FileGone``."""
    try:
        return location(stored.path).read_bytes()
    except FileNotFoundError as fault:
        raise FileGone from fault
