"""QR codes drawn into pages, without script or style."""

from django.utils.safestring import SafeString, mark_safe

from aoxanh.documents import queries as documents


_MARGIN = 4
"""Modules of white around a code that stands alone."""

_SCALE = 5


def drawn(text: str) -> SafeString:
    """``text`` as SVG in the ink of the page."""
    size, path = documents.qr_strokes(text)
    return mark_safe(  # noqa: S308  drawn by us, holds nobody's markup
        f'<svg class="ax-qr" viewBox="0 0 {size} {size}"><path stroke="#000" d="{path}"/></svg>'
    )


def alone(text: str) -> str:
    """``text`` as SVG that is an image of its own: with its size, on white."""
    size, path = documents.qr_strokes(text)
    whole = size + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole * _SCALE}" height="{whole * _SCALE}" '
        f'viewBox="-{_MARGIN} -{_MARGIN} {whole} {whole}">'
        f'<path fill="#fff" d="M-{_MARGIN} -{_MARGIN}h{whole}v{whole}h-{whole}z"/>'
        f'<path stroke="#000" d="{path}"/></svg>'
    )
