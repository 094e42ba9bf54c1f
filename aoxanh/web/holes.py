"""Places in a drawing for what differs each time: marked while it is drawn, filled in whenever it is shown."""

import re
import secrets
from typing import Final


_OURS: Final = f"q{secrets.token_hex(6)}"
"""Of this process alone, so that nobody's words can be taken for a mark."""

_MARKS: Final = re.compile(rf"holeNo(\d+){_OURS}")


def mark(number: int) -> str:
    """What stands for hole ``number`` while drawing: letters and digits, which no escaping and no address changes."""
    return f"holeNo{number}{_OURS}"


def cut(drawn: str) -> tuple[str | int, ...]:
    """The drawing without its marks: stretches of text, and between them the numbers of holes."""
    return tuple(
        int(piece) if place % 2 else piece for place, piece in enumerate(_MARKS.split(drawn))
    )
