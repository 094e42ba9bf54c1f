"""Files apart from the archives: each lies in a folder once, however many backups name it.

What is stored never changes and bears a name nobody can guess, so that a copy made once stays good. Each backup
touches what still lives: what was let go long ago is told by its age, and forgotten.
"""

import hashlib
import os
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from aoxanh.files import queries as files
from aoxanh.jobs.backups.manifest import Member


def member(path: Path) -> Member:
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return Member(size=path.stat().st_size, sha256=digest)


def stored() -> list[Path]:
    """What is stored, complete."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.glob("??/*") if path.is_file() and not path.suffix)


def keep_files(store: Path, *, now: datetime) -> int:
    """Have a copy of every stored file in the store; how many there are."""
    count = 0
    for path in stored():
        with suppress(FileNotFoundError):  # let go of meanwhile
            keep(path, store=store, now=now)
            count += 1
    return count


def keep(path: Path, *, store: Path, now: datetime) -> Member:
    """Have a copy of the stored file at ``path``; what it is."""
    kept = store / path.relative_to(settings.MEDIA_ROOT)
    if not kept.exists() or kept.stat().st_size != path.stat().st_size:
        _copy(path, kept)
    os.utime(kept, (now.timestamp(), now.timestamp()))
    return member(kept)


def forget(store: Path, *, days: int, now: datetime) -> int:
    """Remove what no backup of the last ``days`` found alive; how many."""
    before = (now - timedelta(days=days)).timestamp()
    old = [path for path in store.glob("??/*") if path.stat().st_mtime < before]
    for path in old:
        path.unlink()
    return len(old)


def bring_back(store: Path) -> tuple[int, int]:
    """Put in place what the database names and the home lacks: (brought, not found or not as it was)."""
    brought = lost = 0
    for stored in files.every():
        target, kept = files.location(stored.path), store / stored.path
        if target.exists():
            continue
        if kept.is_file() and member(kept) == Member(stored.size, stored.sha256):
            _copy(kept, target)
            brought += 1
        else:
            lost += 1
    return brought, lost


def _copy(source: Path, target: Path) -> None:
    """Complete before it bears its name, for its owner only."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    shutil.copyfile(source, part)
    part.replace(target)
