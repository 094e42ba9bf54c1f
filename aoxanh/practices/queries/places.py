"""Provinces, as models and the portal know them."""

from datetime import date

from aoxanh.places import queries as places
from aoxanh.places.types import PlaceLevel
from aoxanh.units import queries as units


def home_province_id() -> int | None:
    """The province that the portal serves; None when it is not tied to one."""
    place_id = units.instance().place_id
    province = places.province_of(place_id=place_id) if place_id else None
    return province.pk if province else None


def province_ids(code: str, day: date) -> tuple[int, ...]:
    """A province of ``day`` and those that went into it: models are told under the names of their years."""
    province = places.by_code(code=code, day=day)
    before = places.predecessors(place=province).filter(level=PlaceLevel.PROVINCE)
    return (province.pk, *before.values_list("pk", flat=True))
