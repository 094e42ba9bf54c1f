"""How a programme stands on one page of paper, and on one slide."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from aoxanh.documents import queries as documents
from aoxanh.kernel.dates import vn_date, vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import amount, number
from aoxanh.programmes import rules
from aoxanh.programmes.types import ProgrammeShown, ShadedMap, Standing, Status
from aoxanh.units import queries as units


PAGE: Final = "programme_page"
SLIDE: Final = "programme_slide"
_KINDS: Final = {
    Status.ACHIEVED: "good",
    Status.ON_TRACK: "good",
    Status.BEHIND: "behind",
    Status.NO_DATA: "none",
}
_FILLS: Final = {
    "1": "#DCEAF8",
    "2": "#B0D0F0",
    "3": "#6FA9E2",
    "4": "#2D76C4",
    "5": "#0B3F86",
    "none": "#E4E1D8",
}
"""The shades of a map on white paper."""
_EDGE: Final = "#8F8B80"
_ISLE: Final = "#C8102E"
_INK: Final = "#3C4654"
_FONT: Final = "Libertinus Serif"
_LETTERS: Final = 14
"""Height of the islands' names, in the map's own units."""
_ROOM = Decimal("1.15")
_PRESSING = ("behind", "none", "words", "good")
"""What a slide shows first."""


@in_vietnamese
def programme_pdf(
    shown: ProgrammeShown,
    standings: Sequence[Standing],
    *,
    unit_name: str,
    day: date,
    layout: str,
    on: datetime,
    shaded: ShadedMap | None = None,
) -> bytes:
    """The standings as told on the page, as PDF, with the map when there is one; the caller checked who may read."""
    instance = units.instance()
    rows = [_row(place, each) for place, each in enumerate(standings, start=1)]
    if layout == SLIDE:
        rows.sort(key=lambda row: _PRESSING.index(row["kind"]))
    kinds = [row["kind"] for row in rows]
    about = f"{shown.issuer}. {unit_name}, tính đến {vn_date(day)}."
    values = {
        "document_title": shown.name,
        "document_author": instance.name,
        "portal": instance.name,
        "place_and_day": vn_long_date(day).capitalize(),
        "title": shown.name,
        "about": f"{shown.number}. {about}" if shown.number else about,
        "counts": [
            [number(kinds.count("good")), "đạt hoặc đúng tiến độ"],
            [number(kinds.count("behind")), "chậm tiến độ"],
            [number(kinds.count("none")), "chưa có số liệu"],
        ],
        "rows": rows,
        "map": _map(shaded) if shaded else None,
        "footer": f"Lập từ {instance.name}, tính từ hoạt động đã ghi nhận. Chưa có số liệu không tính là 0 %.",
    }
    return documents.typeset(layout, values, on=on)


def _map(shaded: ShadedMap) -> dict[str, Any]:
    """The map as a layout draws it: an SVG, and the fills of its legend."""
    paths = "".join(f'<path d="{d}" fill="{_FILLS[shade]}"/>' for d, shade in shaded.areas)
    size = f"{shaded.width:g} {shaded.height:g}"
    by = "tỉnh, thành phố" if shaded.islands else "xã, phường"
    return {
        "title": f"Chỉ tiêu {shaded.number}, theo {by}",
        "name": shaded.name,
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">'
        f'<g stroke="{_EDGE}" stroke-width="1">{paths}</g>{_islands(shaded)}</svg>',
        "legend": [[_FILLS[shade], words] for shade, words in shaded.legend],
        "note": "Ranh giới minh họa.",
    }


def _islands(shaded: ShadedMap) -> str:
    """The far islands as dots with their names."""
    return "".join(
        "".join(f'<circle cx="{x:g}" cy="{y:g}" r="2.5" fill="{_ISLE}"/>' for x, y in dots)
        + f'<text x="{end:g}" y="{foot:g}" dx="-4" dy="-6" text-anchor="end" font-size="{_LETTERS}"'
        f' font-family="{_FONT}" fill="{_INK}">Q.đ. {label}</text>'
        for label, end, foot, dots in shaded.islands
    )


def _row(place: int, standing: Standing) -> dict[str, Any]:
    """One indicator: its words, and the bar in per cent of the track."""
    current = standing.current
    value = current.value if current else None
    target = current.due.target if current else None
    whole = max(value or rules.ZERO, Decimal(100) if standing.is_percent else (target or 0) * _ROOM)
    needed = (current.needed if current else None) or rules.ZERO

    def share(part: Decimal | None) -> float:
        return float(round((part or rules.ZERO) * 100 / whole, 1)) if whole else 0.0

    return {
        "number": str(place),
        "name": standing.each.name,
        "kind": _KINDS.get(standing.status, "words"),
        "status": str(standing.label),
        "words": _words(standing, value, target),
        "has_bar": value is not None and target is not None,
        "value": share(value),
        "needed": share(needed),
        "target": share(target),
    }


def _words(standing: Standing, value: Decimal | None, target: Decimal | None) -> str:
    if value is None:
        return "; ".join(f"{name}: {number(int(count))}" for name, count in standing.counters)
    unit = "%" if standing.is_percent else standing.each.counted_in
    of = f" / {amount(target)}" if target is not None else ""
    until = f", đến {vn_date(standing.until)}" if standing.until else ""
    level = f", mức đạt: {standing.band}" if standing.band else ""
    return f"{amount(value)}{of} {unit}".rstrip() + until + level
