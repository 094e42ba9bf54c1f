"""Outlines as GeoJSON, which maps in browsers read."""

from collections.abc import Sequence
from typing import Any

from aoxanh.places import queries as places
from aoxanh.places.types import Outline


def geojson(code: str) -> dict[str, Any]:
    """A province by its communes, or ``NATIONAL``; Hoàng Sa and Trường Sa with either. Raises ``OutlineMissing``."""
    national = places.national_outline()
    shown = national if code == places.NATIONAL else places.outline(province_code=code)
    islands = [
        _feature(
            {"code": inset.code, "island": inset.label}, "MultiPoint", _points(inset.dots, national)
        )
        for inset in national.insets
    ]
    areas = [
        _feature(
            {"code": shape.code}, "MultiPolygon", [[_ring(ring, shown)] for ring in shape.rings]
        )
        for shape in shown.shapes
    ]
    return {"type": "FeatureCollection", "features": [*areas, *islands]}


def _feature(properties: dict[str, str], kind: str, coordinates: list[Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _ring(ring: Sequence[int], outline: Outline) -> list[list[float]]:
    """A closed ring of longitudes and latitudes."""
    points = _points(list(zip(ring[::2], ring[1::2], strict=True)), outline)
    return [*points, points[0]]


def _points(pairs: Sequence[tuple[int, int]], outline: Outline) -> list[list[float]]:
    return [[lon / outline.scale, lat / outline.scale] for lon, lat in pairs]
