"""Looking at rows of models one after the other: which province is meant, and what deserves a look."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from aoxanh.kernel.text import fold
from aoxanh.places import queries as places
from aoxanh.places.types import PlaceLevel
from aoxanh.practices import rules
from aoxanh.practices.types import CompiledRow, Flag


if TYPE_CHECKING:
    from aoxanh.places.models import Place


class Observer:
    """Remembers the rows that went before, to find look-alikes, and each year's provinces."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._known: dict[int, dict[str, Place]] = {}
        self._twins = rules.Twins()
        self._seen: set[int] = set()
        self._named: dict[tuple[tuple[int, ...], int], tuple[list[str], list[str]]] = {}
        self._meant: dict[tuple[str, int], Place | None] = {}

    def province(self, typed: str, year: int) -> "Place | None":
        """The province that is meant, as it was at the end of ``year``."""
        if (typed, year) not in self._meant:
            self._meant[typed, year] = rules.province_meant(typed, self._provinces(year))
        return self._meant[typed, year]

    def provinces(self, typed: str, year: int) -> "list[Place]":
        """The provinces that a cell names: one, or several if every part of it is one; empty where any is unknown."""
        whole = self.province(typed, year)
        if whole is not None:
            return [whole]
        parts = [self.province(name, year) for name in rules.provinces_in(typed)]
        found = [place for place in parts if place is not None]
        return list(dict.fromkeys(found)) if len(found) == len(parts) else []

    def flags(self, row: CompiledRow, year: int) -> tuple[Flag, ...]:
        """What in a row deserves a look, by itself and beside those before it."""
        meant = self.provinces(row.province, year)
        own, others = self._names(meant, year)
        alone = rules.flags_of(row, own=own, provinces=others)
        return (*alone, *self._alike(row.line, row.cells))

    def _names(self, meant: "list[Place]", year: int) -> tuple[list[str], list[str]]:
        """The names of the provinces that are meant, and those of all others."""
        key = (tuple(place.pk for place in meant), year)
        if key not in self._named:
            known = self._provinces(year)
            own = [name for name, place in known.items() if place in meant]
            others = {place.pk: place.name for place in known.values() if place not in meant}
            self._named[key] = (own, list(others.values()))
        return self._named[key]

    def _alike(self, number: int, cells: Sequence[str]) -> list[Flag]:
        if number not in self._seen:
            self._seen.add(number)
            self._twins.add(number, cells)
        return [
            Flag(kind, _("dòng %(line)s") % {"line": other})
            for other, kind in self._twins.of(number)
        ]

    def _provinces(self, year: int) -> "dict[str, Place]":
        """By folded name."""
        if year not in self._known:
            day = min(date(year, 12, 31), self._day)
            rows = places.at(day=day, level=PlaceLevel.PROVINCE)
            known = {fold(place.name): place for place in rows}
            more = {
                other: known[name] for other, name in rules.OTHER_NAMES.items() if name in known
            }
            self._known[year] = more | known
        return self._known[year]
