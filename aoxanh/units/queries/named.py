"""Units by the names that lists call them by."""

from datetime import date

from aoxanh.kernel.text import fold
from aoxanh.units.errors import UnitUnclear
from aoxanh.units.models import Closure, UnitAlias, UnitVersion


class UnitNames:
    """Names, short names, codes, else aliases of every unit at or below one unit on a day, read once.

    ``founded_on`` narrows them to units that began on that day.
    """

    def __init__(self, *, within: int, day: date, founded_on: date | None = None) -> None:
        below = Closure.objects.on(day).filter(ancestor_id=within).values("descendant_id")
        rows = UnitVersion.objects.on(day).filter(unit_id__in=below).order_by("pk")
        if founded_on is not None:
            rows = rows.filter(unit__founded_on=founded_on)
        self._within = within
        self._ids: dict[str, set[int]] = {}
        for unit_id, *names in rows.values_list("unit_id", "name", "short_name", "unit__code"):
            for name in names:
                self._ids.setdefault(fold(name), set()).add(unit_id)
        aliases: dict[str, set[int]] = {}
        known: set[int] = set().union(*self._ids.values())
        others = UnitAlias.objects.filter(unit_id__in=below).order_by("pk")
        for unit_id, name in others.values_list("unit_id", "name"):
            if unit_id in known:
                aliases.setdefault(fold(name), set()).add(unit_id)
        self._ids = aliases | self._ids

    def knows(self, text: str) -> bool:
        """Whether this is the name of exactly one unit."""
        return len(self._ids.get(fold(text), ())) == 1

    def one(self, text: str) -> int:
        """The unit that ``text`` names; the upper one itself for no text. Raises ``UnitUnclear``."""
        if not text:
            return self._within
        found = self._ids.get(fold(text), set())
        if len(found) != 1:
            raise UnitUnclear(name=text)
        return next(iter(found))

    def near(self, text: str) -> int:
        """The unit of that name, else the only one whose name holds these words. Raises ``UnitUnclear``."""
        wanted = fold(text)
        if not wanted or wanted in self._ids:
            return self.one(text)
        found = {
            unit_id
            for name, ids in self._ids.items()
            if f" {wanted} " in f" {name} "
            for unit_id in ids
        }
        if len(found) != 1:
            raise UnitUnclear(name=text)
        return next(iter(found))
