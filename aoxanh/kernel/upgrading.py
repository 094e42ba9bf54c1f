"""Migrations of tables that are in use: nobody waits while something is computed.

On PostgreSQL a ``GentleMigration`` is taken in steps. A step that holds a table only notes a change in the catalogue;
what looks through the rows, or builds an index over them, holds nobody up. How far it came is noted with each step, so
that it goes on from there when it was cut. On SQLite, where one process writes, it is one transaction, as Django makes
it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection as default_connection
from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.operations import (
    AddField,
    AlterField,
    CreateModel,
    RunPython,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.models import Q

from aoxanh.kernel.founding import CreateTables


PATIENCE = "60s"
"""How long a step waits that lets nobody wait: for a backup, say, that is still reading."""

ROWS = 1000
"""Rows that are brought up and committed together."""

_INDEX = re.compile(r'CREATE (UNIQUE )?INDEX ("[^"]+"|\w+) ON (.+)', re.DOTALL)
_DROPPED = re.compile(r"DROP INDEX (?:IF EXISTS )?(\S+)")
_LOOKS_THROUGH = re.compile(
    r'(ALTER TABLE ("[^"]+") ADD CONSTRAINT ("[^"]+") (?:CHECK|FOREIGN KEY) .+)', re.DOTALL
)
_UNIQUE = re.compile(r'(ALTER TABLE ("[^"]+") ADD CONSTRAINT ("[^"]+") UNIQUE) (\([^()]+\))')


@dataclass(frozen=True)
class Step:
    """One transaction with its note; or ``alone``, in none: then it is begun anew when it was cut.

    It is ``patient`` when nobody waits who comes after it.
    """

    work: Callable[[Any], object]
    patient: bool = False
    alone: bool = False


class GentleMigration(Migration):
    """A migration of tables that have rows; ``tests/house/test_gentle_migrations.py`` says what it may do to them."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        self.atomic = default_connection.vendor != "postgresql"  # type: ignore[misc]  # read of the instance

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's
        if self.atomic or collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        connection = schema_editor.connection
        self._notes = _Notes(connection, f"{self.app_label}.{self.name}")
        done = self._notes.done
        for number, operation in enumerate(self.operations):
            before = project_state.clone()
            operation.state_forwards(self.app_label, project_state)
            if number < done[0]:
                continue
            steps = taken(operation, self.app_label, connection, before, project_state)
            for place, step in enumerate(steps, start=1):
                if (number, place) > done:
                    self._take(step, connection, number, place)
        return project_state

    def unapply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's
        if not (self.atomic or collect_sql):
            connection = schema_editor.connection
            with connection.cursor() as cursor:
                _Notes(connection, f"{self.app_label}.{self.name}").forget(cursor)
        return super().unapply(project_state, schema_editor, collect_sql)

    def _take(self, step: Step, connection: Any, number: int, place: int) -> None:
        with connection.cursor() as cursor, _patience(cursor, is_wanted=step.patient):
            if step.alone:
                step.work(cursor)
                self._notes.note(cursor, number, place)
                return
            with transaction.atomic(using=connection.alias):
                step.work(cursor)
                self._notes.note(cursor, number, place)


class _Notes:
    """How far this migration came, and others that were cut: the comment beside the list of those that are done.

    It is written in the transaction of the step, and a backup takes it along.
    """

    def __init__(self, connection: Any, name: str) -> None:
        self._name = name
        with connection.cursor() as cursor:
            cursor.execute("SELECT obj_description('django_migrations'::regclass, 'pg_class')")
            (told,) = cursor.fetchone()
            cursor.execute("SELECT app || '.' || name FROM django_migrations")
            recorded = {row for (row,) in cursor.fetchall()}
        reached = dict(line.split(" ", 1) for line in (told or "").splitlines())
        number, place = map(int, reached.pop(name, "0 0").split())
        self.done = (number, place)
        self._others = [" ".join(each) for each in reached.items() if each[0] not in recorded]

    def note(self, cursor: Any, number: int, place: int) -> None:
        """The last step of the last operation that is done."""
        self._write(cursor, *self._others, f"{self._name} {number} {place}")

    def forget(self, cursor: Any) -> None:
        self._write(cursor, *self._others)

    @staticmethod
    def _write(cursor: Any, *lines: str) -> None:
        told = "\n".join(lines)
        cursor.execute(f"COMMENT ON TABLE django_migrations IS '{told}'", None)


class InChunks(Operation):
    """Migration operation: rows of a model brought up some at a time, each time committed.

    ``change`` gets them as a queryset. When the migration was cut it is asked again, also for rows that were brought up
    before, unless they are no longer ``waiting``. ``back`` is asked when the migration is taken back.
    """

    reversible = True
    reduces_to_sql = False
    atomic = False

    def __init__(
        self,
        model_name: str,
        change: Callable[[Any], object],
        back: Callable[[Any], object] | None = None,
        *,
        waiting: Q | None = None,
    ) -> None:
        self.model_name = model_name
        self.change = change
        self.back = back
        self.waiting = waiting or Q()

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rows are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        self._walk(self.change, model, schema_editor.connection.alias, self.waiting)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if self.back is not None:
            model = to_state.apps.get_model(app_label, self.model_name)
            self._walk(self.back, model, schema_editor.connection.alias, Q())

    def describe(self) -> str:
        return f"Bring up the rows of {self.model_name}"

    @staticmethod
    def _walk(change: Callable[[Any], object], model: Any, alias: str, waiting: Q) -> None:
        rows = model._base_manager.using(alias).order_by("pk")  # noqa: SLF001  Django names it so
        further = waiting
        while keys := list(rows.filter(further).values_list("pk", flat=True)[:ROWS]):
            with transaction.atomic(using=alias, savepoint=False):
                change(rows.filter(pk__in=keys))
            further = waiting & Q(pk__gt=keys[-1])


def taken(
    operation: Any, app_label: str, connection: Any, before: Any, after: Any
) -> Iterator[Step]:
    """The steps of an operation, all that Django has to think about thought beforehand."""
    if isinstance(operation, SeparateDatabaseAndState):
        for each in operation.database_operations:
            reached = before.clone()
            each.state_forwards(app_label, reached)
            yield from taken(each, app_label, connection, before, reached)
            before = reached
        return
    told = partial(_told, connection, operation, app_label, before, after)
    if isinstance(operation, RunPython | InChunks):
        yield Step(lambda _cursor: told(), alone=isinstance(operation, InChunks))
    elif _is_whole(operation, app_label, before):
        if statements := told():
            yield _step(*statements)
    else:
        yield from gently(told())


def _is_whole(operation: Any, app_label: str, before: Any) -> bool:
    """What nobody uses yet needs no steps; and what Django takes away to make it anew is never left away."""
    if isinstance(operation, AlterField):
        return not _alters_null(operation, app_label, before)
    return isinstance(operation, CreateModel | CreateTables)


def gently(statements: Iterable[str]) -> Iterator[Step]:
    """What only changes the catalogue is done together, what takes its time by itself."""
    quick: list[str] = []
    for each in statements:
        slow = _slow(each)
        if slow and quick:
            yield _step(*quick)
            quick = []
        yield from slow
        if not slow:
            quick.append(each)
    if quick:
        yield _step(*quick)


def _slow(statement: str) -> list[Step]:
    if made := _INDEX.fullmatch(statement):
        unique, name, rest = made.groups("")
        return [_index(unique, name, rest)]
    if dropped := _DROPPED.fullmatch(statement):
        return [_step(f"DROP INDEX CONCURRENTLY IF EXISTS {dropped[1]}", patient=True, alone=True)]
    if looks := _LOOKS_THROUGH.fullmatch(statement):
        added, table, name = looks.groups()
        validated = f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}"
        return [_step(f"{added} NOT VALID"), _step(validated, patient=True)]
    if once := _UNIQUE.fullmatch(statement):
        begin, table, name, columns = once.groups()
        return [
            _index("UNIQUE ", name, f"{table} {columns}"),
            _step(f"{begin} USING INDEX {name}"),
        ]
    return []


def _index(unique: str, name: str, rest: str) -> Step:
    """One that was cut leaves an index behind that serves nobody: it is made anew."""
    return _step(
        f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
        f"CREATE {unique}INDEX CONCURRENTLY {name} ON {rest}",
        patient=True,
        alone=True,
    )


def _step(*statements: str, patient: bool = False, alone: bool = False) -> Step:
    def work(cursor: Any) -> None:
        for each in statements:
            cursor.execute(each, None)

    return Step(work, patient=patient, alone=alone)


def _told(connection: Any, operation: Any, app_label: str, before: Any, after: Any) -> list[str]:
    """The statements that Django would give."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        states = (app_label, editor, before, after)
        if isinstance(operation, AddField):
            _add_column(operation, *states)
        elif isinstance(operation, AlterField) and _alters_null(operation, app_label, before):
            _alter_null(operation, app_label, editor, after)
        else:
            operation.database_forwards(*states)
    return [each.rstrip(";") for each in editor.collected_sql]


def _add_column(operation: Any, app_label: str, editor: Any, before: Any, after: Any) -> None:
    """The column by itself; its check, uniqueness and index follow, named as PostgreSQL and Django name them."""
    model = _model(operation, app_label, before)
    field = _options(_model(operation, app_label, after)).get_field(operation.name)
    bare, check = copy(field), field.db_parameters(editor.connection)["check"]
    bare.db_check = lambda _connection: None
    bare._unique = False  # noqa: SLF001  Django names it so
    if not operation.preserve_default:
        bare.default = operation.field.default
    editor.add_field(model, bare)
    if field.many_to_many:
        return
    editor.deferred_sql.clear()
    alter, name = _alter(model, editor), f"{_table(model)}_{field.column}"
    if check:
        editor.execute(f'{alter} ADD CONSTRAINT "{name}_check" CHECK ({check})', None)
    if field.unique:
        column = editor.quote_name(field.column)
        editor.execute(f'{alter} ADD CONSTRAINT "{name}_key" UNIQUE ({column})', None)
    for index in editor._field_indexes_sql(model, field):  # noqa: SLF001  Django names it so
        editor.execute(index, None)


def _alters_null(operation: Any, app_label: str, before: Any) -> bool:
    """Whether nothing else changes but that the column may be empty: Django would make a foreign key anew."""
    model = before.models[app_label, operation.model_name_lower]
    return changes(model.fields[operation.name], operation.field) == {"null"}


def _alter_null(operation: Any, app_label: str, editor: Any, after: Any) -> None:
    model = _model(operation, app_label, after)
    field = _options(model).get_field(operation.name)
    alter, column = _alter(model, editor), editor.quote_name(field.column)
    if field.null:
        editor.execute(f"{alter} ALTER COLUMN {column} DROP NOT NULL", None)
        return
    name = editor.quote_name(f"{_table(model)}_{field.column}_filled")
    editor.execute(f"{alter} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL)", None)
    editor.execute(f"{alter} ALTER COLUMN {column} SET NOT NULL", None)
    editor.execute(f"{alter} DROP CONSTRAINT {name}", None)


def changes(old: Any, new: Any) -> set[str]:
    """What of a field changes that the database knows of."""
    if type(old) is not type(new):
        return {"type"}
    before, after = old.deconstruct()[3], new.deconstruct()[3]
    differ = {word for word in before.keys() | after.keys() if before.get(word) != after.get(word)}
    return differ - set(new.non_db_attrs)


def _model(operation: Any, app_label: str, state: Any) -> Any:
    return state.apps.get_model(app_label, operation.model_name)


def _options(model: Any) -> Any:
    return model._meta  # noqa: SLF001  Django names it so


def _table(model: Any) -> str:
    table: str = _options(model).db_table
    return table


def _alter(model: Any, editor: Any) -> str:
    return f"ALTER TABLE {editor.quote_name(_table(model))}"


@contextmanager
def _patience(cursor: Any, *, is_wanted: bool) -> Iterator[None]:
    if not is_wanted:
        yield
        return
    cursor.execute("SHOW lock_timeout")
    (before,) = cursor.fetchone()
    set_it = "SELECT set_config('lock_timeout', %s, false)"
    cursor.execute(set_it, [PATIENCE])
    try:
        yield
    finally:
        cursor.execute(set_it, [before])
