"""A table of text as it was read from a sheet, a file or the clipboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """What is to be known of a cell beside its text."""

    FORMULA = "F"
    """The text is what a formula last gave."""
    MERGED = "M"
    """The text is that of a cell merged over several lines."""
    CONVERTED = "C"
    """The text was written in an encoding of the time before Unicode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text with their line numbers, counted from 1; blank lines are left out.

    ``spans`` are the sideways merged cells near the top, as (line, first column, last column); ``marks`` holds
    (column, mark) by line. Columns are counted from 0.
    """

    name: str
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    spans: Sequence[tuple[int, int, int]] = ()
    marks: Mapping[int, Sequence[tuple[int, Mark]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document; ``heading`` is its level among headings, 0 for none."""

    line: int
    text: str
    heading: int = 0
    is_numbered: bool = False
    """Whether the document numbers it by itself: the number is no part of the text."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document read from its beginning to its end; paragraphs and lines of tables are counted together, from 1."""

    name: str
    parts: Sequence[Paragraph | Table]

    @property
    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [part for part in self.parts if isinstance(part, Paragraph)]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file or the clipboard holds, as it is; ``encoding`` names an old one in which it is written."""

    name: str
    form: Table | Document | str
    encoding: str = ""
