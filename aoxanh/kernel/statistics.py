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


def make_room(megabytes: int) -> None:
    """Let the caller's transaction sort and count in memory; SQLite decides by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{int(megabytes)}MB'")
