"""Queries asked with every request: put into SQL once in each process, afterwards only filled in.

Building a query and putting it into SQL costs several times what its answer costs where few rows come back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet


_SAMPLES: Mapping[type, Callable[[int], Any]] = {
    int: lambda number: 7_310_000_000_000_000 + number,
    str: lambda number: f"\x01{number}",
    date: lambda number: date(9990, 1, number + 1),
    UUID: lambda number: UUID(int=2**120 + number),
}
"""Values that stand in no query, by which their places are known again."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL, what is given with it (a name where a value belongs), how columns are read."""

    sql: str
    params: Sequence[tuple[str, Any]]
    readers: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Compiled:
    """A query with places for values.

    ``build`` makes it, ending in ``values_list``, from the values by name; ``kinds`` says of what kind each is. What
    it does must not depend on the values: no lists of any length, nothing that is left out.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """The answer for these values: one statement."""
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = self._plan()
        ready = {name: _ready(value) for name, value in values.items()}
        params = [ready[name] if name else fixed for name, fixed in plan.params]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, params)
            found = cursor.fetchall()
        return [_read(row, plan.readers) for row in found] if plan.readers else found

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
        return _Plan(sql, params, compiler.get_converters(columns))


def _ready(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _read(row: Sequence[Any], readers: Mapping[int, tuple[Sequence[Any], Any]]) -> tuple[Any, ...]:
    read = list(row)
    for place, (steps, column) in readers.items():
        for step in steps:
            read[place] = step(read[place], column, connection)
    return tuple(read)
