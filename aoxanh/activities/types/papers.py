"""The papers of an activity or a campaign, as pages and downloads need them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.documents.types import Filled, Letterhead, Signature


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper
    from aoxanh.documents.rules import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPaper:
    """One paper about its subject with all that is known put in; ``issued`` is its line in the register."""

    filled: Filled
    head: Letterhead
    family: "Family"
    signature: Signature
    blanks: tuple[str, ...]
    issued: "Paper | None" = None

    @property
    def is_numbered(self) -> bool:
        """Whether it gets a number of its own; others go with another paper."""
        return bool(self.filled.series)
