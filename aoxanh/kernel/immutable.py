"""Tables that only grow: the database itself refuses to change or remove their rows (house decision 13)."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation


_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


class RefuseChanges(Operation):
    """Migration operation: refuse the named ``verbs`` on ``table`` by triggers, on both databases."""

    reversible = True

    def __init__(self, table: str, verbs: Sequence[str] = ("UPDATE", "DELETE")) -> None:
        self.table = table
        self.verbs = tuple(verbs)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        if is_postgresql:
            schema_editor.execute(_POSTGRESQL_FUNCTION, params=None)
        for verb in self.verbs:
            refusal = (
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                if is_postgresql
                else f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self._name(verb)} BEFORE {verb} ON {self.table} {refusal}",
                params=None,
            )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for verb in self.verbs:
            where = f" ON {self.table}" if is_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {self._name(verb)}{where}", params=None)

    def describe(self) -> str:
        return f"Refuse {' and '.join(self.verbs)} on {self.table}"

    def _name(self, verb: str) -> str:
        return f"{self.table}_refuses_{verb.lower()}"
