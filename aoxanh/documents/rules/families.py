"""Families of layout: page, type, letterhead and number of the papers that some kinds of unit issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.documents.errors import PaperFileRefused
from aoxanh.documents.rules.reading import check, mapping


PARTS = (
    "superior", "body", "below_body", "right", "number", "day", "heading", "subject", "below_subject",
    "text", "section", "point", "cell", "cell_head", "recipients_head", "recipients", "on_behalf",
    "title", "signer", "page_number",
)  # fmt: skip
LINE = "line"
"""In place of words below a heading: a thin rule is drawn."""

_PAGE = ("width", "height", "top", "bottom", "left", "right")
_NUMBER = (int, float)
_REQUIRED: Mapping[str, type | tuple[type, ...]] = {
    "code": str, "name": str, "families": list, "organisations": dict, "codes": dict,
    "committees": dict, "boards": list, "on_behalf": str, "number_word": str, "number": str, "no_number": str,
    "right": list, "below_body": str, "below_right": str, "below_subject": str, "filing": str,
    "page": dict, "columns": list, "indent": _NUMBER, "font": str, "parts": dict,
}  # fmt: skip
_BOARD = {"families": list, "levels": list, "whose": bool}
_LOOK: Mapping[str, type | tuple[type, ...]] = {
    "bold": bool, "italic": bool, "underline": bool, "caps": bool, "first_line": bool, "align": str,
    "before": _NUMBER, "after": _NUMBER,
}  # fmt: skip
ALIGNS = frozenset({"left", "right", "center", "justify"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one part of a paper is set: sizes and spaces in points."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    first_line: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Who acts for bodies of a family at some levels (none named: at all)."""

    family: str
    board: str
    levels: frozenset[str] = frozenset()
    whose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet and its margins in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One layout as its file describes it; ``columns`` are the widths of the two halves of head and foot."""

    code: str
    name: str
    families: tuple[str, ...]
    organisations: Mapping[str, str]
    codes: Mapping[str, str]
    committees: Mapping[str, str]
    boards: tuple[Board, ...]
    on_behalf: str
    number_word: str
    number: str
    no_number: str
    right: tuple[str, ...]
    below_body: str
    below_right: str
    below_subject: str
    filing: str
    page: Page
    columns: tuple[float, float]
    indent: float
    font: str
    parts: Mapping[str, Part]


def read_family(file: str, text: str) -> Family:
    """The layout in a file. Raises ``PaperFileRefused``."""
    found = mapping(file, text)
    check(file, found, required=_REQUIRED)
    check(file, found["page"], required=dict.fromkeys(_PAGE, _NUMBER))
    check(file, found["parts"], required=dict.fromkeys(PARTS, dict))
    page, columns = Page(**found["page"]), found["columns"]
    if len(columns) != 2 or sum(columns) > page.text_width:
        reason = _("hai cột phải nằm trong khổ chữ %(width)s mm") % {"width": page.text_width}
        raise PaperFileRefused(file=file, reason=reason)
    _check_number(file, found["number"])
    listed: dict[str, Any] = {key: tuple(found[key]) for key in ("families", "right", "columns")}
    parts = {name: _part(file, name, look) for name, look in found["parts"].items()}
    boards = tuple(_board(file, row) for row in found["boards"])
    return Family(**{**found, **listed, "page": page, "parts": parts, "boards": boards})


def _check_number(file: str, pattern: str) -> None:
    try:
        pattern.format(number="1", series="KH", code="TĐTN")
    except (KeyError, ValueError, IndexError) as fault:
        reason = _("mục “number” chỉ dùng {number}, {series}, {code}")
        raise PaperFileRefused(file=file, reason=reason) from fault


def _part(file: str, name: str, look: Mapping[str, Any]) -> Part:
    check(f"{file}: {name}", look, required={"size": _NUMBER}, optional=_LOOK)
    if look.get("align", "left") not in ALIGNS:
        reason = _("“align” là left, right, center hoặc justify")
        raise PaperFileRefused(file=f"{file}: {name}", reason=reason)
    return Part(**look)


def _board(file: str, row: Mapping[str, Any]) -> Board:
    check(file, row, required={"family": str, "board": str}, optional=_BOARD)
    levels: Sequence[str] = row.get("levels", ())
    return Board(**{**row, "levels": frozenset(levels)})
