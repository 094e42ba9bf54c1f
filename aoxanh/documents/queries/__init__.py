"""Reads of the context: letterheads, templates, issued papers, signatures, typeset papers."""

from aoxanh.documents.queries.issuers import issuer_told, known_issuer, known_issuers
from aoxanh.documents.queries.letterheads import letterhead
from aoxanh.documents.queries.library import family_of, labels, template, templates
from aoxanh.documents.queries.papers import issued_about, paper, papers
from aoxanh.documents.queries.seals import read_seal
from aoxanh.documents.queries.signatures import (
    claimed,
    keys_told,
    public_key,
    public_keys,
    sealed_anew_after,
    sign,
    sign_for_all,
    verified,
    verify,
    verify_by,
)
from aoxanh.documents.queries.typesetting import (
    LayoutAtFault,
    draw,
    layout_key,
    typeset,
    typeset_pages,
    typeset_sealed,
)
from aoxanh.documents.queries.unit_certificates import signature_told
from aoxanh.documents.queries.word import number_line, word_file
from aoxanh.documents.rules import fill, qr_strokes, qr_svg


__all__ = [
    "LayoutAtFault",
    "claimed",
    "draw",
    "family_of",
    "fill",
    "issued_about",
    "issuer_told",
    "keys_told",
    "known_issuer",
    "known_issuers",
    "labels",
    "layout_key",
    "letterhead",
    "number_line",
    "paper",
    "papers",
    "public_key",
    "public_keys",
    "qr_strokes",
    "qr_svg",
    "read_seal",
    "sealed_anew_after",
    "sign",
    "sign_for_all",
    "signature_told",
    "template",
    "templates",
    "typeset",
    "typeset_pages",
    "typeset_sealed",
    "verified",
    "verify",
    "verify_by",
    "word_file",
]
