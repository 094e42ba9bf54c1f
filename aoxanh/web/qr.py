"""QR codes drawn into pages, without script or style."""

import segno
from django.utils.safestring import SafeString, mark_safe


_MASK = 3
"""Choosing the best of eight masks takes half the time of the page and matters to no reader of a code of ours."""


def drawn(text: str) -> SafeString:
    """``text`` as SVG in the ink of the page."""
    code = segno.make(text, error="m", micro=False, mask=_MASK)
    svg = code.svg_inline(border=0, omitsize=True, svgclass="ax-qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308  drawn by us, holds nobody's markup
