"""The instance's ring of signing keys: files outside the database, readable for their owner only.

The newest key signs. A key that a newer one replaced is kept as a public key only, so that what it signed
stays provable and nothing more can be signed with it. A key to come lies ready (`*.next.json`) and is published
before it signs. A key that leaked says since when; its public half is kept for what it signed before.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from django.conf import settings
from joserfc.jwk import ECKey


if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey


_CURVE = "P-256"
_FOLDER = "signing"
_LEAKED: Final = "revoked"
"""Member of a key that leaked, as OpenID Federation writes historical keys:
the instant, the reason; and when we noted it."""
_CACHED: dict[tuple[str, int], "KeyRing"] = {}


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id; ``current`` is the one that signs, by the id ``name``, ``coming`` the one published to follow it."""

    current: ECKey
    name: str
    keys: dict[str, ECKey]
    coming: str
    leaked: dict[str, datetime]
    """Since when nothing signed by a key is believed."""
    renewed_at: datetime | None
    """When the last leak was noted: what was sealed before is better sealed anew."""

    @property
    def signer(self) -> "EllipticCurvePrivateKey":
        return cast("EllipticCurvePrivateKey", self.current.private_key)


def folder() -> Path:
    return Path(settings.KEY_FOLDER) / _FOLDER


def key_ring() -> KeyRing:
    """The ring as it lies in the folder, made with a first key when there is none; cached until it changes."""
    at = f"{settings.KEY_FOLDER}/{_FOLDER}"
    ring = _CACHED.get((at, _stamp(at)))
    if ring is None:
        place = folder()
        if not place.is_dir() or not _files(place):
            _make_folder(place)
            _add(place, name="0001.json")
        stamp = _stamp(at)
        ring = _load(place)
        _CACHED.clear()
        _CACHED[at, stamp] = ring
    return ring


def _stamp(at: str) -> int:
    """Another one whenever a file of the folder comes, goes or is replaced; nought when there is none."""
    try:
        return os.stat(at).st_mtime_ns  # noqa: PTH116  asked for every signature, and a path costs more than the answer
    except FileNotFoundError:
        return 0


def prepare_key() -> KeyRing:
    """A key that will sign next lies ready and is published; when one does already, it stays."""
    ring = key_ring()
    place = folder()
    if not ring.coming:
        _add(place, name=f"{_newest(place) + 1:04d}.next.json")
    return key_ring()


def add_key() -> KeyRing:
    """The prepared key, or a new one, signs from now on; those before it stay as public keys only."""
    prepare_key()
    place = folder()
    for path in _files(place):
        _replace(path, json.dumps(_read(path).as_dict(private=False)))
    (coming,) = _coming(place)
    coming.rename(place / coming.name.replace(".next", ""))
    return key_ring()


def mark_leaked(name: str, *, since: datetime, now: datetime) -> KeyRing:
    """Note that whoever took the key ``name`` may have signed with it since then. The key has stopped signing."""
    key_ring()
    place = folder()
    for path in _files(place):
        key = _read(path)
        if key.thumbprint() == name:
            mark = {
                "revoked_at": int(since.timestamp()),
                "reason": "compromised",
                "noted_at": int(now.timestamp()),
            }
            _replace(path, json.dumps(key.as_dict(private=False) | {_LEAKED: mark}))
    return key_ring()


def leaked_since(key: dict[str, Any]) -> datetime | None:
    """Since when a published key is not believed; None for one that did not leak."""
    mark = key.get(_LEAKED)
    return datetime.fromtimestamp(int(mark["revoked_at"]), tz=UTC) if mark else None


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("[0-9]*[0-9].json"))


def _coming(place: Path) -> list[Path]:
    return sorted(place.glob("[0-9]*.next.json"))[-1:]


def _newest(place: Path) -> int:
    return int(_files(place)[-1].stem)


def _read(path: Path) -> ECKey:
    return ECKey.import_key(json.loads(path.read_text(encoding="ascii")))


def _load(place: Path) -> KeyRing:
    keys = [_read(path) for path in _files(place)]
    coming = [_read(path) for path in _coming(place)]
    marks: dict[str, dict[str, Any]] = {
        key.thumbprint(): {**key.as_dict(private=False)} for key in keys
    }
    since = {name: leaked_since(mark) for name, mark in marks.items()}
    noted = [mark[_LEAKED]["noted_at"] for mark in marks.values() if _LEAKED in mark]
    return KeyRing(
        current=keys[-1],
        name=keys[-1].thumbprint(),
        keys={key.thumbprint(): key for key in (*keys, *coming)},
        coming=coming[0].thumbprint() if coming else "",
        leaked={name: instant for name, instant in since.items() if instant is not None},
        renewed_at=datetime.fromtimestamp(max(noted), tz=UTC) if noted else None,
    )


def _make_folder(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True, mode=0o700)


def _add(place: Path, *, name: str) -> None:
    """Write a new key under ``name``; when another process was quicker, its key stands."""
    written = _write(place, json.dumps(_new_key().as_dict(private=True)))
    try:
        os.link(written, place / name)
    except FileExistsError:
        pass
    finally:
        written.unlink()


def _new_key() -> ECKey:
    """A key by whose name it can be called: one that begins with a dash is an option to every command line."""
    while True:
        key = ECKey.generate_key(_CURVE, auto_kid=True)
        if not key.thumbprint().startswith("-"):
            return key


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
