"""The instance's ring of signing keys: files outside the database, readable for their owner only.

The newest key signs. A key that a newer one replaced is kept as a public key only, so that what it signed
stays provable and nothing more can be signed with it.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from joserfc.jwk import ECKey


_CURVE = "P-256"
_FOLDER = "signing"
_CACHED: dict[tuple[Path, int], "KeyRing"] = {}


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id; ``current`` is the one that signs."""

    current: ECKey
    keys: dict[str, ECKey]


def folder() -> Path:
    return Path(settings.KEY_FOLDER) / _FOLDER


def key_ring() -> KeyRing:
    """The ring as it lies in the folder, made with a first key when there is none; cached until it changes."""
    place = folder()
    if not place.is_dir() or not _files(place):
        _make_folder(place)
        _add(place, number=1)
    stamp = place.stat().st_mtime_ns
    ring = _CACHED.get((place, stamp))
    if ring is None:
        ring = _load(place)
        _CACHED.clear()
        _CACHED[place, stamp] = ring
    return ring


def add_key() -> KeyRing:
    """A new key that signs from now on; those before it stay as public keys only."""
    key_ring()
    place = folder()
    _add(place, number=int(_files(place)[-1].stem) + 1)
    for path in _files(place)[:-1]:
        public = _read(path).as_dict(private=False)
        _replace(path, json.dumps(public))
    return key_ring()


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("[0-9]*.json"))


def _read(path: Path) -> ECKey:
    return ECKey.import_key(json.loads(path.read_text(encoding="ascii")))


def _load(place: Path) -> KeyRing:
    keys = [_read(path) for path in _files(place)]
    return KeyRing(current=keys[-1], keys={key.thumbprint(): key for key in keys})


def _make_folder(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True, mode=0o700)


def _add(place: Path, *, number: int) -> None:
    """Write a new key under ``number``; when another process was quicker, its key stands."""
    key = ECKey.generate_key(_CURVE, auto_kid=True)
    written = _write(place, json.dumps(key.as_dict(private=True)))
    try:
        os.link(written, place / f"{number:04d}.json")
    except FileExistsError:
        pass
    finally:
        written.unlink()


def _replace(path: Path, text: str) -> None:
    _write(path.parent, text).replace(path)


def _write(place: Path, text: str) -> Path:
    """A new file (mode 0600) that nobody reads before it is whole."""
    handle, name = tempfile.mkstemp(dir=place, prefix=".")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
