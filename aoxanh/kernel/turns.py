"""Waiting until whoever is in the middle of something is done with it, without keeping anybody out.

On SQLite one writer follows the other: there is nobody to wait for.
"""

from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler


_DOORS = 0x646F6F72 << 24
"""Where the numbers begin by which the database knows the doors of activities."""


class AtTheDoor(Func):
    """In the first statement of a transaction: it is at the door of the activity from here to its end."""

    function = "pg_advisory_xact_lock_shared"
    template = "(%(function)s(%(expressions)s) IS NOT NULL)"
    output_field = BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column) + Value(_DOORS))

    def as_sqlite(
        self, compiler: SQLCompiler, connection: Any, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return "1", ()


def let_pass(activity_id: int) -> None:
    """Come back when every transaction that is ``AtTheDoor`` has ended; ask it outside a transaction."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DOORS + activity_id])
