"""What a new installation makes at once is what came together step by step (decision 16)."""

import pytest
from django.db.migrations.loader import MigrationLoader

from aoxanh.kernel.immutable import RefuseChanges
from aoxanh.kernel.overlaps import ForbidOverlaps
from aoxanh.kernel.searching import DropWords, SearchWords


GUARDS = (RefuseChanges, ForbidOverlaps)


@pytest.fixture(scope="module")
def at_once():
    """{context: its migration that stands for all it had}"""
    found = MigrationLoader(None).disk_migrations.items()
    return {app: each for (app, _), each in found if each.replaces}


@pytest.fixture(scope="module")
def steps():
    return MigrationLoader(None, replace_migrations=False)


def _tables(state, apps):
    """What every model of these contexts is: fields in their order, constraints, indexes, other options."""
    return {
        key: (
            [(name, field.deconstruct()[1:]) for name, field in model.fields.items()],
            {option: value for option, value in model.options.items() if value},
        )
        for key, model in state.models.items()
        if key[0] in apps
    }


def _guards(migrations):
    """What operations put up that Django's models know nothing of, the last index of words included."""
    operations = [each for migration in migrations for each in migration.operations]
    words = [each for each in operations if isinstance(each, SearchWords)]
    put_up = [each for each in operations if isinstance(each, GUARDS)] + words[-1:]
    assert not put_up or not isinstance(put_up[-1], DropWords)
    return [
        (type(each), {name: value for name, value in vars(each).items() if name[0] != "_"})
        for each in put_up
    ]


def test_tables_made_at_once_are_those_made_step_by_step(at_once, steps):
    whole = MigrationLoader(None).project_state([(app, each.name) for app, each in at_once.items()])
    grown = steps.project_state([each.replaces[-1] for each in at_once.values()])

    assert _tables(whole, at_once) == _tables(grown, at_once)


def test_guards_put_up_at_once_are_those_put_up_step_by_step(at_once, steps):
    for app, each in at_once.items():
        older = [steps.disk_migrations[key] for key in each.replaces]
        assert _guards([each]) == _guards(older), app
