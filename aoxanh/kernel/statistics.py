"""What large work must tell the planner itself: nothing else looks at new tables in time, or gives it room."""

from django.db import connection, models


MANY = 200
"""Rows from which a load is worth a new look."""


def renew(*tables: type[models.Model]) -> None:
    """Let PostgreSQL look at ``tables`` anew; without it a first query may take minutes. SQLite plans without."""
    if connection.vendor != "postgresql":
        return
    names = ", ".join(
        connection.ops.quote_name(table._meta.db_table)  # noqa: SLF001  Django names it so
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


class Growth:
    """Tables that grow from chunk to chunk: looked at anew when eight times as many rows have come as last time.

    Between the looks a planner would take a table of a million rows for the small one that it saw.
    """

    def __init__(self, *tables: type[models.Model]) -> None:
        self._tables = tables
        self._rows, self._next = 0, MANY

    def add(self, rows: int) -> None:
        """So many rows have come."""
        self._rows += rows
        if self._rows >= self._next:
            renew(*self._tables)
            self._next = self._rows * 8


def make_room(megabytes: int) -> None:
    """Let the caller's transaction sort and count in memory; SQLite decides by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{int(megabytes)}MB'")
