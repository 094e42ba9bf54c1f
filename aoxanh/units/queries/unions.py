"""The unions of a place: whom an activity from elsewhere asks."""

from datetime import date

from aoxanh.units.models import UnitVersion
from aoxanh.units.models.unit import UnitVersionQuerySet
from aoxanh.units.types import Family


def unions_of_place(*, place_id: int, day: date) -> UnitVersionQuerySet:
    """Territorial unions of Đoàn and Hội whose place it is on ``day``, Đoàn first; names are public."""
    families = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV)
    rows = UnitVersion.objects.on(day).filter(
        place=place_id, kind__family__in=families, kind__is_territorial=True
    )
    return rows.select_related("kind").order_by("kind__position", "sort_key", "pk")
