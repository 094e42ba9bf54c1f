"""Communes as the points that “gần tôi” goes by: nobody's own position reaches the server."""

from datetime import date
from functools import lru_cache

from aoxanh.places import queries as places
from aoxanh.places.types import Centre
from aoxanh.web.places.province import home_province


@lru_cache(maxsize=2)
def centres_at(day: date) -> tuple[Centre, ...]:
    """The communes of the portal's province, or of the country; read once a day by each process."""
    return places.centres(day=day, province_code=home_province(day))


def centre_of(code: str, day: date) -> Centre | None:
    """The commune with this code; None when it is not one of ours."""
    return next((centre for centre in centres_at(day) if centre.code == code), None)
