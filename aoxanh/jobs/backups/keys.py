"""Keys and secrets, kept apart from the data they protect."""

import tarfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from aoxanh.jobs.errors import BackupBroken, FileMissing, WouldOverwrite


def _folders() -> dict[str, Path]:
    """Where each folder of the key archive belongs."""
    return {"keys": Path(settings.KEY_FOLDER), "secrets": Path(settings.HOME) / "secrets"}


def has_keys() -> bool:
    folder = Path(settings.KEY_FOLDER)
    return folder.exists() and any(folder.iterdir())


def write_keys(file: Path, *, force: bool = False) -> None:
    """Write the signing keys and secrets to ``file``, readable for its owner only. Raises ``WouldOverwrite``."""
    if file.exists() and not force:
        raise WouldOverwrite(place=file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    with tarfile.open(file, "w:gz") as archive:
        for name, folder in _folders().items():
            for path in sorted(folder.glob("*")):
                archive.add(path, arcname=f"{name}/{path.name}", recursive=False)


def restore_keys(file: Path, *, force: bool = False) -> None:
    """Put keys and secrets back. Raises ``FileMissing``, ``WouldOverwrite``, ``BackupBroken``."""
    if not file.is_file():
        raise FileMissing(file=file)
    if has_keys() and not force:
        raise WouldOverwrite(place=settings.KEY_FOLDER)
    folders = _folders()
    try:
        with tarfile.open(file, "r:gz") as archive:
            for entry in archive:
                _put_back(archive, entry, folders)
    except (tarfile.TarError, EOFError, OSError) as fault:
        raise BackupBroken(reason=_("tệp khóa bị cắt hoặc hỏng")) from fault


def _put_back(archive: tarfile.TarFile, entry: tarfile.TarInfo, folders: dict[str, Path]) -> None:
    parent, _slash, name = entry.name.partition("/")
    source = archive.extractfile(entry) if entry.isreg() else None
    if source is None or parent not in folders or not name or "/" in name or name in {".", ".."}:
        raise BackupBroken(reason=_("tệp khóa có thành phần lạ"))
    folders[parent].mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folders[parent] / name
    target.touch(mode=0o600)
    with source:
        target.write_bytes(source.read())
