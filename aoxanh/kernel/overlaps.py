"""Periods that must not overlap: what actions check under a lock, PostgreSQL excludes too (house decision 13)."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation


class ForbidOverlaps(Operation):
    """Migration operation: rows of ``table`` that agree in ``keys`` (whole-number columns) share no day.

    On PostgreSQL only. Numbers are compared as ranges of one, so that no extension is needed.
    """

    reversible = True

    def __init__(self, table: str, keys: Sequence[str]) -> None:
        self.table = table
        self.keys = tuple(keys)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Exclusions are no part of the models' state: SQLite has none."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        same = ", ".join(f"int8range({key}, {key}, '[]') WITH &&" for key in self.keys)
        schema_editor.execute(
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self._name} EXCLUDE USING gist "
            f"({same}, daterange(valid_from, valid_to) WITH &&)",
            params=None,
        )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"ALTER TABLE {self.table} DROP CONSTRAINT {self._name}", params=None
            )

    def describe(self) -> str:
        return f"Forbid overlapping periods in {self.table}"

    @property
    def _name(self) -> str:
        return f"{self.table}_no_overlap"
