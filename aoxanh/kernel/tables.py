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
