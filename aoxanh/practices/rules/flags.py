"""What in a row of a compiled table deserves a look (MOD-04, MOD-16)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from zlib import crc32

from aoxanh.kernel.text import fold
from aoxanh.practices.types import (
    CompiledRow,
    Flag,
    FlagKind,
    PracticeField,
    RepairKind,
)


_PLAN = re.compile(
    r"^[-+.\s]*(dự kiến|sẽ |kế hoạch|phấn đấu|triển khai các|tiếp tục|trong thời gian tới|chuẩn bị)",
    re.IGNORECASE,
)
_LONGEST_LEVEL = 120
"""Letters: a level that is longer is rather a purpose that slipped one column."""
SIMILAR_FROM = 0.6
"""Share of common runs of three words from which two rows are called similar."""
_RUN = 3
_MARKS, _MARKS_SHARED = 24, 2
"""Runs by which a text is sought, and how many of them a look-alike shares at least."""
_TOO_COMMON = 200
"""A run that so many texts share tells nothing of two of them."""


def flags_of(row: CompiledRow, *, own: Iterable[str], provinces: Iterable[str]) -> tuple[Flag, ...]:
    """What the row alone shows.

    ``own`` are the names of the row's province, ``provinces`` those of all others; both as pages write them. An
    empty ``own`` says that the province is unknown.
    """
    names = {fold(name) for name in own}
    found = [] if names else [Flag(FlagKind.UNKNOWN_PROVINCE, row.province)]
    found += [
        Flag(FlagKind.OTHER_PROVINCE, name) for name in _foreign(row, names, provinces) if names
    ]
    level, scope = row.cell(PracticeField.LEVEL), row.cell(PracticeField.SCOPE)
    if level and fold(level) == fold(scope):
        found.append(Flag(FlagKind.LEVEL_IS_SCOPE))
    if _PLAN.match(row.cell(PracticeField.RESULT)):
        found.append(Flag(FlagKind.PLAN_NOT_RESULT))
    joined = any(repair.kind == RepairKind.CELLS_JOINED for repair in row.repairs)
    if joined or len(level) > _LONGEST_LEVEL or not row.cell(PracticeField.TITLE):
        found.append(Flag(FlagKind.DRIFTED_COLUMNS))
    return tuple(found)


def _foreign(row: CompiledRow, own: set[str], provinces: Iterable[str]) -> list[str]:
    """Provinces named twice or more in a row that never names its own."""
    text = f" {fold(' '.join(row.cells))} "
    if any(f" {name} " in text for name in own):
        return []
    return [name for name in provinces if text.count(f" {fold(name)} ") > 1]


class Twins:
    """Finds look-alikes among texts that come one after the other.

    Each text is sought by a few of its runs of words, always the same ones by their checksum: two texts that have most
    runs in common share several of these. Only such texts are compared: ten thousand rows are no matter of squares.
    """

    def __init__(self) -> None:
        self._holders: dict[str, list[int]] = {}
        self._marks: dict[int, list[str]] = {}
        self._runs: dict[int, frozenset[str]] = {}
        self._plain: dict[int, tuple[str, ...]] = {}

    def add(self, key: int, cells: Sequence[str]) -> None:
        """Remember a text under its key."""
        plain = tuple(fold(cell) for cell in cells)
        runs = _runs(" ".join(filter(None, plain)))
        self._plain[key], self._runs[key] = plain, runs
        self._marks[key] = _marks(runs)
        for run in self._marks[key]:
            holders = self._holders.setdefault(run, [])
            if len(holders) < _TOO_COMMON:
                holders.append(key)

    def of(self, key: int) -> list[tuple[int, FlagKind]]:
        """The earlier look-alikes of a text: the same words in every field, or most of their runs."""
        own, marks = self._runs[key], self._marks[key]
        shared = Counter(other for run in marks for other in self._holders[run] if other < key)
        enough = min(_MARKS_SHARED, len(marks))
        found = []
        for other in (each for each, count in shared.items() if count >= enough):
            if self._plain[key] == self._plain[other]:
                found.append((other, FlagKind.SAME_TEXT))
            elif len(own & self._runs[other]) / len(own | self._runs[other]) >= SIMILAR_FROM:
                found.append((other, FlagKind.SIMILAR_TEXT))
        return sorted(found)


def _marks(runs: Iterable[str]) -> list[str]:
    return nsmallest(_MARKS, runs, key=lambda run: (crc32(run.encode()), run))


def _runs(plain: str) -> frozenset[str]:
    words = plain.split()
    return frozenset(
        " ".join(words[place : place + _RUN]) for place in range(max(len(words) - _RUN + 1, 1))
    )
