"""Many rows at once, by the fastest way each database has: for lists of thousands."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Lookup

from aoxanh.kernel.compiled import planned


AT_ONCE = 5000
"""Rows that are given to SQLite together: Django's cursor holds what it is given until all is written."""

FEW = 64
"""Rows up to which PostgreSQL takes them in less time from one text, by a statement it has planned, than by COPY."""


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """``count`` keys that no other writer gets; on SQLite as long as the caller's transaction lasts."""
    options: Any = model._meta  # noqa: SLF001  Django names it so
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [options.db_table, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [options.db_table])
        last = cursor.fetchone()
        start = (last[0] if last else 0) + 1
        return range(start, start + count)


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write ``rows``: values for ``columns``, named as attributes. Defaults are not filled in."""
    database = connections[DEFAULT_DB_ALIAS]
    plan = _plan(model, tuple(columns), database.vendor)
    ready = iter(_prepared(rows, plan.preparations))
    first = list(islice(ready, FEW + 1))
    if database.vendor != "postgresql":
        with database.cursor() as cursor:
            rest = chain(first, ready)
            while some := list(islice(rest, AT_ONCE)):
                cursor.executemany(plan.insertion, some)
    elif len(first) > FEW:
        with database.cursor() as cursor, cursor.copy(plan.copy) as copy:
            for row in chain(first, ready):
                copy.write_row(row)
    elif len(first) == 1:
        values = [_alike(value, database) for value in first[0]]
        with planned(database) as cursor:
            cursor.execute(plan.insertion, values)
    elif first:
        with planned(database) as cursor:
            cursor.execute(plan.of_few, [_ROWS.encode(first)])


def _alike(value: Any, database: Any) -> Any:
    """Whole numbers of one kind, small or large: PostgreSQL keeps a plan for each kind."""
    if type(value) is int:
        return database.ops.adapt_integerfield_value(value, "BigIntegerField")
    return value


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of some columns are written."""

    preparations: Sequence[Callable[[Any], Any] | None]
    insertion: str
    of_few: str
    copy: str


@lru_cache(maxsize=100)
def _plan(model: type[models.Model], columns: Sequence[str], vendor: str) -> _Plan:
    del vendor
    options: Any = model._meta  # noqa: SLF001  Django names it so
    named = {field.attname: field for field in options.concrete_fields}
    fields = [named[column] for column in columns]
    quote = connection.ops.quote_name
    into = f"{quote(options.db_table)} ({', '.join(quote(field.column) for field in fields)})"
    places = ", ".join(repeat("%s", len(fields)))
    found = ", ".join(
        f"(one->>{place})::{field.db_type(connection)}" for place, field in enumerate(fields)
    )
    return _Plan(
        [_preparation(field) for field in fields],
        insertion=f"INSERT INTO {into} VALUES ({places})",  # noqa: S608  no value in it
        of_few=f"INSERT INTO {into} SELECT {found} FROM json_array_elements(%s::json) one",  # noqa: S608
        copy=f"COPY {into} FROM STDIN",
    )


def create(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write unsaved ``rows`` and give each its key, as ``bulk_create`` does, without building statements for them."""
    options: Any = model._meta  # noqa: SLF001  Django names it so
    for row, key in zip(rows, reserve(model, len(rows)), strict=True):
        row.pk = key
    columns = [field.attname for field in options.concrete_fields]
    insert(model, columns, map(attrgetter(*columns), rows))


def update(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Change rows by key: each of ``rows`` is the key and the values for ``columns``."""
    options: Any = model._meta  # noqa: SLF001  Django names it so
    fields = [options.get_field(column) for column in columns]
    table = connection.ops.quote_name(options.db_table)
    ready = list(_prepared(rows, [None, *map(_preparation, fields)]))
    if not ready:
        return
    quoted = [connection.ops.quote_name(field.column) for field in fields]
    with planned(connections[DEFAULT_DB_ALIAS]) as cursor:
        if connection.vendor == "postgresql":
            lists = [list(column) for column in zip(*ready, strict=True)]
            new = ", ".join(
                f"{name} = new.c{place}::{field.db_type(connection)}"
                for place, (name, field) in enumerate(zip(quoted, fields, strict=True))
            )
            places = ", ".join(["%s::bigint[]", *("%s::text[]" for _ in fields)])
            names = ", ".join(["id", *(f"c{place}" for place in range(len(fields)))])
            cursor.execute(
                f"UPDATE {table} SET {new} FROM unnest({places}) AS new({names}) "  # noqa: S608
                f"WHERE {table}.id = new.id",
                lists,
            )
            return
        changes = ", ".join(f"{name} = %s" for name in quoted)
        cursor.executemany(
            f"UPDATE {table} SET {changes} WHERE id = %s",  # noqa: S608
            [(*values, key) for key, *values in ready],
        )


def _prepared(
    rows: Iterable[Sequence[Any]], preparations: Sequence[Callable[[Any], Any] | None]
) -> Iterable[Sequence[Any]]:
    """Only the columns that need it are touched."""
    special = [(place, prepare) for place, prepare in enumerate(preparations) if prepare]
    if not special:
        yield from rows
        return
    for row in rows:
        values = list(row)
        for place, prepare in special:
            values[place] = prepare(values[place])
        yield values


def _preparation(field: Any) -> Callable[[Any], Any] | None:
    """How a value becomes what the database takes; None when it takes it as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor != "postgresql" and isinstance(field, models.DateField | models.UUIDField):
        return lambda value: field.get_db_prep_value(value, connection)
    return None


def _text(value: Any) -> str:
    """What JSON knows nothing of, as PostgreSQL reads it."""
    if isinstance(value, date | time | Decimal | UUID):
        return str(value)
    raise TypeError(value)


_ROWS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_text)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(value: Any) -> str:
    return "[]" if value == [] else _ENCODER.encode(value)


class Among(Lookup):
    """``Among(F("phone"), phones)``: one of thousands of texts, as one value instead of one for each.

    A statement with thousands of places takes longer to read than to answer, and SQLite takes no more than so many.
    PostgreSQL is told that keys are long ones: lists of shorter numbers it would go through for each row it looks at.
    """

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, values = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{column} = %s", [*values, *self.rhs]
        if connection.vendor == "postgresql":
            kind = self.lhs.output_field.db_type(connection)
            cast = "::bigint[]" if kind == "bigint" else ""
            return f"{column} = ANY(%s{cast})", [*values, list(self.rhs)]
        listed = _ENCODER.encode(list(self.rhs))
        return f"{column} IN (SELECT value FROM json_each(%s))", [*values, listed]  # noqa: S608


def insert_from(
    model: type[models.Model], columns: Sequence[str], rows: models.QuerySet[Any, Any]
) -> None:
    """Write what a query gives, values for ``columns`` in their order, without taking it out of the database."""
    options: Any = model._meta  # noqa: SLF001  Django names it so
    named = {field.attname: field.column for field in options.concrete_fields}
    quoted = ", ".join(connection.ops.quote_name(named[column]) for column in columns)
    table = connection.ops.quote_name(options.db_table)
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({quoted}) {statement}", values)


@contextmanager
def unguarded(*tables: type[models.Model]) -> Iterator[None]:
    """Load into empty tables without checking row by row: PostgreSQL checks and indexes everything at the end.

    For a database nobody else uses. Whatever happens within, keys and indexes stand again afterwards, and rows
    that break one make that fail. SQLite keeps checking as it goes.
    """
    if connection.vendor != "postgresql":
        yield
        return
    names = [table._meta.db_table for table in tables]  # noqa: SLF001  Django names it so
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS, [names, names])
        guards = cursor.fetchall()
        # What waits to be checked is checked now: a table with pending checks cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _order, drop, _make in reversed(guards):
            cursor.execute(drop)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    try:
        yield
    finally:
        _make_again([make for _order, _drop, make in guards])


def _make_again(guards: Sequence[str]) -> None:
    """Put indexes and constraints back; a transaction that failed has put them back by itself."""
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for make in guards:
                cursor.execute(make)
            cursor.execute("RESET maintenance_work_mem")


_GUARDS = """
SELECT * FROM (
  SELECT 1, format('DROP INDEX %%I', i.relname), pg_get_indexdef(x.indexrelid)
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
  WHERE t.relname = ANY(%s) AND t.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
  UNION ALL
  SELECT CASE c.contype WHEN 'f' THEN 3 ELSE 2 END,
    format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname),
    format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid))
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
  WHERE t.relname = ANY(%s) AND t.relnamespace = current_schema()::regnamespace
    AND c.contype IN ('f', 'u', 'x')
) guards ORDER BY 1, 2
"""
"""Indexes, then unique constraints, then foreign keys of some tables: how to drop each, and how to make it anew."""
