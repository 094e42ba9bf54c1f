"""Statements of every request: put into SQL once in each process, afterwards only filled in.

Building a statement and putting it into SQL costs several times what its answer costs where few rows are concerned.
PostgreSQL reads and plans each of them once for a connection: values go beside the statement, not into it.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import AutoField, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import Query, UpdateQuery


_SAMPLES: Mapping[type, Callable[[int], Any]] = {
    int: lambda number: 7_310_000_000_000_000 + number,
    str: lambda number: f"\x01{number}",
    date: lambda number: date(9990, 1, number + 1),
    datetime: lambda number: datetime(9990, 2, 1, tzinfo=UTC) + timedelta(number),
    UUID: lambda number: UUID(int=2**120 + number),
    list: lambda number: [f"\x01{number}", f"\x02{number}"],
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


class _Statement:
    """SQL with places for values. ``build`` makes the query from the values by name; ``kinds`` says what each is.

    What ``build`` does must not depend on the values: nothing that is left out, lists only as one value
    (``bulk.Among``). ``held`` says which rows are locked, in the words of the database that can
    (``FOR NO KEY UPDATE OF table``).
    """

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], held: str = "", /, **kinds: type
    ) -> None:
        self._build = build
        self._held = held
        self._kinds = kinds
        self._lists = [name for name, kind in kinds.items() if kind is list]
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def _planned(self, link: Any, values: Mapping[str, Any]) -> tuple[_Plan, list[Any]]:
        """What is sent for these values: the statement and what goes beside it."""
        single = [name for name in self._lists if len(values[name]) == 1]
        plan = self._plans.get((link.vendor, *single))
        if plan is None:
            plan = self._plans[link.vendor, *single] = self._plan(link, single)
        ready = {
            name: _ready(value[0] if name in single else value, link)
            for name, value in values.items()
        }
        return plan, [ready[name] if name else fixed for name, fixed in plan.params]

    def _plan(self, link: Any, single: Collection[str]) -> _Plan:
        """A list of a ``single`` value is asked for as that value: for lists PostgreSQL would plan each time."""
        samples = {
            name: _SAMPLES[kind](number) for number, (name, kind) in enumerate(self._kinds.items())
        }
        given = {name: [each[0]] if name in single else each for name, each in samples.items()}
        compiler = self._query(given).get_compiler(connection=link)
        sql, told = compiler.as_sql()
        if self._held and link.features.has_select_for_update:
            sql = f"{sql} {self._held}"
        ready = {
            name: _ready(each[0] if name in single else each, link)
            for name, each in samples.items()
        }
        params = [(_name_of(value, ready), value) for value in told]
        left_out = set(samples) - {name for name, _value in params}
        if left_out:
            raise ValueError(left_out)
        return _Plan(sql, params, *self._reading(compiler))

    def _query(self, given: Mapping[str, Any]) -> Query:
        return self._build(**given).query

    def _reading(self, compiler: Any) -> tuple[Mapping[int, Any], Callable[[Row], Any] | None]:
        """How the columns of an answer are read, and what a row becomes."""
        del compiler
        return {}, None


class Compiled(_Statement):
    """A query that is asked again and again."""

    def rows(self, **values: Any) -> list[Any]:
        """The answer for these values, tuples or rows of the model as the query says: one statement."""
        link = connections[DEFAULT_DB_ALIAS]
        plan, params = self._planned(link, values)
        with planned(link) as cursor:
            cursor.execute(plan.sql, params)
            found: list[Any] = cursor.fetchall()
        if plan.readers:
            found = [_read(row, plan.readers, link) for row in found]
        return [plan.made(row) for row in found] if plan.made else found

    def _reading(self, compiler: Any) -> tuple[Mapping[int, Any], Callable[[Row], Any] | None]:
        columns = [column[0] for column in compiler.select]
        made = _maker(compiler) if compiler.query.selected is None else None
        return compiler.get_converters(columns), made


class Change(_Statement):
    """An ``update`` that is made again and again: to which rows, and what becomes of their columns.

    Both are told the values by name.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        to: Callable[..., Mapping[str, Any]],
        **kinds: type,
    ) -> None:
        super().__init__(build, **kinds)
        self._to = to

    def made(self, **values: Any) -> int:
        """How many rows these values found and changed: one statement."""
        link = connections[DEFAULT_DB_ALIAS]
        plan, params = self._planned(link, values)
        with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), planned(link) as cursor:
            cursor.execute(plan.sql, params)
            return int(cursor.rowcount)

    def _query(self, given: Mapping[str, Any]) -> Query:
        query: Any = super()._query(given).chain(UpdateQuery)
        query.add_update_values(self._to(**given))
        changing: Query = query
        return changing


def _name_of(value: Any, ready: Mapping[str, Any]) -> str:
    """Whose sample stands there; empty where it is a value of the query's own."""
    return next((name for name, sample in ready.items() if sample == value), "")


def _maker(compiler: Any) -> Callable[[Row], Model]:
    """How a row becomes what the query would have made of it."""
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    names = [column[0].target.attname for column in compiler.select[own]]
    beside = get_related_populators(  # type: ignore[call-arg]  # the stubs are those of a later Django
        compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
    )
    annotated = tuple(compiler.annotation_col_map.items())

    def made(row: Row) -> Model:
        found: Model = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
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
    model, link = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    columns = _written(model)
    params = [each.stored(row, link) for row in rows for each in columns]
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), planned(link) as cursor:
        cursor.execute(_insertion(model, len(rows), link.vendor), params)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001  Django's documented interface


_WORDS = frozenset({"CharField", "TextField", "BooleanField"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that we fill in ourselves; ``attribute`` holds its value, "" where saving makes another of it."""

    field: Any
    attribute: str
    takes_words: bool

    def stored(self, row: Model, link: Any) -> Any:
        """The value of ``row`` as the database takes it."""
        if not self.attribute:
            return self.field.get_db_prep_save(self.field.pre_save(row, add=True), link)
        value = getattr(row, self.attribute)
        if value is None or (self.takes_words and type(value) in {str, bool}):
            return value
        return self.field.get_db_prep_save(value, link)


@cache
def _written(model: type[Model]) -> Sequence[_Column]:
    fields = model._meta.concrete_fields  # noqa: SLF001  Django's documented interface
    return [
        _column(each)
        for each in fields
        if not isinstance(each, AutoField) and not each.has_db_default()
    ]


def _column(field: Any) -> _Column:
    is_plain = type(field).pre_save is Field.pre_save
    return _Column(field, field.attname if is_plain else "", field.get_internal_type() in _WORDS)


@lru_cache(maxsize=100)
def _insertion(model: type[Model], rows: int, vendor: str) -> str:
    """The statement that writes so many rows; both databases understand it."""
    del vendor
    options: Any = model._meta  # noqa: SLF001  Django's documented interface
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    written = _written(model)
    columns = ", ".join(quoted(each.field.column) for each in written)
    places = ", ".join(repeat(f"({', '.join(repeat('%s', len(written)))})", rows))
    key = quoted(options.pk.column)
    return f"INSERT INTO {quoted(options.db_table)} ({columns}) VALUES {places} RETURNING {key}"  # noqa: S608  no value in it


@contextmanager
def planned(link: Any) -> Iterator[Any]:
    """A cursor whose values travel beside the statement: PostgreSQL keeps its plan (``prepare_threshold``).

    Each connection has one and keeps it: it knows how to write and read what it has written and read before. Where
    statements are noted, in tests and while developing, the ordinary one: it tells them with their values.
    """
    if link.vendor != "postgresql" or link.queries_logged:
        with link.cursor() as cursor:
            yield cursor
        return
    link.ensure_connection()
    raw = link.connection
    kept = vars(raw).get(_KEPT)
    if kept is None:
        kept = vars(raw)[_KEPT] = link.Database.Cursor(raw)
    yield link._prepare_cursor(kept)  # noqa: SLF001  Django offers it for all or no statements


_KEPT = "aoxanh_cursor"


def keep_plans() -> None:
    """For the rest of the transaction, statements with lists are planned once in each connection, too.

    PostgreSQL takes a list of unknown length for ten values and plans anew where it has fewer: worth a statement
    where several small lists follow.
    """
    link = connections[DEFAULT_DB_ALIAS]
    if link.vendor == "postgresql":
        with planned(link) as cursor:
            cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")


def _ready(value: Any, link: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, UUID):
        return value if link.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return link.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return link.ops.adapt_datefield_value(value)
    if isinstance(value, int):
        return link.ops.adapt_integerfield_value(value, "BigIntegerField")
    if isinstance(value, list) and link.vendor != "postgresql":
        ready = [_ready(each, link) for each in value]
        return json.dumps(ready, ensure_ascii=False, separators=(",", ":"))
    return value


def _read(row: Row, readers: Mapping[int, tuple[Sequence[Any], Any]], link: Any) -> tuple[Any, ...]:
    read = list(row)
    for place, (steps, column) in readers.items():
        for step in steps:
            read[place] = step(read[place], column, link)
    return tuple(read)
