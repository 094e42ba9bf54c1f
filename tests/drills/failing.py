"""A database that fails at one statement, and what its tables hold."""

from contextlib import contextmanager

from django.db import OperationalError, connection


UNSEEN = {"django_session"}
"""Sign-ins are no part of what a write path saves."""


@contextmanager
def failing_at(number: int):
    """The statement with this number, counted from one, raises what a lost server raises."""
    count = 0

    def run(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == number:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield lambda: count >= number


def contents() -> dict[str, list[str]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        held = {}
        for name in connection.introspection.table_names(cursor):
            if name not in UNSEEN:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
                held[name] = sorted(map(repr, cursor.fetchall()))
    return held


def changed(before: dict[str, list[str]]) -> list[str]:
    """The tables that no longer hold what they held."""
    now = contents()
    return sorted(name for name in now if now[name] != before[name])
