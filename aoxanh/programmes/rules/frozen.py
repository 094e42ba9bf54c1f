"""Frozen figures: what of a standing is kept, what differs, and the digest that seals them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.shares import plain
from aoxanh.programmes.types import Standing, Status
from aoxanh.programmes.types.frozen import WITHHELD, Frozen


def frozen_of(standing: Standing, *, unit_id: int, is_withheld: bool = False) -> Frozen:
    """What of an indicator's standing is kept: its current stretch, its counters and words."""
    current = standing.current
    beside: dict[str, object] = {
        "counters": [[name, str(plain(value))] for name, value in standing.counters]
    }
    if is_withheld:
        beside[WITHHELD] = True
    if standing.band:
        beside["band"] = standing.band
    if standing.statement:
        beside["statement"] = standing.statement.text
    if current and current.told and current.told.value is not None:
        beside["override"] = str(plain(current.told.value))
    return Frozen(
        unit_id=unit_id,
        indicator=standing.each.code,
        label=current.due.label if current else "",
        numerator=current.numerator if current else None,
        denominator=current.denominator if current else None,
        value=current.value if current else None,
        status=standing.status.value,
        beside=beside,
    )


def for_others(one: Frozen) -> Frozen:
    """A frozen figure as those are told it who keep no book of the unit."""
    if not one.is_withheld:
        return one
    return replace(
        one, numerator=None, denominator=None, value=None, status=Status.WITHHELD.value, beside={}
    )


def changed_figures(
    before: Mapping[tuple[int, str], Frozen], after: Iterable[Frozen]
) -> list[Frozen]:
    """Those that differ from what stood before."""
    return [one for one in after if figure_told(one) != figure_told(before.get(one.key))]


def figure_told(one: Frozen | None) -> list[object] | None:
    """A frozen figure as JSON tells it, the same whatever database it was read from."""
    if one is None:
        return None
    numbers = [
        None if each is None else str(plain(each))
        for each in (one.numerator, one.denominator, one.value)
    ]
    return [one.unit_id, one.indicator, one.label, *numbers, one.status, dict(one.beside)]


def digest_of(figures: Iterable[Frozen]) -> str:
    """What the trail seals of a set of figures, whatever their order."""
    rows = sorted(
        json.dumps(figure_told(one), ensure_ascii=False, sort_keys=True) for one in figures
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def period_ends(programme: Period, phases: Iterable[tuple[str, Period]], day: date) -> list[date]:
    """The last days of years and phases of a programme that are over on ``day``, in order."""
    years = range(programme.start.year, programme.last_day.year + 1)
    ends = {date(year, 12, 31) for year in years} | {period.last_day for _name, period in phases}
    ends.add(programme.last_day)
    return sorted(end for end in ends if end in programme and end + timedelta(days=1) <= day)
