"""The words of who is in charge of a programme or of one matter in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import FOREVER
from aoxanh.programmes.types.duties import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardShown:
    """A board as it stands on a day. Until somebody is named, and once who was named ended, the owner is in charge."""

    pk: int
    programme_id: int
    programme: str
    owner_id: int
    name: str
    clause: str
    groups: tuple[str, ...]
    task_ids: frozenset[int]
    is_standing: bool
    is_by_hand: bool
    unit_id: int
    holder: str
    """“Ban Tuyên giáo, Tỉnh đoàn Lai Châu”."""

    since: date | None
    """None when nobody was named yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermShown:
    """One stretch of who was in charge."""

    holder: str
    decision: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGiven:
    """A board that is added by hand."""

    name: str
    groups: Sequence[str] = ()
    task_ids: Sequence[int] = ()
    is_standing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGiven:
    """Who is put in charge, from which day and for how long."""

    unit_id: int
    valid_from: date
    valid_to: date = FOREVER
    department: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What one unit owes a board, and whether it came."""

    unit: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class BoardAdded(Event):
    programme_id: int
    board: str


@dataclass(frozen=True, slots=True)
class BoardChanged(Event):
    programme_id: int
    board: str
    until: date | None = None
    """The day from which nobody is in charge any more, where a term was ended."""


@dataclass(frozen=True, slots=True)
class BoardTakenBack(Event):
    programme_id: int
    board: str


@dataclass(frozen=True, slots=True)
class BoardGivenTo(Event):
    programme_id: int
    board: str
    unit_ids: Sequence[int]
    on: date
