"""The geometry of drawings made on the server: bars, columns, lines and shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2s

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from aoxanh.kernel import numbers


register = template.Library()

FULL = 100.0
BEYOND = 1.15
COLUMN_TOP, COLUMN_FLOOR, COLUMN_FIELD = 28.0, 188.0, 640.0
LINE_WIDTH, LINE_HEIGHT, LINE_MARGIN = 96.0, 28.0, 4.0
SHARE_GAP = 0.6
MONTH_STEP = 14
_CELL = (
    '<rect class="ax-months__cell ax-months__cell--{}" x="{}" y="1" width="12" height="14" rx="3">'
    "<title>{}</title></rect>"
)
SHARE_FILLS = ("accent", "map-3", "accent")
HATCHED_SHARE = 2
SCENES = frozenset(
    [
        "school",
        "road",
        "trees",
        "clothes",
        "digital",
        "health",
        "tea",
        "gathering",
        "night",
        "relief",
    ]
)
PILLS = {
    "done": ("accent", ""),
    "now": ("accent-band", ""),
    "missed": ("surface", "stop"),
    "ahead": ("sunken", ""),
}


Number = float | Decimal


@dataclass(frozen=True, slots=True)
class BulletShape:
    """Widths and places in per cent of the track."""

    key: str
    value: float
    needed: float
    target: float
    earlier: list[float]


@dataclass(frozen=True, slots=True)
class Pill:
    x: float
    width: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    words: str
    x: float
    y: float
    width: float
    height: float
    closed: bool
    highest: bool
    none: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def top(self) -> float:
        return self.y - 8


@dataclass(frozen=True, slots=True)
class Columns:
    key: str
    columns: list[Column]


@dataclass(frozen=True, slots=True)
class LineShape:
    """Path data in a field of 96 by 28, and its last point."""

    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    words: str
    note: str
    x: float
    width: float
    fill: str
    hatched: bool


@dataclass(frozen=True, slots=True)
class Shares:
    key: str
    parts: list[Share]


def _key(*values: object) -> str:
    """A short id that is the same for the same drawing, so that pages stay equal byte for byte."""
    return blake2s(repr(values).encode(), digest_size=4).hexdigest()


def _share_of(value: float, whole: float) -> float:
    return 0.0 if whole <= 0 else round(min(value / whole, 1) * FULL, 1)


@register.filter
def minus(value: int, other: int) -> int:
    """The difference, never below zero."""
    return max(value - other, 0)


@register.filter
def initial(name: str) -> str:
    """The first letter of the given name, which stands last in Vietnamese."""
    words = name.split()
    return words[-1][0].upper() if words else ""


def scene_name(name: str) -> str:
    """The illustration of this name; a name that is not drawn shows the gathering."""
    return name if name in SCENES else "gathering"


@register.simple_tag
def scene_address(name: str) -> str:
    """The file of an illustration."""
    return static(f"dist/scenes/{scene_name(name)}.svg")


@register.simple_tag
def bullet_shape(
    value: Number | None,
    target: Number | None,
    needed: Number | None,
    unit: str = "",
    earlier: Sequence[Number] = (),
) -> BulletShape:
    """The track ends at 100 for percentages, else a little beyond the target."""
    reached, aim = float(value or 0), float(target or FULL)
    whole = max(reached, FULL if unit == "%" else aim * BEYOND)
    return BulletShape(
        key=_key(value, target, needed),
        value=_share_of(reached, whole),
        needed=_share_of(float(needed or 0), whole),
        target=_share_of(aim, whole),
        earlier=[_share_of(float(mark), whole) for mark in earlier],
    )


@register.simple_tag
def pill_shapes(years: Sequence[str]) -> list[Pill]:
    """One pill a year over the whole track."""
    if not years:
        return []
    step = FULL / len(years)
    return [
        Pill(round(index * step, 2), round(step - 1.5, 2), *PILLS[state])
        for index, state in enumerate(years)
    ]


@register.simple_tag
def column_shapes(months: Sequence[tuple[str, int | None, bool]]) -> Columns:
    """Columns as high as their numbers; the highest closed one is marked."""
    known = [number for _, number, closed in months if number is not None and closed]
    highest = max((number or 0 for _, number, _ in months), default=0) or 1
    peak = max(known, default=None)
    step = COLUMN_FIELD / max(len(months), 1)
    width = round(min(step * 0.82, 64), 1)
    columns = []
    for index, (label, number, closed) in enumerate(months):
        height = round((number or 0) / highest * (COLUMN_FLOOR - COLUMN_TOP), 1)
        columns.append(
            Column(
                label=label,
                words="" if number is None else numbers.number(number),
                x=round(index * step + (step - width) / 2, 1),
                y=round(COLUMN_FLOOR - height, 1),
                width=width,
                height=height,
                closed=closed,
                highest=closed and number is not None and number == peak,
                none=number is None,
            )
        )
    return Columns(key=_key(*months), columns=columns)


@register.simple_tag
def line_shape(values: Sequence[float]) -> LineShape | None:
    """A line through the values; None when there are fewer than two."""
    if len(values) <= 1:
        return None
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = (LINE_WIDTH - 2 * LINE_MARGIN) / (len(values) - 1)
    tall = LINE_HEIGHT - 2 * LINE_MARGIN
    points = [
        (
            f"{LINE_MARGIN + index * step:.1f}",
            f"{LINE_HEIGHT - LINE_MARGIN - (value - low) / spread * tall:.1f}",
        )
        for index, value in enumerate(values)
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return LineShape(path, *points[-1])


@register.simple_tag
def share_shapes(parts: Sequence[tuple[str, str, float, str]]) -> Shares:
    """Shares of one whole, side by side with a small gap; the third is hatched."""
    whole = sum(weight for _, _, weight, _ in parts) or 1
    shares, x = [], 0.0
    for index, (label, words, weight, note) in enumerate(parts):
        width = weight / whole * FULL
        shares.append(
            Share(
                label=label,
                words=words,
                note=note,
                x=round(x, 2),
                width=round(max(width - SHARE_GAP, 0), 2),
                fill=SHARE_FILLS[index % len(SHARE_FILLS)],
                hatched=index == HATCHED_SHARE,
            )
        )
        x += width
    return Shares(key=_key(*parts), parts=shares)


@register.simple_tag
def month_words(cells: Sequence[tuple[str, str]]) -> str:
    """What twelve months say, for readers."""
    return "; ".join(words for _shade, words in cells)


@register.simple_tag
def month_cells(cells: Sequence[tuple[str, str]]) -> SafeString:
    """The cells of months side by side: a table of units draws hundreds."""
    return format_html_join(
        "",
        _CELL,
        ((shade, MONTH_STEP * place, words) for place, (shade, words) in enumerate(cells)),
    )
