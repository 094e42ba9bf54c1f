"""Statements of every request: put into SQL once in each process, afterwards only filled in.

Building a statement and putting it into SQL costs several times what its answer costs where few rows are concerned.
PostgreSQL reads and plans each of them once for a connection: values go beside the statement, not into it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import AutoField, Model, QuerySet
from django.db.models.query import get_related_populators


_SAMPLES: Mapping[type, Callable[[int], Any]] = {
    int: lambda number: 7_310_000_000_000_000 + number,
    str: lambda number: f"\x01{number}",
    date: lambda number: date(9990, 1, number + 1),
    datetime: lambda number: datetime(9990, 2, 1, tzinfo=UTC) + timedelta(number),
    UUID: lambda number: UUID(int=2**120 + number),
}
"""Values that stand in no query, by which their places are known again."""

Row = Sequence[Any]
Made = TypeVar("Made", bound=Model)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL, what is given with it (a name where a value belongs), how columns are read, what a row becomes."""

    sql: str
    params: Sequence[tuple[str, Any]]
    readers: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
    made: Callable[[Row], Any] | None


class Compiled:
    """A query with places for values.

    ``build`` makes it from the values by name; ``kinds`` says of what kind each is. What it does must not depend on
    the values: no lists of any length, nothing that is left out.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: object) -> list[Any]:
        """The answer for these values, tuples or rows of the model as the query says: one statement."""
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = self._plan()
        ready = {name: _ready(value) for name, value in values.items()}
        params = [ready[name] if name else fixed for name, fixed in plan.params]
        with _cursor() as cursor:
            cursor.execute(plan.sql, params)
            found = cursor.fetchall()
        if plan.readers:
            found = [_read(row, plan.readers) for row in found]
        return [plan.made(row) for row in found] if plan.made else found

    def _plan(self) -> _Plan:
        samples = {
            name: _SAMPLES[kind](number) for number, (name, kind) in enumerate(self._kinds.items())
        }
        compiler = self._build(**samples).query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        names = {_ready(sample): name for name, sample in samples.items()}
        params = [(names.get(value, "") if value.__hash__ else "", value) for value in given]
        left_out = set(samples) - {name for name, _value in params}
        if left_out:
            raise ValueError(left_out)
        columns = [column[0] for column in compiler.select]
        made = _maker(compiler) if compiler.query.selected is None else None
        return _Plan(sql, params, compiler.get_converters(columns), made)


def _maker(compiler: Any) -> Callable[[Row], Model]:
    """How a row becomes what the query would have made of it."""
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    names = [column[0].target.attname for column in compiler.select[own]]
    beside = get_related_populators(  # type: ignore[call-arg]  # the stubs are those of a later Django
        compiler.klass_info, compiler.select, connection.alias
    )
    annotated = tuple(compiler.annotation_col_map.items())

    def made(row: Row) -> Model:
        found: Model = model.from_db(connection.alias, names, row[own])
        for each in beside:
            each.populate(row, found)
        for name, place in annotated:
            setattr(found, name, row[place])
        return found

    return made


def insert(row: Made) -> Made:
    """Write a new row as ``save(force_insert=True)`` does, but tell no signals of it: one statement."""
    insert_all([row])
    return row


def insert_all(rows: Sequence[Model]) -> None:
    """Write a few new rows of one model: one statement. What the database fills in is its own; keys are read back."""
    model = type(rows[0])
    fields = _written(model)
    params = [
        each.get_db_prep_save(each.pre_save(row, add=True), connection)
        for row in rows
        for each in fields
    ]
    with transaction.mark_for_rollback_on_error(connection.alias), _cursor() as cursor:
        cursor.execute(_insertion(model, len(rows), connection.vendor), params)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  Django's documented interface


@cache
def _written(model: type[Model]) -> Sequence[Any]:
    """The columns that we fill in ourselves."""
    fields = model._meta.concrete_fields  # noqa: SLF001  Django's documented interface
    return [
        each for each in fields if not isinstance(each, AutoField) and not each.has_db_default()
    ]


@lru_cache(maxsize=100)
def _insertion(model: type[Model], rows: int, vendor: str) -> str:
    """The statement that writes so many rows; both databases understand it."""
    del vendor
    options: Any = model._meta  # noqa: SLF001  Django's documented interface
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(each.column) for each in _written(model))
    places = ", ".join(repeat(f"({', '.join(repeat('%s', len(_written(model))))})", rows))
    key = quoted(options.pk.column)
    return f"INSERT INTO {quoted(options.db_table)} ({columns}) VALUES {places} RETURNING {key}"  # noqa: S608  no value in it


def _cursor() -> Any:
    """A cursor whose values travel beside the statement: PostgreSQL keeps its plan (``prepare_threshold``).

    Where statements are noted, in tests and while developing, the ordinary one: it tells them with their values.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    raw: Any = connection
    return raw._prepare_cursor(raw.Database.Cursor(raw.connection))  # noqa: SLF001  Django offers it for all or no statements


def _ready(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, int):
        return connection.ops.adapt_integerfield_value(value, "BigIntegerField")
    return value


def _read(row: Row, readers: Mapping[int, tuple[Sequence[Any], Any]]) -> tuple[Any, ...]:
    read = list(row)
    for place, (steps, column) in readers.items():
        for step in steps:
            read[place] = step(read[place], column, connection)
    return tuple(read)
