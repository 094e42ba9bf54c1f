"""What persons leave: registered by the context that keeps it, read where records are merged, shown or erased."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from aoxanh.kernel.actors import Actor


CellsTouched = frozenset[tuple[int, date]]


def holder_id(person: str = "person") -> Coalesce:
    """The id of the record that stands today for the one in a row's column ``person``.

    Facts never move: a record that was merged names its successor, and mergers lead there in one step.
    """
    return Coalesce(F(f"{person}__merged_into_id"), F(f"{person}_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One row under a record as its person may read it: values by their headings, in words."""

    person_id: int
    day: date
    values: Mapping[str, str]


class Erase(Protocol):
    """Takes out what names the person; what was counted stays."""

    def __call__(self, *, by: Actor, person_ids: Collection[int], now: datetime) -> None: ...


def _none(_person_ids: Collection[int]) -> CellsTouched:
    return frozenset()


def _nothing(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """What names nobody stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One kind of row under persons' records: ``held`` finds them by their ``person``, ``rows`` puts them in words.

    ``cells`` are the (unit id, day) whose figures count persons by it; ``proven`` gives the units for whose own work
    the rows are evidence, a column of ids.
    """

    code: str
    label: str | Promise
    held: Callable[[Collection[int]], QuerySet[Any]]
    rows: Callable[[Collection[int]], list[Left]]
    cells: Callable[[Collection[int]], CellsTouched] = field(default=_none)
    erase: Erase = field(default=_nothing)
    proven: Callable[[Collection[int]], QuerySet[Any]] | None = None


_PATHS: dict[str, str] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: the code of a trace and where it stands.

    Raises ``ValueError`` on a second owner.
    """
    for code, path in paths.items():
        if code in _PATHS:
            msg = f"trace registered twice: {code}"
            raise ValueError(msg)
        _PATHS[code] = path


def traces() -> tuple[Trace, ...]:
    """Everything persons leave, in the order in which it was registered."""
    found: tuple[Trace, ...] = tuple(import_string(path) for path in _PATHS.values())
    return found


def counted(person_ids: Collection[int]) -> dict[tuple[str, int], int]:
    """How many rows of each kind lie under each record, by (code, person id): one statement."""
    parts = [
        each.held(person_ids)
        .order_by()
        .values_list(Value(each.code), "person_id")
        .annotate(rows=Count("pk"))
        for each in traces()
    ]
    return {(code, person_id): rows for code, person_id, rows in parts[0].union(*parts[1:])}


def proven_by(person_ids: Collection[int]) -> frozenset[int]:
    """The units for whose own work something under the records is evidence: one statement."""
    parts = [each.proven(person_ids).order_by() for each in traces() if each.proven is not None]
    return frozenset(unit_id for (unit_id,) in parts[0].union(*parts[1:]))


def cells_of(person_ids: Collection[int]) -> CellsTouched:
    """Every (unit id, day) whose figures count one of the persons."""
    return frozenset().union(*(each.cells(person_ids) for each in traces()))
