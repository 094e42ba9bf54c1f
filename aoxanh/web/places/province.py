"""The province that the portal serves, and the commune a unit stands in."""

from datetime import date

from aoxanh.places import queries as places
from aoxanh.places.types import PlaceLevel
from aoxanh.units import queries as units
from aoxanh.web.places import maps


def home_province(day: date) -> str | None:
    """Its code on ``day``; None when the portal is not tied to one. Place fields look there first."""
    place_id = units.instance().place_id
    province = maps.province_at(place_id, day) if place_id else None
    return province.code if province else None


def home_commune(unit_id: int, day: date) -> str:
    """Where a unit stands, when that is one commune: what its place fields begin with; else ""."""
    version = units.version_at(unit_id=unit_id, day=day)
    if version.place_id is None:
        return ""
    found = places.references(ids={version.place_id}, day=day)
    communes = [ref.label for ref in found.values() if ref.level == PlaceLevel.COMMUNE]
    return next(iter(communes), "")
