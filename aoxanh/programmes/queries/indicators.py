"""Indicators of a programme: their value, their standing, the rows they were counted from."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import ExtractYear

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.errors import UnknownIndicator
from aoxanh.programmes.models import Cell, Indicator, Phase, Target
from aoxanh.programmes.types import IndicatorValue, UnitYear
from aoxanh.units.queries import reporting


def indicators(*, actor: Actor) -> QuerySet[Indicator]:
    """Indicators of every programme; what they are is public, their figures are not."""
    del actor
    rows = Indicator.objects.select_related("programme")
    return rows.prefetch_related("targets__phase").order_by("programme__code", "position", "pk")


def indicator(code: str, *, actor: Actor) -> Indicator:
    """Raises ``UnknownIndicator``."""
    found = indicators(actor=actor).filter(code=code).first()
    if found is None:
        raise UnknownIndicator(code=code)
    return found


def unit_years(each: Indicator, *, actor: Actor, unit_id: int, period: Period) -> list[UnitYear]:
    """One row per unit of the subtree and year that has any figure: what “Xem danh sách” opens.

    Cells are read under the tree of their own day. Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    definition = each.definition
    codes = (
        rules.measures_of(definition["numerator"])
        | rules.measures_of(definition["denominator"])
        | set(definition.get("requires", ()))
    )
    rows = (
        Cell.objects.filter(
            measure__in=codes,
            day__gte=period.start,
            day__lt=period.end,
            unit__ancestry__ancestor=unit_id,
            unit__ancestry__valid_from__lte=F("day"),
            unit__ancestry__valid_to__gt=F("day"),
        )
        .annotate(year=ExtractYear("day"))
        .values_list("unit_id", "year", "measure")
        .annotate(total=Sum("value"))
        .order_by("unit_id", "year", "measure")
    )
    figures: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for unit, year, code, total in rows:
        figures[unit, year][code] = total
    return [
        rules.unit_year(definition, unit_id=unit, year=year, values=values)
        for (unit, year), values in sorted(figures.items())
    ]


def _phase_on(each: Indicator, day: date) -> tuple[Target | None, Target | None]:
    """(target of the phase that holds ``day``, target of the phase before)."""
    before: Target | None = None
    for target in sorted(each.targets.all(), key=lambda t: t.phase.valid_from):
        if target.phase.valid_from <= day < target.phase.valid_to:
            return target, before
        before = target
    return None, before


def _needed(target: Target, before: Target | None, day: date) -> Decimal:
    phase: Phase = target.phase
    return rules.needed_now(
        before=before.value if before else rules.ZERO,
        target=target.value,
        phase=Period(phase.valid_from, phase.valid_to),
        day=day,
    )


def indicator_value(
    each: Indicator,
    *,
    actor: Actor,
    unit_id: int,
    period: Period,
    rows: list[UnitYear] | None = None,
) -> IndicatorValue:
    """An indicator for a unit's subtree over ``period``, rolled up from its unit-years.

    ``units_with_data`` of ``units_expected`` stand beside the percentage: units alive in the period that may
    declare, so that nobody looks better by declaring nothing.
    """
    rows = unit_years(each, actor=actor, unit_id=unit_id, period=period) if rows is None else rows
    numerator, denominator = rules.rolled_up(rows)
    value = rules.percent(numerator, denominator)
    target, before = _phase_on(each, actor.day)
    needed = _needed(target, before, actor.day) if target else None
    known = {row.unit_id for row in rows if row.denominator is not None}
    expected = reporting.reporting_ids(unit_id=unit_id, period=period)
    return IndicatorValue(
        code=each.code,
        numerator=numerator,
        denominator=denominator,
        percent=value,
        target=target.value if target else None,
        needed_now=needed,
        status=rules.status(value=value, target=target.value if target else None, needed=needed),
        units_with_data=len(known),
        units_expected=len(expected | known),
        period=period,
    )
