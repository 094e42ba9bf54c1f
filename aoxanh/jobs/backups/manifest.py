"""What a backup says of itself: versions, rows, and a checksum for every member."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.jobs.errors import BackupBroken


FORMAT = 1
NAME = "manifest.json"
DATABASE = "database"
"""The member that holds the database; all others lie under ``files/``."""


@dataclass(frozen=True, slots=True)
class Member:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``rows`` counts each table; ``members`` maps names in the archive to what they must be."""

    format: int
    version: str
    vendor: str
    made_at: str
    rows: Mapping[str, int]
    members: Mapping[str, Member]

    def dump(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def load(cls, raw: bytes) -> "Manifest":
        """Raises ``BackupBroken``."""
        try:
            values: dict[str, Any] = json.loads(raw)
            values["members"] = {name: Member(**one) for name, one in values["members"].items()}
            manifest = cls(**values)
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise BackupBroken(reason=_("bản kê không đọc được")) from fault
        if manifest.format != FORMAT:
            raise BackupBroken(reason=_("bản kê thuộc phiên bản khác"))
        return manifest
