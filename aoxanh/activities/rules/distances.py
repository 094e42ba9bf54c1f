"""How far two points are apart."""

from math import asin, cos, radians, sin, sqrt


EARTH_KM = 6371.0

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def kilometres(one: Point, other: Point) -> float:
    """Along the surface, as the crow flies."""
    (lat_one, lon_one), (lat_other, lon_other) = one, other
    north = sin(radians(lat_other - lat_one) / 2) ** 2
    east = sin(radians(lon_other - lon_one) / 2) ** 2
    chord = north + cos(radians(lat_one)) * cos(radians(lat_other)) * east
    return 2 * EARTH_KM * asin(sqrt(chord))
