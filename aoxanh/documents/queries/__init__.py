"""Reads of the context: signatures, typeset papers."""

from aoxanh.documents.queries.signatures import public_keys, sign, verify
from aoxanh.documents.queries.typesetting import (
    LayoutAtFault,
    draw,
    layout_key,
    read_seal,
    typeset,
    typeset_pages,
    typeset_sealed,
)
from aoxanh.documents.rules import qr_svg


__all__ = [
    "LayoutAtFault",
    "draw",
    "layout_key",
    "public_keys",
    "qr_svg",
    "read_seal",
    "sign",
    "typeset",
    "typeset_pages",
    "typeset_sealed",
    "verify",
]
