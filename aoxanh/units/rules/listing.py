"""Units typed one a line: the kind is what the first words of a name say."""

from collections.abc import Sequence
from dataclasses import dataclass

from aoxanh.kernel.text import fold, nfc
from aoxanh.units.types import Level


_RANK = {level: rank for rank, level in enumerate(Level)}
_NAME_LENGTH = 200
_SHORT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class KnownKind:
    """A kind of unit, as far as a list can name it."""

    code: str
    name: str
    prefix: str
    level: Level


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One line of a list: ``line`` counts from 1; ``kind_code`` is a guess that may be changed."""

    line: int
    name: str
    short_name: str
    kind_code: str


def read_units(text: str, *, kinds: Sequence[KnownKind], below: Level) -> list[ListedUnit]:
    """The units named, each once; a line whose first words are no kind is of the lowest kind of its family."""
    fitting = [kind for kind in kinds if _RANK[kind.level] >= _RANK[below]]
    found: dict[str, ListedUnit] = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        name = nfc(raw.strip(" \t-–•*")).strip()[:_NAME_LENGTH]
        if name:
            kind, words = _kind_of(name, fitting)
            short = name[words:].strip(" ,-–")[:_SHORT_LENGTH] or name[:_SHORT_LENGTH]
            found.setdefault(fold(name), ListedUnit(number, name, short, kind))
    return list(found.values())


def _kind_of(name: str, kinds: Sequence[KnownKind]) -> tuple[str, int]:
    """(code, length of the words that say it): the longest words win, then the lower level."""
    best, code, words = (0, -1), "", 0
    for kind in kinds:
        for said in {kind.name, kind.prefix} - {""}:
            if _begins(name, said) and (len(said), _RANK[kind.level]) > best:
                best, code = (len(said), _RANK[kind.level]), kind.code
                words = len(kind.prefix) if _begins(name, kind.prefix) else len(said)
    if code:
        return code, words
    lowest = max(kinds, key=lambda kind: _RANK[kind.level], default=None)
    return (lowest.code if lowest else ""), 0


def _begins(name: str, said: str) -> bool:
    return f"{fold(name)} ".startswith(f"{fold(said)} ")
