"""Illustrative outlines, read from the package's own files."""

import json
from datetime import date
from functools import cache, lru_cache

from aoxanh.places.errors import OutlineMissing
from aoxanh.places.rules.drawing import Drawing, svg_paths
from aoxanh.places.types import REFERENCE, Outline, OutlineInset, OutlineShape


NATIONAL = "national"
"""Asks ``drawing`` for the map of all provinces."""


def outline(*, province_code: str) -> Outline:
    """One province with a shape per commune. Raises ``OutlineMissing``."""
    if not (province_code.isascii() and province_code.isdigit()):
        raise OutlineMissing(code=province_code)
    return _read(province_code)


def national_outline() -> Outline:
    """The country with a shape per province, and Hoàng Sa and Trường Sa as insets."""
    return _read(NATIONAL)


@lru_cache(maxsize=128)
def drawing(*, province_code: str = NATIONAL, width: float, height: float) -> Drawing:
    """A map ready for a template: paths, label points, boxes of far islands. Raises ``OutlineMissing``."""
    shown = (
        national_outline() if province_code == NATIONAL else outline(province_code=province_code)
    )
    return svg_paths(shown, width, height)


@cache
def _read(name: str) -> Outline:
    file = REFERENCE / "outlines" / f"{name}.json"
    if not file.is_file():
        raise OutlineMissing(code=name)
    told = json.loads(file.read_text("utf-8"))
    return Outline(
        as_of=date.fromisoformat(told["as_of"]),
        scale=told["scale"],
        shapes=tuple(
            OutlineShape(
                code=shape["code"],
                at=tuple(shape["at"]),
                rings=tuple(tuple(ring) for ring in shape["rings"]),
            )
            for shape in told["shapes"]
        ),
        insets=tuple(
            OutlineInset(
                code=inset["code"],
                label=inset["label"],
                dots=tuple((lon, lat) for lon, lat in inset["dots"]),
            )
            for inset in told["insets"]
        ),
    )
