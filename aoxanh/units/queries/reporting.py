"""Units as figures need them: whose totals a fact can change, and who is expected to report."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q, QuerySet

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


def right_below(
    *, above: Collection[int], also: Collection[int], period: Period
) -> dict[int, list[int]]:
    """The units right below every unit above ``above``, and right below ``also``, at some day of ``period``."""
    within = Closure.objects.filter(valid_from__lt=period.end, valid_to__gt=period.start)
    over = within.filter(descendant__in=above, depth__gt=0).order_by().values("ancestor")
    rows = within.filter(Q(ancestor__in=over) | Q(ancestor__in=also), depth=1)
    columns = ("ancestor_id", "descendant_id")
    found: dict[int, list[int]] = {}
    for ancestor, descendant in rows.order_by(*columns).values_list(*columns).distinct():
        found.setdefault(ancestor, []).append(descendant)
    return found


class KindHeld(NamedTuple):
    """That a unit within another was of one kind for a time, and whether units of that kind declare what they did."""

    within: int
    unit_id: int
    kind: str
    valid: Period
    reports: bool


def kinds_within(
    *, unit_ids: Collection[int], period: Period, kinds: Collection[str]
) -> list[KindHeld]:
    """The units of ``kinds``, and those that declare, that lay within each of ``unit_ids`` in ``period``."""
    declaring = Q(kind__family__in=_DECLARING_FAMILIES, kind__level__in=_DECLARING_LEVELS)
    rows = UnitVersion.objects.filter(
        declaring | Q(kind__in=kinds),
        valid_from__lt=period.end,
        valid_to__gt=period.start,
        unit__founded_on__lt=period.end,
        unit__closed_on__gt=period.start,
        unit__ancestry__ancestor__in=unit_ids,
        unit__ancestry__valid_from__lt=period.end,
        unit__ancestry__valid_to__gt=period.start,
    )
    columns = rows.order_by("unit_id", "valid_from", "pk").values_list(
        "unit__ancestry__ancestor_id", "unit_id", "kind_id", "kind__family", "kind__level", "valid_from", "valid_to",
        "unit__closed_on", "unit__ancestry__valid_from", "unit__ancestry__valid_to",
    )  # fmt: skip
    found = []
    for within, unit, kind, family, level, starts, ends, closed, inside_from, inside_to in columns:
        first, after = max(starts, inside_from), min(ends, inside_to, closed)
        if first < after:  # from its closing day on a unit is within its heirs, but is not there
            reports = family in _DECLARING_FAMILIES and level in _DECLARING_LEVELS
            found.append(KindHeld(within, unit, kind, Period(first, after), reports))
    return found


def ids_of_kinds(
    *, unit_ids: Collection[int], kinds: Collection[str]
) -> QuerySet[UnitVersion, int]:
    """Units of ``kinds`` that ever lay within one of ``unit_ids``, for a statement to look into."""
    rows = UnitVersion.objects.filter(kind__in=kinds, unit__ancestry__ancestor__in=unit_ids)
    return rows.order_by().values_list("unit_id", flat=True)
