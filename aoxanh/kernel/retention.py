"""What is kept for a time and then forgotten: registered by the context that keeps it, run by a job of ``work``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from aoxanh.kernel.actors import Actor


if TYPE_CHECKING:
    from django.db.models import QuerySet


class Forget(Protocol):
    """Deletes what ended before a day, chunk by chunk, with its entries in the trail; says how much that was."""

    def __call__(self, *, by: Actor, before: date, now: datetime) -> int: ...


class Kept(Protocol):
    """What units still keep, by the day from which its period runs: (day, how much).

    One statement; only whose day lies before ``before``, and goes soon, may be looked at more closely.
    """

    def __call__(
        self, *, unit_ids: "QuerySet[Any, Any]", before: date
    ) -> Iterable[tuple[date, int]]: ...


KeptKey = tuple[date, int, int]
"""One line of what is kept: the day from which its period runs, its key, and how much of the holding it is."""


class KeptKeys(Protocol):
    """What ``Kept`` counts, line by line, the first to go first; may be a query that is read in pages."""

    def __call__(
        self, *, unit_ids: "QuerySet[Any, Any]", before: date
    ) -> "Sequence[KeptKey] | QuerySet[Any, KeptKey]": ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One line in words; ``code`` leads to where it is shown whole."""

    code: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Something personal that serves for a time only; the period stands in reference data under ``code``.

    ``since`` says in words from when it runs; with ``at_least`` it may begin anew. ``lines`` puts a page of ``keys``
    in words, in their order: two statements at most.
    """

    code: str
    label: str | Promise
    since: str | Promise
    kept: Kept
    keys: KeptKeys
    lines: Callable[[Sequence[KeptKey]], list[KeptLine]]
    forget: Forget
    at_least: bool = False


_PATHS: dict[str, str] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: the code of a holding and where it stands.

    Raises ``ValueError`` on a second owner.
    """
    for code, path in paths.items():
        if code in _PATHS:
            msg = f"holding registered twice: {code}"
            raise ValueError(msg)
        _PATHS[code] = path


def holdings() -> tuple[Holding, ...]:
    """Everything that is kept for a time, in the order in which it was registered."""
    found: tuple[Holding, ...] = tuple(import_string(path) for path in _PATHS.values())
    return found
