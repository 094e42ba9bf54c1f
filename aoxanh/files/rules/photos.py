"""Photos are drawn anew: upright, at most 2048 pixels, without anything the camera wrote beside the picture."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from aoxanh.files.errors import FileBroken, PhotoTooLarge


MAX_SIDE = 2048
MAX_PIXELS = 64_000_000
"""Phones reach 50 million; more would only fill the memory."""

_QUALITY = 85
_SHRUNK_QUALITY = 68
_FORMATS = ("JPEG", "PNG", "WEBP")
_FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
)


def reencoded(content: bytes) -> bytes:
    """The first picture in ``content`` as a JPEG of its own. Raises ``FileBroken``, ``PhotoTooLarge``.

    The size is read from the header and judged before a pixel is unpacked. Transparent parts become white.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PhotoTooLarge(limit=MAX_PIXELS // 1_000_000)
            return _drawn(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PhotoTooLarge(limit=MAX_PIXELS // 1_000_000) from fault
    except _FAULTS as fault:
        raise FileBroken from fault


def shrunk(content: bytes, *, width: int, height: int) -> bytes:
    """A photo that was drawn anew, cut to ``width`` × ``height`` around its middle, as light as pages need it (WebP).

    Raises ``FileBroken``.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            picture.draft("RGB", (width, height))
            fitted = ImageOps.fit(picture.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
            target = BytesIO()
            fitted.save(target, "WEBP", quality=_SHRUNK_QUALITY, method=4)
    except _FAULTS as fault:
        raise FileBroken from fault
    return target.getvalue()


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    if upright.has_transparency_data:
        flat = Image.new("RGB", upright.size, "white")
        layer = upright.convert("RGBA")
        flat.paste(layer, mask=layer)
    else:
        flat = upright.convert("RGB")
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    target = BytesIO()
    clean.save(target, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return target.getvalue()
