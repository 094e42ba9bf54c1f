"""Reads of the context: letterheads, templates, issued papers, signatures, typeset papers."""

from aoxanh.documents.queries.letterheads import letterhead
from aoxanh.documents.queries.library import family_of, labels, template, templates
from aoxanh.documents.queries.papers import issued_about, paper, papers
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
from aoxanh.documents.queries.word import number_line, word_file
from aoxanh.documents.rules import fill, qr_svg


__all__ = [
    "LayoutAtFault",
    "draw",
    "family_of",
    "fill",
    "issued_about",
    "labels",
    "layout_key",
    "letterhead",
    "number_line",
    "paper",
    "papers",
    "public_keys",
    "qr_svg",
    "read_seal",
    "sign",
    "template",
    "templates",
    "typeset",
    "typeset_pages",
    "typeset_sealed",
    "verify",
    "word_file",
]
