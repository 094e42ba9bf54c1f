"""A migration holds no table that has rows while something is computed (`aoxanh/kernel/upgrading.py`).

An upgrade of a large installation runs beside its use: who has to wait for a table gives up after a second.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from aoxanh.kernel.founding import CreateTables
from aoxanh.kernel.immutable import RefuseChanges
from aoxanh.kernel.overlaps import ForbidOverlaps
from aoxanh.kernel.searching import DropWords
from aoxanh.kernel.upgrading import GentleMigration, InChunks, changes, gently


LAST_BEFORE = {
    "access": 3, "activities": 19, "audit": 2, "documents": 2, "files": 3, "notices": 2, "people": 5, "places": 1,
    "practices": 7, "programmes": 3, "recognition": 2, "training": 1, "units": 5, "work": 4,
}  # fmt: skip
"""The number of the last migration of each context that need not keep to this."""

CHANGE_NOTHING = (migrations.AlterModelOptions, migrations.AlterModelManagers)
CHANGE_THE_CATALOGUE = (
    migrations.AddIndex, migrations.RemoveIndex, migrations.RenameIndex,
    migrations.RemoveConstraint, migrations.RemoveField, migrations.DeleteModel,
    RefuseChanges, DropWords,
)  # fmt: skip
"""What `kernel.upgrading` does without looking through a table, or without holding it meanwhile."""

GENTLE = (
    "touches a table that was there: let it inherit GentleMigration (aoxanh/kernel/upgrading.py)"
)
FILLED = "a new column is empty or holds one constant: fill it with InChunks, then alter null"
ANEW = (
    "writes the whole table anew, or looks through it: add another column and fill it with InChunks"
)
UNKNOWN = "holds a table while it computes, or nobody knows: see aoxanh/kernel/upgrading.py"


def _adding(field):
    if isinstance(field, models.GeneratedField):
        return ANEW
    constant = not field.has_db_default() or isinstance(field.db_default, models.Value)
    return "" if constant and (not field.is_relation or field.null) else FILLED


def _altering(old, new):
    what = changes(old, new)
    if what <= {"null"}:
        return ""
    if what <= {"default", "db_default"} and not new.is_relation:
        return ""
    longer = what == {"max_length"} and old.max_length < new.max_length
    return "" if longer and isinstance(new, models.CharField) else ANEW


def _constraining(constraint):
    if isinstance(constraint, models.CheckConstraint):
        return ""
    if not isinstance(constraint, models.UniqueConstraint) or constraint.deferrable:
        return UNKNOWN
    by_index = constraint.condition or constraint.expressions
    plain = not constraint.include and constraint.nulls_distinct is None
    return "" if by_index or plain else UNKNOWN


def _holds(operation, app, state):  # noqa: PLR0911  one line for each kind
    """Why the operation would hold the table that it changes, if it would."""
    if isinstance(operation, (InChunks, *CHANGE_THE_CATALOGUE)):
        return ""
    if isinstance(operation, migrations.AddField):
        return _adding(operation.field)
    if isinstance(operation, migrations.AlterField):
        model = state.models[app, operation.model_name_lower]
        return _altering(model.fields[operation.name], operation.field)
    if isinstance(operation, migrations.AddConstraint):
        return _constraining(operation.constraint)
    if isinstance(operation, migrations.RunSQL):
        return "" if all(step.alone for step in gently([operation.sql])) else UNKNOWN
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return "".join(_holds(each, app, state) for each in operation.database_operations)
    return UNKNOWN


def _made(operation):
    if isinstance(operation, CreateTables):
        return {each.name_lower for each in operation.operations}
    return {operation.name_lower} if isinstance(operation, migrations.CreateModel) else set()


def _changed(operation, app):
    """The model whose table the operation changes; it may be named by that table."""
    table = getattr(operation, "table", "").removeprefix(f"{app}_")
    return getattr(operation, "model_name", table).lower()


def _faults(migration, state):
    """What is wrong with a migration that begins from this state."""
    app, own, faults = migration.app_label, set(), []
    for operation in migration.operations:
        own |= _made(operation)
        if not (_made(operation) or _changed(operation, app) in own):
            if isinstance(operation, CHANGE_NOTHING):
                continue
            is_gentle = isinstance(migration, GentleMigration)
            fault = _holds(operation, app, state) if is_gentle else GENTLE
            if fault:
                faults.append(f"{migration}: {operation.describe()}: {fault}")
        operation.state_forwards(app, state)
    return faults


def test_no_migration_holds_a_table_in_use_while_it_computes():
    loader = MigrationLoader(None, replace_migrations=False)
    newer = [
        (key, each)
        for key, each in loader.disk_migrations.items()
        if each.__module__.startswith("aoxanh.")
        and not each.replaces
        and int(each.name[:4]) > LAST_BEFORE.get(each.app_label, 0)
    ]

    faults = [
        fault
        for key, each in newer
        for fault in _faults(each, loader.project_state(key, at_end=False))
    ]

    assert newer
    assert faults == []


PERSON = migrations.CreateModel(
    "Person",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=40)),
        ("year", models.IntegerField(null=True)),
        ("friend", models.ForeignKey("self", models.PROTECT)),
    ],
)
CHECK = models.CheckConstraint(condition=models.Q(year__gt=1900), name="person_year")
NAMED = models.UniqueConstraint(fields=["name"], name="person_name")
FRIEND = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")


def _faults_of(*operations, base=GentleMigration):
    state = ProjectState()
    PERSON.state_forwards("people", state)
    kind = type("Migration", (base,), {"operations": list(operations)})
    return _faults(kind("0099_tried", "people"), state)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("person", "height", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("person", "guide", FRIEND),
        migrations.AlterField("person", "name", models.CharField(max_length=80)),
        migrations.AlterField("person", "friend", FRIEND),
        migrations.AlterField("person", "year", models.IntegerField()),
        migrations.AlterField("person", "name", models.CharField(max_length=40, default="")),
        migrations.AddConstraint("person", CHECK),
        migrations.AddConstraint("person", NAMED),
        migrations.AddIndex("person", models.Index(fields=["year"], name="person_by_year")),
        migrations.RemoveField("person", "year"),
        migrations.AlterModelOptions("person", {"verbose_name": "người"}),
        migrations.RunSQL("DROP INDEX person_by_year"),
        migrations.SeparateDatabaseAndState([migrations.RunSQL("DROP INDEX person_by_year")]),
        InChunks("person", print),
        RefuseChanges("people_person"),
    ],
    ids=lambda each: each.describe(),
)
def test_what_the_mechanism_does_gently_is_allowed(operation):
    assert _faults_of(operation) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField(
            "person", "guide", models.ForeignKey("self", models.PROTECT, default=1)
        ),
        migrations.AddField(
            "person", "at", models.DateTimeField(db_default=models.functions.Now())
        ),
        migrations.AddField(
            "person",
            "next_year",
            models.GeneratedField(
                expression=models.F("year") + 1, output_field=models.IntegerField(), db_persist=True
            ),
        ),
        migrations.AlterField("person", "name", models.CharField(max_length=20)),
        migrations.AlterField("person", "name", models.TextField()),
        migrations.AlterField("person", "name", models.CharField(max_length=40, db_index=True)),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                fields=["name"], name="later", deferrable=models.Deferrable.DEFERRED
            ),
        ),
        migrations.RunSQL("UPDATE people_person SET year = 2000"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL("UPDATE people_person SET year = 1")]
        ),
        migrations.RunPython(print),
        ForbidOverlaps("people_person", ["id"]),
    ],
    ids=lambda each: each.describe(),
)
def test_what_holds_a_table_while_it_computes_is_refused(operation):
    assert len(_faults_of(operation)) == 1


def test_a_table_that_was_there_is_changed_gently_alone():
    added = migrations.AddConstraint("person", CHECK)

    assert GENTLE in _faults_of(added, base=migrations.Migration)[0]


def test_a_table_that_the_migration_makes_is_free():
    group = migrations.CreateModel("Group", [("id", models.BigAutoField(primary_key=True))])
    guards = (RefuseChanges("people_group"), ForbidOverlaps("people_group", ["id"]))

    assert _faults_of(group, *guards, base=migrations.Migration) == []
