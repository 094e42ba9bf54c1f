"""What crosses the border of the context."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seal:
    """What a paper's signature says; ``intact`` when no byte of the file changed since."""

    payload: dict[str, Any]
    intact: bool
