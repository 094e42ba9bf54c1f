"""Writing a backup: the database first, so that every row in it finds its file."""

import tarfile
import tempfile
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection

from aoxanh.jobs.backups import databases, store
from aoxanh.jobs.backups.manifest import DATABASE, FORMAT, NAME, Manifest, Member
from aoxanh.jobs.errors import WouldOverwrite


def write(file: Path, *, now: datetime, force: bool = False, apart: Path | None = None) -> Manifest:
    """Write database, stored files and manifest to ``file``, complete before it bears its name.

    With ``apart`` the files go to that folder instead, and ``file`` only says what they must be.
    Raises ``WouldOverwrite``, ``BackupToolMissing``, ``BackupToolFailed``.
    """
    if file.exists() and not force:
        raise WouldOverwrite(place=file)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            manifest = _packed(part, Path(folder), apart, now=now)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _packed(part: Path, folder: Path, apart: Path | None, *, now: datetime) -> Manifest:
    copy = folder / DATABASE
    rows = databases.dump(copy)
    part.touch(mode=0o600)
    with tarfile.open(part, "w:gz", compresslevel=6) as archive:
        members = {DATABASE: _added(archive, DATABASE, copy)}
        for path in store.stored():
            name = f"files/{path.relative_to(settings.MEDIA_ROOT).as_posix()}"
            with suppress(FileNotFoundError):  # let go of meanwhile
                members[name] = (
                    store.keep(path, store=apart, now=now) if apart else _added(archive, name, path)
                )
        manifest = Manifest(
            format=FORMAT,
            version=version("aoxanh"),
            vendor=connection.vendor,
            made_at=now.isoformat(),
            rows=rows,
            members=members,
        )
        raw = manifest.dump()
        entry = tarfile.TarInfo(NAME)
        entry.size = len(raw)
        archive.addfile(entry, BytesIO(raw))
    return manifest


def _added(archive: tarfile.TarFile, name: str, path: Path) -> Member:
    archive.add(path, arcname=name, recursive=False)
    return store.member(path)
