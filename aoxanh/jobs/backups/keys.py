"""Keys and secrets, kept apart from the data they protect."""

import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from aoxanh.audit.actions import SEALED
from aoxanh.jobs.errors import BackupBroken, FileMissing, WouldOverwrite


Contents = Mapping[Path, bytes]
"""What a key archive holds, by where it belongs."""


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
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != SEALED:
                    archive.add(path, arcname=f"{name}/{path.relative_to(folder).as_posix()}")


def read_keys(file: Path, *, force: bool = False) -> Contents:
    """Keys and secrets of ``file``, writing nothing. Raises ``FileMissing``, ``WouldOverwrite``, ``BackupBroken``."""
    if not file.is_file():
        raise FileMissing(file=file)
    if has_keys() and not force:
        raise WouldOverwrite(place=settings.KEY_FOLDER)
    try:
        with tarfile.open(file, "r:gz") as archive:
            return {_place_of(entry): _content_of(archive, entry) for entry in archive}
    except (tarfile.TarError, EOFError, OSError) as fault:
        raise BackupBroken(reason=_("tệp khóa bị cắt hoặc hỏng")) from fault


def put_keys(contents: Contents) -> None:
    """Write what ``read_keys`` read to where it belongs, readable for its owner only."""
    for target, content in contents.items():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.touch(mode=0o600)
        target.write_bytes(content)


def restore_keys(file: Path, *, force: bool = False) -> None:
    """Put keys and secrets back. Raises ``FileMissing``, ``WouldOverwrite``, ``BackupBroken``."""
    put_keys(read_keys(file, force=force))


def _place_of(entry: tarfile.TarInfo) -> Path:
    parts = PurePosixPath(entry.name).parts
    if not entry.isreg() or len(parts) < 2 or parts[0] not in _folders() or ".." in parts:
        raise BackupBroken(reason=_("tệp khóa có thành phần lạ"))
    return _folders()[parts[0]].joinpath(*parts[1:])


def _content_of(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    source = archive.extractfile(entry)
    if source is None:
        raise BackupBroken(reason=_("tệp khóa có thành phần lạ"))
    with source:
        return source.read()
