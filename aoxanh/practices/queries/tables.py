"""Compiled tables as lists that can be brought in."""

from datetime import date

from aoxanh.kernel.tables import Table
from aoxanh.practices import rules


def compiled_table(text: str, *, name: str, day: date) -> Table:
    """A compiled table that was saved as text; its year is that of its heading, else of ``day``.

    Raises ``NotATable``.
    """
    return rules.table_of(text, name=name, year=rules.year_of(text, day))
