"""A grouped query summed once more: Django has no query over another one."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def summed_again(rows: QuerySet[Any], *, by: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The sums of ``columns`` of ``rows`` for each value of their column ``by``: (value, sum, …), in no order.

    Counting the distinct subjects of many groups so, each subject grouped first, lets a database hash where
    ``COUNT(DISTINCT …)`` makes it sort: half the time over a million facts.
    """
    inner, params = rows.query.get_compiler(connection=connection).as_sql()
    quote = connection.ops.quote_name
    sums = ", ".join(f"SUM({quote(name)})" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(by)}, {sums} FROM ({inner}) grouped GROUP BY {quote(by)}",  # noqa: S608  our own names
            params,
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
