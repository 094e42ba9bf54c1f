"""Compiled tables read: as lists that can be brought in, and as they are, with what deserves a look."""

from datetime import date

from aoxanh.kernel.tables import Table
from aoxanh.practices import rules
from aoxanh.practices.errors import NotATable
from aoxanh.practices.queries.observing import Observer
from aoxanh.practices.types import CompiledRow, Flag


def compiled_table(text: str, *, name: str, day: date) -> Table:
    """A compiled table that was saved as text; its year is that of its heading, else of ``day``.

    Raises ``NotATable``.
    """
    return rules.table_of(text, name=name, year=rules.year_of(text, day))


def compiled_rows(text: str, *, day: date) -> list[tuple[CompiledRow, tuple[Flag, ...]]]:
    """The rows of a compiled table with their flags, nothing of them kept. Raises ``NotATable``."""
    rows = rules.read_compiled(text).rows
    if not rows:
        raise NotATable
    year, observer = rules.year_of(text, day), Observer(day)
    return [(row, observer.flags(row, year)) for row in rows]
