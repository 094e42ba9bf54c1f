"""The province that the portal serves."""

from datetime import date

from aoxanh.units import queries as units
from aoxanh.web.places import maps


def home_province(day: date) -> str | None:
    """Its code on ``day``; None when the portal is not tied to one. Place fields look there first."""
    place_id = units.instance().place_id
    province = maps.province_at(place_id, day) if place_id else None
    return province.code if province else None
