"""How far the database is behind this code."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending() -> int:
    """How many migrations wait, those included that stand for others and are not yet noted as done."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    done = executor.recorder.applied_migrations()
    to_note = executor.loader.replacements.keys() - done.keys()
    return len(to_note | {(each.app_label, each.name) for each, _ in plan})
