"""Whose system this is, at no cost on most pages."""

from typing import Final

from django.core.cache import cache
from django.db.models import Exists

from aoxanh.units.models import Beginning, Instance
from aoxanh.units.types import InstanceInfo, Scale, SecondFactor


KEY: Final = "units.instance"
_SECONDS: Final = 10
_BEFORE_SET_UP: Final = InstanceInfo(
    scale=Scale.PROVINCE,
    name="Áo Xanh",
    short_name="Áo Xanh",
    place_name="",
    root_id=None,
    root_code="",
)


def instance() -> InstanceInfo:
    """The settings of this installation, read at most every few seconds by each process."""
    kept: InstanceInfo | None = cache.get(KEY)
    if kept is None:
        kept = _read()
        cache.set(KEY, kept, _SECONDS)
    return kept


def _read() -> InstanceInfo:
    going_on = Beginning.objects.filter(pk=1, finished_at__isnull=True)
    rows = Instance.objects.select_related("root").annotate(is_beginning=Exists(going_on))
    row = rows.filter(pk=1).first()
    if row is None:
        return _BEFORE_SET_UP
    return InstanceInfo(
        scale=Scale(row.scale),
        name=row.name,
        short_name=row.short_name,
        place_name=row.place_name,
        portal_label=row.portal_label,
        document_code=row.document_code,
        support_phone=row.support_phone,
        theme=row.theme,
        year_themes=row.year_themes,
        second_factor=SecondFactor(row.second_factor),
        is_demo=row.is_demo,
        place_id=row.place_id,
        root_id=row.root_id,
        root_code=row.root.code,
        is_beginning=row.is_beginning,
    )
