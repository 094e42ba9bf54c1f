"""Whether the database is what this code expects."""

from functools import cache

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_current() -> bool:
    """Whether the database is as new as the code; looked up until it is, then known."""
    try:
        return _known_as_current()
    except _Pending:
        return False


class _Pending(Exception):
    """Migrations wait; an answer that is not to be remembered."""


@cache
def _known_as_current() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _Pending
    return True
