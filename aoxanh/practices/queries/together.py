"""Units and partners that models are done with, known by their names."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import F, TextField, Value

from aoxanh.kernel.text import fold
from aoxanh.practices import rules
from aoxanh.practices.models import Partner, Practice
from aoxanh.practices.queries.observing import Observer
from aoxanh.practices.types import Mate, MateKind
from aoxanh.units import queries as units
from aoxanh.units.errors import UnitUnclear


class MateNames:
    """Knows units of the portal and provinces by the names that people write; the units are read once, if at all."""

    def __init__(self, observer: Observer, day: date) -> None:
        self._observer, self._day = observer, day
        self._units: units.UnitNames | None = None

    def known(self, mates: Collection[Mate], year: int) -> list[Mate]:
        """The same, each unit with its id, else with the province that it is called by."""
        return [
            self._known(mate, year) if mate.kind == MateKind.UNIT and not mate.unit_id else mate
            for mate in mates
        ]

    def _known(self, mate: Mate, year: int) -> Mate:
        unit_id = self._unit_id(mate.name)
        province = None if unit_id else self._observer.province(mate.name, year)
        return replace(mate, unit_id=unit_id, place_id=province.pk if province else mate.place_id)

    def _unit_id(self, name: str) -> int | None:
        root_id = units.instance().root_id
        if root_id is None:
            return None
        if self._units is None:
            self._units = units.UnitNames(within=root_id, day=self._day)
        try:
            return self._units.one(name)
        except UnitUnclear:
            return None


def suggested_partners(practice: Practice) -> list[Mate]:
    """Partners that a model's texts seem to name and that nobody judged yet; one statement."""
    texts = [getattr(practice, column) for column in rules.COLUMNS.values()]
    told = Partner.objects.annotate(told=Value(fold(" ".join(texts)), TextField()))
    rows = told.filter(told__contains=F("key")).order_by("key")
    known = [Mate(name=each.name, kind=MateKind(each.kind)) for each in rows]
    return rules.partners_suggested(texts, known=known, told=practice.known_mates)
