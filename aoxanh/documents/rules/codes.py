"""QR codes as drawings."""

from functools import cache, lru_cache
from itertools import groupby

import zxingcpp


_QR = zxingcpp.BarcodeFormat.QRCode
_MASK = 3
_DARK = "#0B1D3A"
_STRETCH = 8
"""Modules whose drawing is kept: each stretch of a row is one of 256."""


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """``text`` as QR code (15 % of it may be damaged), drawn as SVG without a margin."""
    size, path = qr_strokes(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path stroke="{_DARK}" d="{path}"/></svg>'
    )


def qr_strokes(text: str) -> tuple[int, str]:
    """The same for a page: how many modules a side has, and the path of an SVG whose strokes are the dark ones.

    With one mask instead of the best of eight, whose search takes nine tenths of the time: what we encode looks like
    noise under any of them, and worn prints of both are read equally often.
    """
    return _strokes(zxingcpp.create_barcode(text, _QR, ec_level="M", data_mask=_MASK))


def _strokes(code: zxingcpp.Barcode) -> tuple[int, str]:
    picture = code.to_image(scale=1, add_quiet_zones=False)
    modules = memoryview(picture).tobytes()  # type: ignore[arg-type]  # a buffer, which its stubs leave out
    size = round(len(modules) ** 0.5)
    return size, "".join(
        _row(y, modules[start : start + size])
        for y, start in enumerate(range(0, len(modules), size))
    )


def _row(y: int, modules: bytes) -> str:
    drawn = [_stretch(modules[x : x + _STRETCH]) for x in range(0, len(modules), _STRETCH)]
    return f"M0 {y}.5{''.join(drawn)}"


@cache
def _stretch(modules: bytes) -> str:
    """Modules side by side as steps of a path: a stroke for dark ones, a jump for light ones."""
    runs = ((tone, len(list(run))) for tone, run in groupby(modules))
    return "".join(f"m{long} 0" if tone else f"h{long}" for tone, long in runs)
