"""Portals made known to this installation: a file for each with its public keys and its lists of revoked papers.

Files, not rows: `aoxanh verify` works where there is no database.
"""

import hashlib
import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from aoxanh.documents.types import KnownIssuer


def folder() -> Path:
    return Path(settings.ISSUERS_FOLDER)


def read(site: str) -> KnownIssuer | None:
    path = _path(site)
    return _read(path) if path.is_file() else None


def read_all() -> list[KnownIssuer]:
    if not folder().is_dir():
        return []
    return sorted((_read(path) for path in folder().glob("*.json")), key=lambda each: each.site)


def keep(issuer: KnownIssuer) -> None:
    """In place of what was known of the same portal; whoever reads meanwhile reads the old or the new, whole."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder(), prefix=".")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(as_told(issuer), file)
    Path(name).replace(_path(issuer.site))


def as_told(issuer: KnownIssuer) -> dict[str, Any]:
    """How a portal's keys and lists travel."""
    return {
        "site": issuer.site,
        "made_at": issuer.made_at.isoformat() if issuer.made_at else None,
        "keys": issuer.keys,
        "lists": issuer.lists,
    }


def from_told(told: dict[str, Any]) -> KnownIssuer:
    """Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what no portal tells."""
    keys, lists = told["keys"], told["lists"]
    made_at = datetime.fromisoformat(told["made_at"])
    whole = (
        isinstance(told["site"], str)
        and isinstance(keys, dict)
        and isinstance(keys.get("keys"), list)
        and isinstance(lists, dict)
        and all(isinstance(each, str) for each in lists.values())
        and made_at.tzinfo is not None
    )
    if not whole:
        raise ValueError
    return KnownIssuer(told["site"], keys, lists, made_at)


def _path(site: str) -> Path:
    return folder() / f"{hashlib.sha256(site.encode()).hexdigest()[:32]}.json"


def _read(path: Path) -> KnownIssuer:
    return from_told(json.loads(path.read_text(encoding="utf-8")))
