"""The province around a place, and its communes by code."""

from datetime import date

from aoxanh.places.models import Place
from aoxanh.places.types import PlaceLevel


def province_of(*, place_id: int) -> Place | None:
    """The province that holds a place during the place's own validity; None for an unknown id."""
    place = Place.objects.with_parents().filter(pk=place_id).order_by("pk").first()
    while place is not None and place.parent is not None:
        place = place.parent
    return place


def commune_names(*, province_code: str, day: date) -> dict[str, str]:
    """Names of a province's communes on ``day``, by code."""
    rows = Place.objects.on(day).filter(level=PlaceLevel.COMMUNE, parent__code=province_code)
    return dict(rows.order_by("code", "pk").values_list("code", "name"))


def commune_register(*, day: date) -> dict[str, tuple[str, str]]:
    """Name and province of every commune of ``day``, by code."""
    rows = Place.objects.on(day).filter(level=PlaceLevel.COMMUNE, parent__isnull=False)
    found = rows.order_by("code", "pk").values_list("code", "name", "parent__code")
    return {code: (name, province) for code, name, province in found}
