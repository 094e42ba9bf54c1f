"""Lists that leave as files: registered by the context whose rows they are, written by the pages and by jobs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.sheets import Cell


Filters = Mapping[str, Any]
"""What a list page asks its query for, as JSON can hold it: the file holds what the page shows, by the same query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A list with its headings; ``rows`` and ``count`` see what the actor may see of what the filters ask for."""

    code: str
    title: str | Promise
    headings: Sequence[str | Promise]
    rows: Callable[[Actor, Filters], Iterable[Sequence[Cell]]]
    count: Callable[[Actor, Filters], int]
    in_word: bool = False
    """Whether it also leaves as a table in a Word document."""


_PATHS: dict[str, str] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: the code of a list and where it stands. Raises ``ValueError`` on a second owner."""
    for code, path in paths.items():
        if code in _PATHS:
            msg = f"export registered twice: {code}"
            raise ValueError(msg)
        _PATHS[code] = path


def export(code: str) -> Export:
    """The list called ``code``. Raises ``KeyError``."""
    found: Export = import_string(_PATHS[code])
    return found


def exports() -> tuple[Export, ...]:
    """Every list that can leave."""
    return tuple(export(code) for code in _PATHS)
