"""QR codes as drawings."""

import re
from functools import lru_cache

import segno


_DARK = "#0B1D3A"
_MASK = 3
"""Choosing the best of eight masks takes four fifths of the time and matters to no reader of a clean print."""


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """``text`` as QR code (15 % of it may be damaged), drawn as SVG without a margin."""
    rows = segno.make(text, error="m", micro=False, mask=_MASK).matrix
    size = len(rows)
    runs = "".join(_runs(row, level) for level, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="{_DARK}" d="{runs}"/></svg>'
    )


def _runs(row: bytearray, level: int) -> str:
    dark = re.finditer(b"\x01+", row)
    return "".join(f"M{run.start()} {level}h{len(run[0])}v1h-{len(run[0])}z" for run in dark)
