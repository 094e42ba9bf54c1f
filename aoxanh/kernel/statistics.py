"""The planner's statistics, which a bulk load must renew itself: nothing else looks at new tables in time."""

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
