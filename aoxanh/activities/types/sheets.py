"""The words about printed lists of participants that cross the context's border."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a printed list: what its heading says and which value stands in it; none leaves it to the pen."""

    head: str
    width: int
    value: str = ""
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A list that can be printed; ``total`` names the column that is added up."""

    code: str
    name: str
    about: str
    heading: str
    subject: str
    by_shift: bool
    landscape: bool
    spare: int
    columns: tuple[SheetColumn, ...]
    signs: tuple[str, ...]
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAsked:
    """Which list is wanted of whom; ``money`` in đồng and ``gift`` are the same for everybody."""

    kind: SheetKind
    shift_id: int | None = None
    came: bool = False
    money: int | None = None
    gift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParticipant:
    """One line: a person, for which unit, in which shifts."""

    person_id: int
    full_name: str
    birth: str = ""
    phone: str = ""
    unit: str = ""
    shift_ids: Sequence[int] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was answered to the extra questions, by their codes, in words."""
