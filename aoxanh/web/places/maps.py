"""Maps drawn on the server: a province with pins, and the country beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from aoxanh.places import queries as places
from aoxanh.places.errors import OutlineMissing


@dataclass(frozen=True, slots=True)
class Area:
    """One commune of the map: its outline, where its pin stands, what the pin says."""

    code: str
    name: str
    d: str
    x: float
    y: float
    count: int
    step: int
    href: str
    labelled: bool = False
    shade: str = ""
    """How dark it is filled, "1" to "5", or "none" where nothing is known; empty on a map of pins."""
    words: str = ""
    """Its figure, said where it is shaded."""


@dataclass(frozen=True, slots=True)
class Island:
    """A labelled inset for islands far from the coast."""

    label: str
    x: float
    y: float
    dots: tuple[tuple[float, float], ...]


Box = tuple[float, float, float, float]
PIN, LETTER, LINE = 11.0, 6.2, 15.0
"""Radius of a pin, width of a letter and height of a line, in the map's own units."""


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """What the map component draws."""

    width: float
    height: float
    areas: tuple[Area, ...]
    islands: tuple[Island, ...] = ()
    """Groups of islands far from the coast: on a map of the country they are always drawn and named."""

    @property
    def pins(self) -> tuple[Area, ...]:
        """The busiest first; a name is written only where it covers no other name or pin."""
        pins = sorted((area for area in self.areas if area.count), key=lambda a: -a.count)
        taken = [(pin.x - PIN, pin.y - PIN, pin.x + PIN, pin.y + PIN) for pin in pins]
        shown = []
        for pin in pins:
            half = len(pin.name) * LETTER / 2
            box = (pin.x - half, pin.y + PIN, pin.x + half, pin.y + PIN + LINE)
            free = not any(_overlap(box, other) for other in taken)
            if free:
                taken.append(box)
            shown.append(replace(pin, labelled=free))
        return tuple(shown)


@dataclass(frozen=True, slots=True)
class CountryInset:
    """The country in small, with the shown province and the far islands."""

    width: float
    height: float
    shapes: tuple[tuple[str, bool], ...]
    islands: tuple[Island, ...]


_STEPS = (1, 3, 6)
WIDTH, HEIGHT = 560, 400
LAND_WIDTH, INSET_WIDTH, INSET_HEIGHT = 104, 172, 150
SEA = INSET_WIDTH - LAND_WIDTH - 22
"""How far the islands stand off, so that their names fall on the sea."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province and today's names of its communes, by code."""

    code: str
    communes: Mapping[str, str]


@lru_cache(maxsize=8)
def province_at(place_id: int, day: date) -> Province | None:
    """The province that holds a place; read once a day by each process."""
    province = places.province_of(place_id=place_id)
    if province is None:
        return None
    communes = places.commune_names(province_code=province.code, day=day)
    return Province(code=province.code, communes=communes)


def area_map(
    province_code: str,
    *,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    hrefs: Mapping[str, str],
    shades: Mapping[str, tuple[str, str]] | None = None,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> ProvinceMap | None:
    """A province by its communes, the country (no code) by its provinces: ``counts`` make pins, ``hrefs`` lead on.

    With ``shades`` (shade and words by code) areas are filled by their figure instead; what has none is told so.
    None when there is no outline.
    """
    unknown = ("none", "") if shades is not None else ("", "")
    try:
        drawn = places.drawing(
            province_code=province_code or places.NATIONAL, width=width, height=height
        )
    except OutlineMissing:
        return None
    areas = tuple(
        Area(
            code=shape.code,
            name=names.get(shape.code, ""),
            d=shape.d,
            x=shape.label_x,
            y=shape.label_y,
            count=counts.get(shape.code, 0),
            step=sum(counts.get(shape.code, 0) >= least for least in _STEPS),
            href=hrefs.get(shape.code, ""),
            shade=(shades or {}).get(shape.code, unknown)[0],
            words=(shades or {}).get(shape.code, unknown)[1],
        )
        for shape in drawn.shapes
    )
    islands = tuple(
        Island(label=inset.label, x=width, y=inset.y + inset.height, dots=inset.dots)
        for inset in drawn.insets
    )
    return ProvinceMap(width=width, height=height, areas=areas, islands=islands)


def country_inset(province_code: str) -> CountryInset:
    """The country with ``province_code`` marked; Hoàng Sa and Trường Sa are always drawn and named."""
    drawn = places.drawing(width=LAND_WIDTH, height=INSET_HEIGHT)
    return CountryInset(
        width=INSET_WIDTH,
        height=INSET_HEIGHT,
        shapes=tuple((shape.d, shape.code == province_code) for shape in drawn.shapes),
        islands=tuple(
            Island(
                label=inset.label,
                x=inset.x + SEA,
                y=inset.y,
                dots=tuple((x + SEA, y) for x, y in inset.dots),
            )
            for inset in drawn.insets
        ),
    )
