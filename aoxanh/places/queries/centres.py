"""Where communes lie: their centres, by which anything in them is near or far."""

from datetime import date

from aoxanh.places.models import Place
from aoxanh.places.types import Centre, PlaceLevel


def centres(*, day: date, province_code: str | None = None) -> tuple[Centre, ...]:
    """The communes of ``day`` that have a centre, of one province or of all, in order of their codes."""
    rows = Place.objects.on(day).filter(
        level=PlaceLevel.COMMUNE, latitude__isnull=False, longitude__isnull=False
    )
    if province_code is not None:
        rows = rows.filter(parent__code=province_code)
    columns = ("code", "full_name", "latitude", "longitude")
    return tuple(Centre(*row) for row in rows.order_by("code", "pk").values_list(*columns))


def province_names(*, day: date) -> dict[str, str]:
    """Names of the provinces on ``day``, by code."""
    rows = Place.objects.on(day).filter(level=PlaceLevel.PROVINCE)
    return dict(rows.order_by("code", "pk").values_list("code", "name"))
