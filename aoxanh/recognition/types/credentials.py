"""What crosses the border about credentials that outsiders check: achievements, issuers, what a file proves."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.recognition.types.recognition import PaperKind


PARTICIPATION = "tham-gia"
"""Where the achievement of a certificate of participation stands among those of rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """A kind of paper as the public page tells it: what it is called and what one does to earn it."""

    code: str
    name: str
    kind: PaperKind
    description: str
    criteria: tuple[str, ...]
    source: str = ""


class Proof(IntEnum):
    """What a file proves on its own; the number is the exit status of `aoxanh verify`."""

    HOLDS = 0
    REFUSED = 1
    """Altered, not ours, or by a key nobody knows."""
    NO_LONGER = 3
    """Genuine, but taken back, or signed after its key had leaked."""
    UNSURE = 4
    """Genuine; whether it was taken back is not known, or known of too long ago."""


class Point(TextChoices):
    """What is looked at in a file, in the order it is told."""

    ISSUER = "ISSUER", _("Nơi cấp")
    CONTENT = "CONTENT", _("Nội dung")
    KEY = "KEY", _("Khóa ký")
    SIGNER = "SIGNER", _("Chữ ký PAdES")
    STATUS = "STATUS", _("Hiệu lực")


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: what was looked at, whether it holds (None: not known), in words."""

    point: Point
    words: str
    holds: bool | None = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class FileProof:
    """All that a file proves without asking anybody. ``facts`` are the signed ones; empty unless it is genuine."""

    proof: Proof
    told: tuple[Told, ...]
    facts: dict[str, Any]
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class ListEntry:
    """Where a credential's status stands: the address of the list, and which bit."""

    address: str
    index: int


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """What a credential tells: the unit by name, when it was signed, the rest by name for whoever reads it."""

    issuer: str
    signed_at: datetime
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list of revoked papers as signed: whose, made when, good until when, and the bits."""

    issuer: str
    address: str
    made_at: datetime
    until: datetime
    bits: bytes
