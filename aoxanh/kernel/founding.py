"""The tables of a context made in one go: what a new installation begins with."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Migration operation: many ``CreateModel`` whose models are drawn together.

    Django draws every model anyhow connected with a new one again, for each new one: with all tables of this house more
    work than making them.
    """

    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = tuple(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.is_delayed = True
        state.clear_delayed_apps_cache()
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in reversed(self.operations):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {', '.join(each.name for each in self.operations)}"
