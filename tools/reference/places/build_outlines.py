"""Writes illustrative outlines: cells around commune points, clipped to the land, provinces dissolved from them.

Coordinates in the files are thousandths of a degree (about 110 m).
"""

import json
from collections import defaultdict
from math import cos, pi, radians, sqrt
from pathlib import Path

import numpy as np
import shapely
from names import ARCHIPELAGOS
from shapely.geometry import MultiPoint, Point, shape
from shapely.geometry.base import BaseGeometry
from sources import REFORM, Unit


SCALE = 1000
COAST_TOLERANCE = 0.004
NATIONAL_TOLERANCE = 0.012
SMALLEST_ISLAND_KM = 1.2
KM_PER_DEGREE = 111.32


def _to_plane(points: np.ndarray) -> np.ndarray:
    """Degrees to Mercator degrees, in which "nearest" means nearest in every direction."""
    latitude = np.radians(points[:, 1])
    return np.column_stack([points[:, 0], np.degrees(np.log(np.tan(pi / 4 + latitude / 2)))])


def _to_degrees(points: np.ndarray) -> np.ndarray:
    latitude = 2 * np.degrees(np.arctan(np.exp(np.radians(points[:, 1])))) - 90
    return np.column_stack([points[:, 0], latitude])


def _land(geometries: list[dict]) -> BaseGeometry:
    whole = shapely.union_all([shape(geometry).buffer(0) for geometry in geometries])
    return shapely.simplify(shapely.transform(whole, _to_plane), COAST_TOLERANCE).buffer(0)


def _island(unit: Unit, centre: Point) -> BaseGeometry:
    """A round island for a point that lies off the land of the source."""
    radius_km = max(SMALLEST_ISLAND_KM, sqrt((unit.area_km2 or 0) / pi))
    return centre.buffer(radius_km / KM_PER_DEGREE / cos(radians(unit.latitude)), quad_segs=3)


def commune_cells(units: list[Unit], land: BaseGeometry) -> dict[str, BaseGeometry]:
    """Code → cell in the plane, for every commune of today but the two archipelagos."""
    communes = [unit for unit in units if unit.level == "COMMUNE" and unit.code not in ARCHIPELAGOS]
    plane = _to_plane(np.array([(unit.longitude, unit.latitude) for unit in communes]))
    frame = land.envelope.buffer(1)
    diagram = shapely.voronoi_polygons(MultiPoint(plane), extend_to=frame)
    tree = shapely.STRtree(diagram.geoms)
    cells = {}
    for unit, position in zip(communes, plane, strict=True):
        centre = Point(position)
        around = diagram.geoms[int(tree.query(centre, predicate="intersects")[0])]
        cell = _polygons_of(around.intersection(land))
        cells[unit.code] = _island(unit, centre) if cell.is_empty else cell
    return cells


def _polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return shapely.union_all(parts)


def _rings(geometry: BaseGeometry) -> list[list[int]]:
    """Flat rings ``[lon, lat, lon, lat, …]``, largest first, without repeated points."""
    polygons = sorted(shapely.get_parts(geometry), key=lambda part: (-part.area, part.bounds))
    rings = []
    for polygon in polygons:
        for ring in (polygon.exterior, *polygon.interiors):
            corners = _corners(np.array(ring.coords))
            if len(corners) >= 3:
                rings.append([value for corner in corners for value in corner])
    return rings


def _corners(ring: np.ndarray) -> list[tuple[int, int]]:
    rounded = np.rint(_to_degrees(ring) * SCALE).astype(int)
    corners: list[tuple[int, int]] = []
    for corner in map(tuple, rounded.tolist()):
        if not corners or corners[-1] != corner:
            corners.append(corner)
    return corners[:-1] if corners and corners[0] == corners[-1] else corners


def _label(geometry: BaseGeometry, centre: Point | None) -> list[int]:
    """Where the name goes: the unit's own point when it lies inside, else the middle of the largest part."""
    if centre is None or not geometry.contains(centre):
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        centre = shapely.maximum_inscribed_circle(largest, tolerance=0.001).interpolate(0)
    point = _to_degrees(np.array([(centre.x, centre.y)]))[0]
    return [int(value) for value in np.rint(point * SCALE)]


def _entry(code: str, geometry: BaseGeometry, centre: Point | None) -> dict[str, object]:
    return {"code": code, "at": _label(geometry, centre), "rings": _rings(geometry)}


def _inset(unit: Unit) -> dict[str, object]:
    dots = [[round(lon * SCALE), round(lat * SCALE)] for lon, lat in ARCHIPELAGOS[unit.code]]
    return {"code": unit.code, "label": unit.name, "dots": dots}


def _write(path: Path, shapes: list[dict[str, object]], insets: list[dict[str, object]]) -> None:
    def lines(entries: list[dict[str, object]]) -> str:
        return ",\n".join(
            json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries
        )

    head = f'{{"illustrative":true,"as_of":"{REFORM}","scale":{SCALE}'
    path.write_text(
        f'{head},\n"shapes":[\n{lines(shapes)}\n],\n"insets":[{lines(insets)}]}}\n', "utf-8"
    )


def write_outlines(units: list[Unit], geometries: list[dict], target: Path) -> None:
    """``NN.json`` per province with a cell per commune, ``national.json`` with the provinces."""
    target.mkdir(exist_ok=True)
    today = [unit for unit in units if unit.valid_from == REFORM]
    cells = commune_cells(today, _land(geometries))
    by_province: dict[str, list[Unit]] = defaultdict(list)
    for unit in today:
        if unit.level == "COMMUNE":
            by_province[unit.parent].append(unit)

    insets = []
    for province, communes in sorted(by_province.items()):
        drawn = [
            _entry(unit.code, cells[unit.code], _centre(unit))
            for unit in communes
            if unit.code in cells
        ]
        own = [_inset(unit) for unit in communes if unit.code in ARCHIPELAGOS]
        insets += own
        _write(target / f"{province}.json", drawn, own)
    _write(target / "national.json", _provinces(by_province, cells), insets)


def _centre(unit: Unit) -> Point:
    return Point(_to_plane(np.array([(unit.longitude, unit.latitude)]))[0])


def _provinces(
    by_province: dict[str, list[Unit]], cells: dict[str, BaseGeometry]
) -> list[dict[str, object]]:
    """Simplified together, so that neighbours keep one common line."""
    codes = sorted(by_province)
    whole = [
        shapely.union_all([cells[unit.code] for unit in by_province[code] if unit.code in cells])
        for code in codes
    ]
    simple = shapely.coverage_simplify(whole, NATIONAL_TOLERANCE)
    return [_entry(code, geometry, None) for code, geometry in zip(codes, simple, strict=True)]
