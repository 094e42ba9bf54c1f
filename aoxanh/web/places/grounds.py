"""The ground a map shows: a province by its communes, or the country by its provinces."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from aoxanh.places import queries as places
from aoxanh.web.places import maps
from aoxanh.web.places.province import home_province


@dataclass(frozen=True, slots=True)
class Ground:
    """What is drawn: ``code`` of the province, empty for the country, with the names of its areas by code."""

    code: str
    name: str
    names: Mapping[str, str]

    def name_of(self, code: str) -> str:
        """What an area is called, or the ground itself; empty for what is not drawn."""
        return self.name if code == self.code else self.names.get(code, "")

    def counted(self, counts: Mapping[str, int], day: date) -> dict[str, int]:
        """``counts`` by commune as this ground shows them: by its areas, without what lies elsewhere."""
        sums: Counter[str] = Counter()
        for code, number in counts.items():
            area = code if self.code or code not in _communes(day) else _communes(day)[code][1]
            if area in self.names:
                sums[area] += number
        return dict(sums)

    def drawn(
        self, counts: Mapping[str, int], address: Callable[[str], str]
    ) -> maps.ProvinceMap | None:
        """The map with a pin for every area that counts; None where no outline is known."""
        hrefs = {code: address(code) for code in counts}
        return maps.area_map(self.code, names=self.names, counts=counts, hrefs=hrefs)

    def shaded(
        self, shades: Mapping[str, tuple[str, str]], hrefs: Mapping[str, str]
    ) -> maps.ProvinceMap | None:
        """The map with areas filled by their figures; None where no outline is known."""
        return maps.area_map(self.code, names=self.names, counts={}, hrefs=hrefs, shades=shades)


def ground_of(code: str, day: date) -> Ground:
    """The province that ``code`` names or lies in; the portal's own ground when it names nothing of today."""
    provinces, communes = provinces_on(day), _communes(day)
    if code in communes:
        code = communes[code][1]
    shown = code if code in provinces else home_province(day)
    if shown is None or shown not in provinces:
        return Ground("", "Việt Nam", provinces)
    names = {pk: name for pk, (name, province) in communes.items() if province == shown}
    return Ground(shown, provinces[shown], names)


@lru_cache(maxsize=2)
def provinces_on(day: date) -> Mapping[str, str]:
    """Names of the provinces of ``day`` by code, read once a day by each process."""
    return places.province_names(day=day)


@lru_cache(maxsize=2)
def _communes(day: date) -> Mapping[str, tuple[str, str]]:
    """Name and province of every commune, read once a day by each process."""
    return places.commune_register(day=day)


KEPT = (provinces_on, _communes)
"""What a process remembers of the territory for a day."""
