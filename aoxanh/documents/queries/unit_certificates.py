"""Certificates of units for PAdES: PKCS#12 files beside the signing keys, their passwords in the environment only."""

import importlib
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from django.conf import settings

from aoxanh.documents.errors import PadesMissing, PadesUnusable
from aoxanh.documents.types import PadesTold


if TYPE_CHECKING:
    from aoxanh.documents.queries.pades import Begun

_MARK = b"/ETSI.CAdES.detached"


def begun(paper: bytes, unit: str, *, at: datetime) -> "Begun | None":
    """``paper`` with an empty signature of the unit; None for one without a certificate.

    Raises ``PadesUnusable`` when the file, its password or the library does not serve.
    """
    path = folder() / f"{unit}.p12"
    if not unit or not path.is_file():
        return None
    try:
        pades = _library()
        signer = pades.opened(path.read_bytes(), settings.PADES_PASSWORDS.get(unit, ""))
        begun_: Begun = pades.begin(paper, signer, at=at)
    except (PadesMissing, ValueError, OSError) as fault:
        raise PadesUnusable(unit=unit) from fault
    return begun_


def signature_told(paper: bytes, *, at: datetime) -> PadesTold | None:
    """What the PAdES signature in ``paper`` proves as of ``at``; None without one.

    Believed are the authorities in `authorities/*.pem` beside the certificates. Raises ``PadesMissing``.
    """
    if _MARK not in paper:
        return None
    authorities = [path.read_bytes() for path in sorted(folder().glob("authorities/*.pem"))]
    told: PadesTold | None = _library().told(paper, authorities, now=at)
    return told


def folder() -> Path:
    return Path(settings.KEY_FOLDER) / "pades"


@cache
def _library() -> ModuleType:
    """Loaded by name, so that nobody waits for what only a signed paper needs. Raises ``PadesMissing``."""
    try:
        return importlib.import_module("aoxanh.documents.queries.pades")
    except ImportError as fault:
        raise PadesMissing from fault
