"""Keeping files, letting them go, and sweeping what nobody keeps."""

import hashlib
import os
import secrets
import weakref
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from aoxanh.audit import actions as audit
from aoxanh.files import queries, rules
from aoxanh.files.errors import FileEmpty, FileInUse, FileTooLarge, FileTypeUnknown
from aoxanh.files.models import StoredFile
from aoxanh.files.types import (
    OWN,
    PICTURES,
    TAKEN,
    FileDropped,
    FileKind,
    FileStored,
    FileType,
    Swept,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.sheets import Sheet


_ORPHAN_AFTER = timedelta(hours=6)
"""No transaction lives this long: a file without a row by then never gets one."""

_MEGABYTE = 1024 * 1024


@transaction.atomic(savepoint=False)
def store(
    *,
    by: Actor,
    unit_id: int,
    kind: FileKind | str,
    name: str,
    content: bytes,
    keep_until: date = FOREVER,
    now: datetime,
) -> StoredFile:
    """Keep ``content`` for the unit; photos are drawn anew. The caller has checked that ``by`` may.

    The file is written before the row commits and removed when it rolls back. ``settings.UPLOAD_LIMIT_BYTES``
    holds for all but what the product makes itself. Raises ``FileEmpty``, ``FileTooLarge``,
    ``FileTypeUnknown``, ``FileBroken``, ``PhotoTooLarge``, ``ArchiveTooLarge``.
    """
    wanted = FileKind(kind)
    file_type, kept = _checked(wanted, name=name, content=content)
    path = _written(lambda sink: sink.write(kept))
    named = rules.safe_name(name, file_type)
    row = StoredFile(unit_id=unit_id, kind=wanted, name=named, mime=file_type.value, path=path)
    return _keep_row(row, by=by, keep_until=keep_until, now=now)


def store_list(
    *,
    by: Actor,
    unit_id: int,
    name: str,
    sheet: Sheet,
    file_type: FileType,
    keep_until: date,
    now: datetime,
) -> StoredFile:
    """Keep a list that leaves for the unit, written where it will lie: long ones take no more memory than short ones.

    Its rows are asked for before the transaction begins, so that others see how far it is.
    """
    path = _written(lambda sink: queries.write(sheet, file_type, sink))
    named = rules.safe_name(name, file_type)
    row = StoredFile(
        unit_id=unit_id, kind=FileKind.EXPORT, name=named, mime=file_type.value, path=path
    )
    with transaction.atomic():
        return _keep_row(row, by=by, keep_until=keep_until, now=now)


def _keep_row(row: StoredFile, *, by: Actor, keep_until: date, now: datetime) -> StoredFile:
    """The row of a file that lies there already; the file goes when the transaction rolls back."""
    place = queries.location(row.path)
    _remove_on_rollback(place)
    with place.open("rb") as content:
        row.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        row.size = content.tell()
    row.keep_until, row.created_at = keep_until, now
    row.save(force_insert=True)
    audit.record(
        by=by,
        event=FileStored(row.pk, FileKind(row.kind).value, row.size),
        unit_id=row.unit_id,
        subject=("file", row.pk),
        now=now,
    )
    return row


def _checked(kind: FileKind, *, name: str, content: bytes) -> tuple[FileType, bytes]:
    """The true type and the bytes to keep."""
    if not content:
        raise FileEmpty
    limit = settings.UPLOAD_LIMIT_BYTES
    if kind not in OWN and len(content) > limit:
        raise FileTooLarge(size=-(-len(content) // _MEGABYTE), limit=limit // _MEGABYTE)
    found = rules.sniff(content, name=name, is_own=kind in OWN)
    if found is None or found not in TAKEN[kind]:
        taken = sorted(str(one.label) for one in TAKEN[kind])
        raise FileTypeUnknown(taken=", ".join(taken))
    if kind in {FileKind.PHOTO, FileKind.SCAN} and found in PICTURES:
        return FileType.JPEG, rules.reencoded(content)
    return found, content


class _Uncommitted:
    """Lives as long as the transaction remembers it: not a moment after a rollback."""


def _written(write: Callable[[BinaryIO], object]) -> str:
    """What ``write`` writes, at a path nobody can guess, complete before it bears its name; returns the path."""
    name = secrets.token_hex(16)
    path = f"{name[:2]}/{name}"
    target = queries.location(path)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(".part")
    try:
        with part.open("xb") as sink:
            part.chmod(0o600)
            write(sink)
            sink.flush()
            os.fsync(sink.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def _remove_on_rollback(target: Path) -> None:
    """Django tells of commits only: what it still remembers at commit is kept, what it forgot is removed."""
    witness = _Uncommitted()
    removal = weakref.finalize(witness, target.unlink, missing_ok=True)
    transaction.on_commit(partial(_keep, witness, removal))


def _keep(witness: _Uncommitted, removal: "weakref.finalize[..., _Uncommitted]") -> None:
    del witness
    removal.detach()


@transaction.atomic(savepoint=False)
def drop(*, by: Actor, file_id: int, now: datetime) -> None:
    """Delete a file and, once that is committed, its content. The caller has checked that ``by`` may.

    Raises ``FileInUse``.
    """
    row = StoredFile.objects.get(pk=file_id)
    location = queries.location(row.path)
    try:
        StoredFile.objects.filter(pk=file_id).delete()
    except ProtectedError as fault:
        raise FileInUse from fault
    audit.record(
        by=by,
        event=FileDropped(file_id, row.kind),
        unit_id=row.unit_id,
        subject=("file", file_id),
        now=now,
    )
    transaction.on_commit(partial(location.unlink, missing_ok=True))


def sweep(*, by: Actor, now: datetime) -> Swept:
    """Drop what need not be kept any longer, a file at a time, and remove content that no row names."""
    expired = 0
    for file_id in list(StoredFile.objects.all().expired(by.day).values_list("pk", flat=True)):
        try:
            drop(by=by, file_id=file_id, now=now)
        except FileInUse:
            continue
        expired += 1
    return Swept(expired=expired, orphans=_remove_orphans(now))


def _remove_orphans(now: datetime) -> int:
    root = Path(settings.MEDIA_ROOT)
    before = (now - _ORPHAN_AFTER).timestamp()
    old = [path for path in root.glob("??/*") if path.is_file() and path.stat().st_mtime < before]
    named = set(StoredFile.objects.values_list("path", flat=True)) if old else set()
    orphans = [path for path in old if path.relative_to(root).as_posix() not in named]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
