"""Texts become values by the columns of a kind; what cannot be read is told by line and column."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import Column, Finding, ImportKind, Values
from aoxanh.kernel.neutral import plain
from aoxanh.kernel.tables import Mark


_REMEMBERED = 20_000
"""Texts whose value each column remembers: names of communes and classes come again and again."""

_BROKEN = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


_Known = dict[str, tuple[Any, str]]


class Reader:
    """Reads lines of one list: which of its columns each code takes, and what fills those it lacks."""

    def __init__(
        self, kind: ImportKind, *, mapping: Sequence[str], fills: Mapping[str, str]
    ) -> None:
        places: dict[str, list[int]] = {}
        for place, code in enumerate(mapping):
            if code:
                places.setdefault(code, []).append(place)
        self._every = [
            (
                column,
                tuple(places.get(column.code, ())),
                fills.get(column.code, "").strip(),
                _Known(),
            )
            for column in kind.columns
        ]
        self._used = [each for each in self._every if each[0].required or each[1] or each[2]]
        self._codes = {place: code for code, taken in places.items() for place in taken}

    @property
    def required(self) -> tuple[int, ...]:
        """The places of the columns without which no line can be saved."""
        return tuple(
            place
            for column, taken, _fill, _known in self._every
            if column.required
            for place in taken
        )

    def read(
        self,
        number: int,
        cells: Sequence[str],
        marks: Sequence[tuple[int, str]] = (),
        mended: Mapping[str, str] | None = None,
    ) -> tuple[Values, list[Finding]]:
        """The values of one line, and what is to be said about its cells; ``mended`` texts go before them."""
        values: Values = {}
        findings: list[Finding] = []
        for column, places, fill, known in self._every if mended else self._used:
            text = _joined(cells, places) or fill
            if mended and column.code in mended:
                text = mended[column.code]
            if not text:
                if column.required:
                    findings.append(Finding(number, column.code, _missing(column)))
                continue
            value, problem = known.get(text) or _remembered(known, column, text)
            if problem:
                findings.append(Finding(number, column.code, problem))
            else:
                values[column.code] = value
        if marks:
            findings += self._marked(number, marks)
        return values, findings

    def text(self, code: str, cells: Sequence[str], mended: Mapping[str, str] | None = None) -> str:
        """What stands in the cells of a column."""
        if mended and code in mended:
            return mended[code]
        places = next((each[1] for each in self._every if each[0].code == code), ())
        return _joined(cells, places)

    def _marked(self, number: int, marks: Sequence[tuple[int, str]]) -> list[Finding]:
        said = {
            Mark.FORMULA: _("Ô có công thức: lấy giá trị đã tính."),
            Mark.CONVERTED: _("Chữ theo bảng mã cũ: đã chuyển sang Unicode."),
            Mark.MERGED: _("Ô gộp nhiều dòng: lấy nội dung của ô gộp."),
        }
        return [
            Finding(number, self._codes[place], said[Mark(mark)], is_fault=False)
            for place, mark in marks
            if place in self._codes
        ]


def _remembered(known: _Known, column: Column, text: str) -> tuple[Any, str]:
    """The value of a text, or what is wrong with it, kept for when it comes again."""
    found = _read(column, text)
    if len(known) < _REMEMBERED:
        known[text] = found
    return found


def _joined(cells: Sequence[str], places: Sequence[int]) -> str:
    """The text of a column, which may stand in several pieces."""
    if len(places) == 1:
        return cells[places[0]].strip() if places[0] < len(cells) else ""
    return " ".join(part for at in places if at < len(cells) and (part := cells[at].strip()))


def _missing(column: Column) -> str:
    return _("Thiếu %(label)s.") % {"label": str(column.label).lower()}


def _read(column: Column, text: str) -> tuple[Any, str]:
    if text in _BROKEN:
        return None, _("Công thức trong ô bị lỗi (%(text)s). Hãy ghi giá trị vào ô.") % {
            "text": text
        }
    try:
        return column.read(plain(text)), ""
    except DomainError as refusal:
        return None, str(refusal)
    except ValueError:
        return None, _unread(column)


def problem_of(column: Column, text: str) -> str:
    """What keeps a text from being read as this column; empty when nothing does."""
    return _read(column, text)[1]


def _unread(column: Column) -> str:
    """What is said of a text that a column cannot read and says nothing about."""
    offered = column.offered()
    if offered:
        return _("Hãy ghi một trong: %(words)s.") % {"words": ", ".join(offered)}
    if column.example:
        return _("Không đọc được. Hãy ghi như “%(example)s”.") % {"example": column.example}
    return _("Không đọc được ô này. Hãy kiểm tra lại.")
