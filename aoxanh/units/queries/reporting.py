"""Units as figures need them: whose totals a fact can change, and who is expected to report."""

from collections.abc import Collection

from aoxanh.kernel.periods import Period
from aoxanh.units.models import Closure, UnitVersion
from aoxanh.units.types import Family, Level


_DECLARING_FAMILIES = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV)
_DECLARING_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.GRASSROOTS)


def ever_above(*, unit_ids: Collection[int]) -> frozenset[int]:
    """Every unit that ``unit_ids`` ever lay within, themselves included."""
    rows = Closure.objects.filter(descendant__in=unit_ids).order_by()
    return frozenset(rows.values_list("ancestor_id", flat=True).distinct())


def reporting_ids(*, unit_id: int, period: Period) -> frozenset[int]:
    """Union and Federation units above the branch that lay within ``unit_id`` at some day of ``period``.

    They are expected to declare what they organised (ACT-13). A unit that was closed before the period, or
    only reaches it through its heirs, is not expected.
    """
    rows = UnitVersion.objects.filter(
        kind__family__in=_DECLARING_FAMILIES,
        kind__level__in=_DECLARING_LEVELS,
        valid_from__lt=period.end,
        valid_to__gt=period.start,
        unit__founded_on__lt=period.end,
        unit__closed_on__gt=period.start,
        unit__ancestry__ancestor=unit_id,
        unit__ancestry__valid_from__lt=period.end,
        unit__ancestry__valid_to__gt=period.start,
    )
    return frozenset(rows.order_by().values_list("unit_id", flat=True).distinct())
