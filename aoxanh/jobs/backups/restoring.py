"""Restoring a backup: unpacked beside its place, checked to the last byte, then moved in."""

import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from aoxanh.jobs.backups import databases, store
from aoxanh.jobs.backups.manifest import DATABASE, NAME, Manifest, Member
from aoxanh.jobs.errors import BackupBroken, BackupOfOtherDatabase, FileMissing, WouldOverwrite


def restore(file: Path, *, force: bool = False, apart: Path | None = None) -> Manifest:
    """Put the backup in ``file`` in place. Nothing is touched before all of it is checked.

    ``apart``: the folder that holds the files which a backup only names.
    Raises ``FileMissing``, ``WouldOverwrite``, ``BackupBroken``, ``BackupOfOtherDatabase``.
    """
    if not file.is_file():
        raise FileMissing(file=file)
    home = Path(settings.HOME)
    if not force:
        _refuse_unless_empty()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        manifest = _unpacked(file, Path(folder), apart)
        if manifest.vendor != connection.vendor:
            raise BackupOfOtherDatabase(theirs=manifest.vendor, ours=connection.vendor)
        databases.load(Path(folder) / DATABASE)
        _move_files(Path(folder) / "files")
    return manifest


def _refuse_unless_empty() -> None:
    media = Path(settings.MEDIA_ROOT)
    if not databases.is_empty():
        raise WouldOverwrite(place=_("Cơ sở dữ liệu"))
    if media.exists() and any(media.iterdir()):
        raise WouldOverwrite(place=media)


def _unpacked(file: Path, folder: Path, apart: Path | None) -> Manifest:
    """Every member in ``folder``, as the manifest says it must be."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            for entry in archive:
                _unpack(archive, entry, folder)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as fault:
        raise BackupBroken(reason=_("tệp bị cắt hoặc hỏng")) from fault
    listed = folder / NAME
    if not listed.is_file():
        raise BackupBroken(reason=_("thiếu bản kê"))
    manifest = Manifest.load(listed.read_bytes())
    if DATABASE not in manifest.members:
        raise BackupBroken(reason=_("thiếu cơ sở dữ liệu"))
    for name, member in manifest.members.items():
        if apart is not None:
            _fetch(name, folder, apart)
        _check(folder / name, member)
    return manifest


def _fetch(name: str, folder: Path, apart: Path) -> None:
    """What the archive only names, from where the files lie apart."""
    target = (folder / name).resolve()
    kept = apart / name.removeprefix("files/")
    if target.is_relative_to(folder.resolve()) and not target.exists() and kept.is_file():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(kept, target)
        target.chmod(0o600)


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """One regular member below ``folder``: names that lead elsewhere are refused."""
    target = (folder / entry.name).resolve()
    source = archive.extractfile(entry) if entry.isreg() else None
    if source is None or not target.is_relative_to(folder.resolve()):
        raise BackupBroken(reason=_("có thành phần lạ"))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with source, target.open("xb") as sink:
        target.chmod(0o600)
        shutil.copyfileobj(source, sink)


def _check(path: Path, member: Member) -> None:
    if not path.is_file():
        raise BackupBroken(reason=_("thiếu thành phần %(name)s") % {"name": path.name})
    if store.member(path) != member:
        raise BackupBroken(reason=_("sai mã kiểm của %(name)s") % {"name": path.name})


def _move_files(source: Path) -> None:
    """The restored files in place of whatever was there."""
    media = Path(settings.MEDIA_ROOT)
    source.mkdir(exist_ok=True, mode=0o700)
    if media.exists():
        shutil.rmtree(media)
    media.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, media)
