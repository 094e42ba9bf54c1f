"""The words about models of work that cross the context's border."""

from dataclasses import dataclass
from enum import StrEnum


class PracticeField(StrEnum):
    """The eight fields of the compiled tables, in their order (MOD-01)."""

    TITLE = "title"
    LEVEL = "level"
    SCOPE = "scope"
    PURPOSE = "purpose"
    CONTENT = "content"
    RESULT = "result"
    REPLICABILITY = "replicability"
    RECOMMENDATION = "recommendation"


FIELDS = tuple(PracticeField)


class RepairKind(StrEnum):
    """What reading a compiled table mended; nothing is mended silently (house decision 10)."""

    WORD_JOINED = "WORD_JOINED"
    """A word that a page break had cut."""
    CELLS_ADDED = "CELLS_ADDED"
    """Empty cells that had fallen off the end of the row."""
    PROVINCE_CARRIED = "PROVINCE_CARRIED"
    """The province of the row above, whose cell was left blank."""
    COMPOSED = "COMPOSED"
    """Letters in decomposed form."""
    CELLS_JOINED = "CELLS_JOINED"
    """More cells than columns: the last ones stand together."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: what, in which field (empty: the whole row), from what, to what."""

    kind: RepairKind
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRow:
    """One row of a compiled table as it was read."""

    line: int
    """The line of the source on which the row begins, from 1."""
    raw: str
    """The lines of the source, unchanged."""
    province: str
    """As typed; carried from the row above where the cell was blank."""
    ordinal: str
    """As typed, usually lost; never a key."""
    cells: tuple[str, ...]
    """Eight texts in the order of ``FIELDS``; paragraphs are lines."""
    repairs: tuple[Repair, ...]

    def cell(self, field: PracticeField) -> str:
        """The text of one field."""
        return self.cells[FIELDS.index(field)]


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A compiled table: the lines above it and its rows."""

    heading: tuple[str, ...]
    rows: tuple[CompiledRow, ...]
