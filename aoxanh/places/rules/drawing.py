"""From an outline in degrees to paths in an SVG view box; drawn on the server, no script needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import degrees, log, pi, radians, tan

from aoxanh.places.types import Outline, OutlineInset, OutlineShape


_INSET_SHARE = 0.2
"""Part of the width kept for the boxes of far islands."""
_MARGIN = 4.0
_GRID = 0.5
"""Corners snap to half a unit: neighbours snap alike, so their common line stays one, and paths stay short."""


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """``d`` of a path, and where its label goes."""

    code: str
    d: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class DrawnInset:
    """A labelled box with dots for far islands; x, y is its upper left corner."""

    code: str
    label: str
    x: float
    y: float
    width: float
    height: float
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a template needs for one map: ``viewBox="0 0 width height"``."""

    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    insets: tuple[DrawnInset, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Fits degrees, drawn in Mercator's projection, into a box."""

    left: float
    top: float
    factor: float
    scale: int
    offset_x: float
    offset_y: float

    def place(self, lon: int, lat: int) -> tuple[float, float]:
        x = (lon / self.scale - self.left) * self.factor + self.offset_x
        y = (self.top - _mercator(lat / self.scale)) * self.factor + self.offset_y
        return round(x / _GRID) * _GRID, round(y / _GRID) * _GRID


def svg_paths(outline: Outline, width: float, height: float) -> Drawing:
    """The outline as large as it fits in ``width`` × ``height``, centred, far islands boxed on the right."""
    reserved = width * _INSET_SHARE if outline.insets else 0.0
    frame = _frame(outline, width - reserved, height)
    shapes = tuple(_shape(shape, frame) for shape in outline.shapes)
    boxes = _boxes(outline, frame, width, height)
    return Drawing(width=width, height=height, shapes=shapes, insets=boxes)


def _mercator(latitude: float) -> float:
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def _pairs(ring: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return zip(ring[::2], ring[1::2], strict=True)


def _frame(outline: Outline, width: float, height: float) -> _Frame:
    points = [pair for shape in outline.shapes for ring in shape.rings for pair in _pairs(ring)]
    scale = outline.scale
    left, right = (edge(lon for lon, _ in points) / scale for edge in (min, max))
    bottom, top = (_mercator(edge(lat for _, lat in points) / scale) for edge in (min, max))
    room_x, room_y = width - 2 * _MARGIN, height - 2 * _MARGIN
    factor = min(room_x / (right - left), room_y / (top - bottom))
    return _Frame(
        left=left,
        top=top,
        factor=factor,
        scale=scale,
        offset_x=_MARGIN + (room_x - (right - left) * factor) / 2,
        offset_y=_MARGIN + (room_y - (top - bottom) * factor) / 2,
    )


def _number(value: float) -> str:
    """As SVG writes it shortest: ``-.5``, ``12``."""
    return f"{value:.1f}".removesuffix(".0").replace("0.", ".") if abs(value) < 1 else f"{value:g}"


def _ring(ring: tuple[int, ...], frame: _Frame) -> str:
    """One closed ring: an absolute start, then steps; corners that round to one point are one."""
    steps: list[str] = []
    x, y = 0.0, 0.0
    for pair in _pairs(ring):
        next_x, next_y = frame.place(*pair)
        if not steps:
            steps.append(f"M{_number(next_x)} {_number(next_y)}l")
        elif (next_x, next_y) != (x, y):
            steps.append(f"{_number(next_x - x)} {_number(next_y - y)}")
        x, y = next_x, next_y
    return f"{steps[0]}{' '.join(steps[1:])}z" if len(steps) > 2 else ""


def _shape(shape: OutlineShape, frame: _Frame) -> DrawnShape:
    x, y = frame.place(*shape.at)
    path = "".join(_ring(ring, frame) for ring in shape.rings)
    return DrawnShape(code=shape.code, d=path, label_x=x, label_y=y)


def _boxes(outline: Outline, frame: _Frame, width: float, height: float) -> tuple[DrawnInset, ...]:
    """One box per group of islands at its own latitude where the frame allows it, without overlap."""
    side = width * _INSET_SHARE - 2 * _MARGIN
    boxes: list[DrawnInset] = []
    lowest = _MARGIN
    for position, inset in enumerate(outline.insets):
        left_to_place = len(outline.insets) - position
        middle = sum(lat for _, lat in inset.dots) // len(inset.dots)
        wanted = frame.place(inset.dots[0][0], middle)[1] - side / 2
        highest = height - left_to_place * (side + _MARGIN)
        top = max(lowest, min(wanted, highest))
        boxes.append(_box(inset, width - side - _MARGIN, top, side))
        lowest = top + side + _MARGIN
    return tuple(boxes)


def _box(inset: OutlineInset, x: float, y: float, side: float) -> DrawnInset:
    """Dots fill the upper three quarters; the lower quarter is for the label."""
    lons, lats = [lon for lon, _ in inset.dots], [lat for _, lat in inset.dots]
    span = max(max(lons) - min(lons), max(lats) - min(lats)) or 1
    pad, room = side * 0.12, side * 0.55
    dots = tuple(
        (
            round(x + pad + (lon - min(lons)) / span * room, 1),
            round(y + pad + (max(lats) - lat) / span * room, 1),
        )
        for lon, lat in inset.dots
    )
    return DrawnInset(
        code=inset.code,
        label=inset.label,
        x=round(x, 1),
        y=round(y, 1),
        width=round(side, 1),
        height=round(side, 1),
        dots=dots,
    )
