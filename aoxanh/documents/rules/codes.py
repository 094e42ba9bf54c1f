"""QR codes as drawings."""

import re
from collections.abc import Iterator
from functools import lru_cache

import zxingcpp


_DARK = "#0B1D3A"


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """``text`` as QR code (15 % of it may be damaged), drawn as SVG without a margin."""
    size, rows = _rows(text)
    runs = "".join(f"M{x} {y}h{long}v1h-{long}z" for x, y, long in _runs(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="{_DARK}" d="{runs}"/></svg>'
    )


def qr_strokes(text: str) -> tuple[int, str]:
    """The same for a page: how many modules a side has, and the path of an SVG whose strokes are the dark ones."""
    size, rows = _rows(text)
    return size, "".join(f"M{x} {y}.5h{long}" for x, y, long in _runs(rows))


def _rows(text: str) -> tuple[int, list[bytes]]:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = code.to_image(scale=1, add_quiet_zones=False)
    modules = memoryview(picture).tobytes()  # type: ignore[arg-type]  # a buffer, which its stubs leave out
    size = round(len(modules) ** 0.5)
    return size, [modules[start : start + size] for start in range(0, len(modules), size)]


def _runs(rows: list[bytes]) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side: where they begin, in which row, how many."""
    for y, row in enumerate(rows):
        for run in re.finditer(b"\x00+", row):
            yield run.start(), y, len(run[0])
