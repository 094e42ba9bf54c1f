"""The geometry of lines over years, drawn on the server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import template

from aoxanh.kernel import numbers
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import Trend, TrendPoint


register = template.Library()

LEFT, RIGHT, TOP, FLOOR = 48.0, 388.0, 36.0, 196.0
"""The field of the line in a drawing of 400 by 232."""
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_MOST_LEVELS, _MOST_YEARS = 4, 7
_HUNDRED, _ROOM_ABOVE, _LABEL_ROOM = 100.0, 1.05, 72.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the drawing with its words; ``anchor`` is the side from which they run."""

    x: float
    y: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class TrendShape:
    """What the component draws."""

    line: str
    area: str
    path: str
    dots: Sequence[Mark]
    last: Mark | None
    target: Mark | None
    levels: Sequence[Mark]
    years: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class _Field:
    """From days and values to places in the drawing."""

    period: Period
    top: float
    unit: str

    def x(self, day: date) -> float:
        whole = (self.period.end - self.period.start).days
        return round(LEFT + (day - self.period.start).days / whole * (RIGHT - LEFT), 1)

    def y(self, value: Decimal | float) -> float:
        return round(FLOOR - float(value) / self.top * (FLOOR - TOP), 1)

    def words(self, value: Decimal | float) -> str:
        return numbers.amount(value) + (" %" if self.unit == "%" else "")


@register.simple_tag
def trend_shape(trend: Trend, unit: str = "") -> TrendShape:
    """The line of what was reached, the broken line of what is asked, years below, levels at the left."""
    field = _Field(trend.period, _top(trend), unit)
    known = [
        (point.value, Mark(field.x(point.day), field.y(point.value), _told(field, point)))
        for point in trend.points
        if point.value is not None
    ]
    dots = [mark for _value, mark in known]
    line = _polyline((mark.x, mark.y) for mark in dots) if len(dots) > 1 else ""
    return TrendShape(
        line=line,
        area=f"{line}V{FLOOR:g}H{dots[0].x:g}Z" if line else "",
        path=_polyline((field.x(day), field.y(value)) for day, value in trend.path),
        dots=dots,
        last=_last(field.words(known[-1][0]), dots[-1]) if known else None,
        target=_target(field, trend),
        levels=[Mark(LEFT, field.y(level), field.words(level)) for level in _levels(field.top)],
        years=_years(field),
    )


def _told(field: _Field, point: TrendPoint) -> str:
    return f"{vn_date(point.day)}: {field.words(point.value or 0)}"


def _top(trend: Trend) -> float:
    """Where the drawing ends above: at a hundred for percentages, else a little above anything drawn."""
    values = [point.value for point in trend.points if point.value is not None]
    highest = float(max([*values, *(value for _day, value in trend.path), Decimal(1)]))
    return max(_HUNDRED, highest) if trend.is_percent else highest * _ROOM_ABOVE


def _levels(top: float) -> list[float]:
    scale = 1
    while top / (scale * _STEPS[-1]) > _MOST_LEVELS:
        scale *= 100
    step = next(step * scale for step in _STEPS if top / (step * scale) <= _MOST_LEVELS)
    return [float(step * number) for number in range(int(top // step) + 1)]


def _last(words: str, here: Mark) -> Mark:
    """The newest figure beside its point, to the left of it near the right edge."""
    if here.x > RIGHT - _LABEL_ROOM:
        return Mark(here.x - 8, here.y - 10, words, "end")
    return Mark(here.x + 9, here.y - 7, words, "start")


def _target(field: _Field, trend: Trend) -> Mark | None:
    """What must be reached in the end."""
    if not trend.path:
        return None
    day, value = trend.path[-1]
    return Mark(field.x(day), field.y(value), field.words(value), "end")


def _years(field: _Field) -> list[Mark]:
    years = range(field.period.start.year, field.period.last_day.year + 1)
    every = -(-len(years) // _MOST_YEARS)
    return [Mark(field.x(date(year, 7, 1)), FLOOR + 26, str(year)) for year in years[::every]]


def _polyline(points: Iterable[tuple[float, float]]) -> str:
    joined = "L".join(f"{x:g} {y:g}" for x, y in points)
    return f"M{joined}" if joined else ""
