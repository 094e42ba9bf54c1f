"""“So sánh đơn vị”: the units right below side by side, twelve figures by month, beside how far one may trust them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from aoxanh.kernel.measures import measure
from aoxanh.kernel.numbers import number
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.types import Compared, Quality, UnitFigures
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.places import maps
from aoxanh.web.places.grounds import Ground, ground_of
from aoxanh.web.programmes.shades import Shades
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.units.models import UnitVersion

FIRST_YEAR = 2024
MINUTES = "minutes"
_MONEY = "_vnd"
_USUAL = "turns"
_MOST = "nhieu"
LINES_SHOWN = 20
"""As many units as one looks through on a phone."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures for the whole unit."""

    code: str
    label: str
    noun: str
    words: str
    line: Sequence[float]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit below: its figure of the year, a shade for each month, how far it can be trusted."""

    name: str
    href: str
    words: str
    cells: Sequence[tuple[str, str]]
    quality: Quality
    value: Decimal | None
    place: int
    """Among the units as they are named in order."""


_Key = Callable[[Line], tuple[Any, ...]]


def _by_trust(line: Line) -> tuple[Any, ...]:
    """What can be trusted least first: by word, then afterwards, then with months of which nothing is known."""
    told = line.quality
    return (-(told.unconfirmed or 0), -(told.late or 0), -told.silent_months, line.name)


ORDERS: Mapping[str, tuple[str | Promise, _Key]] = {
    _MOST: (
        gettext_lazy("Nhiều nhất"),
        lambda line: (line.value is None, -(line.value or 0), line.name),
    ),
    "it": (gettext_lazy("Chưa có số, ít nhất"), lambda line: (line.value or -1, line.name)),
    "can-xem": (gettext_lazy("Cần xem lại"), _by_trust),
    "ten": (gettext_lazy("Tên"), lambda line: (line.place,)),
}
"""In which order units stand: how it is called, and by what."""


@require_GET
@needs(Permission.INDICATOR_VIEW)
def comparison(request: Request, unit_id: int) -> HttpResponse:
    """The units right below a unit, side by side: provinces for the country, communes for a province."""
    actor = request.actor
    year = _year(request)
    children = list(units.children_of(unit_id=unit_id, actor=actor, day=actor.day))
    told = queries.compared(
        actor=actor, unit_id=unit_id, below=[each.unit_id for each in children], year=year
    )
    asked = request.GET.get("so", _USUAL)
    code = asked if asked in told.measures else told.measures[0]
    ground, drawn, legend = _on_the_map(request, children, told, code)
    row = Rows.of(told, code, year)
    lines = [row.line(each, told.below[each.unit_id], place) for place, each in enumerate(children)]
    order = request.GET.get("xep", "")
    order = order if order in ORDERS else _MOST
    kept = {"nam": year, "so": code, "xep": order if order != _MOST else ""}
    context = {
        "year": year,
        "years": range(actor.day.year, FIRST_YEAR - 1, -1),
        "tiles": [_tile(each, told.whole) for each in told.measures],
        "code": code,
        "label": measure(code).label,
        "noun": _noun(code),
        "lines": lines,
        "page": page_of(request, sorted(lines, key=ORDERS[order][1]), size=LINES_SHOWN),
        "orders": [
            (label, f"?{query(kept | {'xep': each})}#so-lieu", each == order)
            for each, (label, _key) in ORDERS.items()
        ],
        "kept": query(kept),
        "silent": sum(line.value is None for line in lines),
        "map": drawn,
        "legend": legend,
        "ground": ground,
        "as_of": told.as_of,
        "months": [f"T{month}" for month in range(1, 13)],
    }
    return render(request, "programmes/comparison.html", context)


def _year(request: Request) -> int:
    today: int = request.actor.day.year
    return min(max(asked_number(request, "nam") or today, FIRST_YEAR), today)


def in_words(code: str, value: Decimal | None) -> str:
    """The figure as written, in hours and in millions of đồng; empty where nothing is known."""
    if value is None:
        return ""
    if code == MINUTES:
        return number(int(value) // 60)
    return number(value / 10**6 if code.endswith(_MONEY) else value)


def _noun(code: str) -> str:
    if code == MINUTES:
        return _("giờ")
    return _("triệu đồng") if code.endswith(_MONEY) else str(measure(code).noun)


def _tile(code: str, whole: UnitFigures) -> Tile:
    each = measure(code)
    months = whole.months.get(code, ())
    begun = [float(value) for value in months if value is not None]
    return Tile(code, str(each.label), _noun(code), in_words(code, whole.year.get(code)), begun)


@dataclass(frozen=True, slots=True)
class Rows:
    """How one figure of a year is told for each unit: the months of all share their shades."""

    code: str
    year: int
    shades: Shades

    @classmethod
    def of(cls, told: Compared, code: str, year: int) -> "Rows":
        months = (value for each in told.below.values() for value in each.months.get(code, ()))
        return cls(code, year, Shades.of(months, is_percent=False))

    def line(self, unit: "UnitVersion", figures: UnitFigures, place: int) -> Line:
        """One unit of the table."""
        value = figures.year.get(self.code)
        address = reverse("manage:dashboard", args=[unit.unit_id])
        return Line(
            unit.name,
            f"{address}?nam={self.year}",
            in_words(self.code, value),
            [
                (self.shades.shade(each), f"T{month}: {in_words(self.code, each) or '–'}")
                for month, each in enumerate(figures.months.get(self.code, ()), start=1)
            ],
            figures.quality,
            value,
            place,
        )


def _on_the_map(
    request: Request, children: Sequence["UnitVersion"], told: Compared, code: str
) -> tuple[Ground, maps.ProvinceMap | None, Sequence[tuple[str, str]]]:
    """Each unit below on its place by its figure of the year; no map where they have none of their own."""
    placed = {each.place.code: each for each in reversed(children) if each.place is not None}
    ground = ground_of(next(iter(placed), ""), request.actor.day)
    values: Mapping[str, Decimal | None] = {
        place: told.below[each.unit_id].year.get(code)
        for place, each in placed.items()
        if place in ground.names
    }
    if not values:
        return ground, None, ()
    shades = Shades.of(values.values(), is_percent=False)
    drawn = ground.shaded(
        {place: (shades.shade(value), in_words(code, value)) for place, value in values.items()},
        {place: reverse("manage:dashboard", args=[placed[place].unit_id]) for place in values},
    )
    return ground, drawn, shades.legend(values)
