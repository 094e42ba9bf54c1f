"""Writing a backup: the database first, so that every row in it finds its file."""

import hashlib
import tarfile
import tempfile
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection

from aoxanh.jobs.backups import databases
from aoxanh.jobs.backups.manifest import DATABASE, FORMAT, NAME, Manifest, Member
from aoxanh.jobs.errors import WouldOverwrite


def write(file: Path, *, now: datetime, force: bool = False) -> Manifest:
    """Write database, stored files and manifest to ``file``, complete before it bears its name.

    Raises ``WouldOverwrite``, ``BackupToolMissing``, ``BackupToolFailed``.
    """
    if file.exists() and not force:
        raise WouldOverwrite(place=file)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            manifest = _packed(part, Path(folder), now=now)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _packed(part: Path, folder: Path, *, now: datetime) -> Manifest:
    copy = folder / DATABASE
    rows = databases.dump(copy)
    part.touch(mode=0o600)
    with tarfile.open(part, "w:gz", compresslevel=6) as archive:
        members = {DATABASE: _added(archive, DATABASE, copy)}
        members |= {name: _added(archive, name, path) for name, path in _stored()}
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


def _stored() -> list[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    paths = sorted(path for path in root.glob("??/*") if path.is_file() and not path.suffix)
    return [(f"files/{path.relative_to(root).as_posix()}", path) for path in paths]


def _added(archive: tarfile.TarFile, name: str, path: Path) -> Member:
    archive.add(path, arcname=name, recursive=False)
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return Member(size=path.stat().st_size, sha256=digest)
