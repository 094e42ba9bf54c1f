"""Kinds of lists that can be brought in: registered by the context that owns the rows, run by ``work``.

Text becomes values by the columns of a kind, values are judged by its check, and written by its apply. Preview and
result use the same columns and the same check: that is why they are equal.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.tables import Opened, Table


Values = dict[str, Any]
"""What one line says, by column code; a column that is blank or absent is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column that a kind understands.

    ``read`` gives the value of a text that is not blank and raises ``DomainError`` or ``ValueError``. ``synonyms``
    are other headings, with or without marks. ``fill`` is offered for lists that lack the column. ``offered`` are
    the texts among which one can choose.
    """

    code: str
    label: str | Promise
    read: Callable[[str], Any] = str
    show: Callable[[Any], str] = str
    synonyms: Sequence[str] = ()
    required: bool = False
    example: str = ""
    hint: str | Promise = ""
    fill: str = ""
    can_fill: bool = False
    offered: Callable[[], Sequence[str]] = tuple
    tells: bool = False
    """Whether the texts alone tell the column, so that a list without headings is understood."""
    is_long: bool = False
    """Whether its texts are paragraphs."""


class Line(NamedTuple):
    """One line of a list, read."""

    number: int
    values: Values


class Finding(NamedTuple):
    """What is to be said about a cell; a fault keeps the line from being saved, a remark does not."""

    line: int
    column: str
    sentence: str
    is_fault: bool = True


Made = tuple[str, int]
"""What a line created: the noun of the row and its id."""


class Kept(NamedTuple):
    """What an undo had to leave, by name, and why."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom a list is brought in: the actor, the unit, and the row it is about when the kind has one."""

    by: Actor
    unit_id: int
    subject_id: int | None = None
    now: datetime
    applied_at: datetime | None = None
    """When the list was saved: an undo keeps what somebody changed after that."""

    @property
    def day(self) -> date:
        return self.by.day


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a chunk: rows made by line, and what could not be made after all."""

    made: Mapping[int, Sequence[Made]]
    findings: Sequence[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sent as a list: as it is, and in Unicode."""

    original: Opened
    clear: Opened
    day: date


class Desk(Protocol):
    """One pass over a list, chunk after chunk in the order of its lines; it may remember what went before."""

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """What is wrong with ``lines`` or remarkable about them. Changes nothing."""
        ...

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Write ``lines``, which were checked in the same transaction, with one entry in the trail."""
        ...

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take back what was made, by line, with one entry in the trail; what was used since is kept."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKind:
    """A list that can be brought in.

    ``open`` begins a pass and raises ``NotAllowed`` or ``Missing``. ``key`` tells lines that are one and the same;
    None tells nothing, and ``key_column`` is where it is said. ``about`` names
    what the list is about when it is not the unit alone; ``more`` are the columns that this row, looked for within
    its unit, adds. ``read`` makes the list of what was sent where that may be more than a table, and raises
    ``DomainError``. ``is_long`` asks for a preview that shows each line by itself.
    """

    code: str
    label: str | Promise
    noun: str | Promise
    lead: str | Promise
    permission: Permission
    columns: Sequence[Column]
    open: Callable[[Asked], Desk]
    key: Callable[[Values], Hashable | None] = lambda _values: None
    key_column: str = ""
    icon: str = "table"
    about: str = ""
    more: Callable[[int, int], Sequence[Column]] = lambda _unit_id, _subject_id: ()
    read: Callable[[Sent], Table] | None = None
    is_long: bool = False
    chunk: int = 500

    def column(self, code: str) -> Column | None:
        return next((each for each in self.columns if each.code == code), None)


_PATHS: dict[str, str] = {}
_KINDS: dict[str, ImportKind] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: the code of a kind and where it stands.

    The kind is fetched when it is first asked for, because it needs models. Raises ``ValueError`` on a second owner.
    """
    for code, path in paths.items():
        if code in _PATHS:
            msg = f"import registered twice: {code}"
            raise ValueError(msg)
        _PATHS[code] = path


def kind(code: str) -> ImportKind:
    """The kind called ``code``. Raises ``KeyError``."""
    if code not in _KINDS:
        _KINDS[code] = import_string(_PATHS[code])
    return _KINDS[code]


def kind_about(code: str, *, unit_id: int, subject_id: int | None) -> ImportKind:
    """The kind called ``code`` with the columns that what the list is about adds. Raises ``KeyError``."""
    known = kind(code)
    more = known.more(unit_id, subject_id) if subject_id is not None else ()
    return replace(known, columns=(*known.columns, *more)) if more else known


def kinds() -> tuple[ImportKind, ...]:
    """Every kind, in the order in which they were registered."""
    return tuple(kind(code) for code in _PATHS)
