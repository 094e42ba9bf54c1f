"""Pure shapes for paper: QR codes, letterheads, layouts, templates and what fills them."""

from aoxanh.documents.rules.certificates import Letters, set_out
from aoxanh.documents.rules.codes import qr_strokes, qr_svg
from aoxanh.documents.rules.families import Family, Part, read_family
from aoxanh.documents.rules.filling import blank_line, fill
from aoxanh.documents.rules.fitting import Advances
from aoxanh.documents.rules.letterheads import letterhead_of
from aoxanh.documents.rules.templates import Template, read_labels, read_template


__all__ = [
    "Advances",
    "Family",
    "Letters",
    "Part",
    "Template",
    "blank_line",
    "fill",
    "letterhead_of",
    "qr_strokes",
    "qr_svg",
    "read_family",
    "read_labels",
    "read_template",
    "set_out",
]
