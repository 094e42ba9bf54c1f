"""Tables of a context are made together, and taken away again."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from aoxanh.kernel.founding import CreateTables


NUMBER = ("id", models.BigAutoField(primary_key=True))
BOUND = ("tree", models.ForeignKey("audit.Tree", models.PROTECT, related_name="+"))


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_together_and_taken_away_again():
    operation = CreateTables([CreateModel("Tree", [NUMBER]), CreateModel("Leaf", [NUMBER, BOUND])])
    before, after = ProjectState(), ProjectState()
    operation.state_forwards("audit", after)

    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("audit", editor, before, after)
    made = _tables()
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("audit", editor, after, before)

    assert {"audit_tree", "audit_leaf"} <= made
    assert not {"audit_tree", "audit_leaf"} & _tables()
    assert operation.describe() == "Create Tree, Leaf"


def _tables():
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
